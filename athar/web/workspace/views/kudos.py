"""Whoever leads a shift thanks those who were there, and may take it back for a while."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from athar.engine.journeys.attendance import attendance_of
from athar.engine.journeys.models import Session
from athar.foundation.core.refusals import Refused
from athar.foundation.core.tables import Empty, Selecting, Table
from athar.foundation.privacy.queries import rows_of_human
from athar.initiatives.volunteering.kudos import kudos_at
from athar.initiatives.volunteering.operations import take_thanks_back, thank
from athar.web.workspace.access import Act
from athar.web.workspace.forms.kudos import ThanksForm
from athar.web.workspace.shaping import kudos as shaping
from athar.web.workspace.shaping.kudos import Thanked
from athar.web.workspace.views.opportunity_texts import ShiftView
from athar.web.workspace.words import counted

SIZE = 100  # a shift is read whole, as its attendance is


class Thanks(ShiftView):
    """Everybody who was there; the POST thanks those that are ticked, or takes thanks back."""

    act = Act.TAKE_ATTENDANCE
    form_only = True

    def get(self, _request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        session = self.shift(pk, shift)
        return self.sheet(session, ThanksForm(people=[]))

    def post(self, request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        session = self.shift(pk, shift)
        if "retraction" in request.POST:
            return self.take_back(request, session)
        there = [one.person.pk for one in attendance_of(session) if one.came]
        form = ThanksForm(request.POST, people=there)
        asked = {int(key) for key in request.POST.getlist("person") if key.isascii() and key.isdigit()}
        if not form.is_valid():
            return self.sheet(session, form, status=422, chosen=asked, refusals=form.errors.get("person", []))
        try:
            given = thank(session=session, by=self.person, at=self.now, **form.said())
        except Refused as refused:
            return self.sheet(session, form, status=409, chosen=asked, refusals=refused.reasons)
        messages.success(
            request, _("Thanked: %(people)s. They are told.") % {"people": counted(len(given), "person")}
        )
        return self.again(session)

    def take_back(self, request: HttpRequest, session: Session) -> HttpResponse:
        key = request.POST["retraction"]
        known = key.isascii() and key.isdigit()
        kudos = get_object_or_404(kudos_at(session), pk=int(key[:18]) if known else 0)
        try:
            take_thanks_back(kudos=kudos, by=self.person, at=self.now)
        except Refused as refused:
            return self.sheet(session, ThanksForm(people=[]), status=409, refusals=refused.reasons)
        messages.success(request, _("Taken back; nothing of it stays."))
        return self.again(session)

    def again(self, session: Session) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("workspace:shift-thanks", args=[self.opportunity.pk, session.pk]))

    @cached_property
    def own(self) -> set[int]:
        return set(rows_of_human(self.person, at=self.now))

    def sheet(
        self, session: Session, form: ThanksForm, *, status: int = 200, chosen: Collection[int] = (), **more: Any
    ) -> HttpResponse:  # fmt: skip
        given = list(kudos_at(session))
        here = (self.viewer, self.opportunity)
        rows = shaping.thanked(*here, attendance_of(session), given, self.own)
        return self.shift_page(
            "thanks",
            session,
            status=status,
            form=form,
            table=self.table(rows, chosen),
            returnable=shaping.returnable(*here, given, self.own, at=self.now),
            **more,
        )

    def table(self, rows: list[Thanked], chosen: Collection[int]) -> Table:
        return Table(
            name="thanks",
            caption=_("Who was there"),
            columns=shaping.COLUMNS,
            rows=rows,
            query=self.request.GET,
            size=SIZE,
            selecting=Selecting(
                name="person", key=lambda row: row.key, why_not=lambda row: row.why_not, chosen=chosen,
                everything=bool(self.request.GET.get("all")),
            ),
            empty=Empty(_("Nobody was seen there yet"), _("Whoever came to this shift stands here, once they were marked or their times stated.")),
        )  # fmt: skip
