"""I was hurt or fell ill at a shift: I report it, read how it stands, and add to it. A guardian does so for a child."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from athar.engine.journeys.models import Seat
from athar.foundation.core.refusals import Refused
from athar.initiatives.volunteering.choices import InjuryOutcome, InjuryState
from athar.initiatives.volunteering.forms import InjuryForm, insured, likely
from athar.initiatives.volunteering.injuries import EARLY, injuries_of
from athar.initiatives.volunteering.models import Injury as Reported
from athar.initiatives.volunteering.operations import add_to_injury, report_injury
from athar.web.portal.forms_injuries import InjuryNoteForm
from athar.web.portal.views.base import OwnView
from athar.web.portal.views.shifts import OwnSeat

TONES = {InjuryState.CLOSED: "none", InjuryState.IN_CARE: "good"}


class New(OwnSeat):
    """Reports what happened at a shift of one's own."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        seat = self.seat(pk)
        opportunity = seat.session.edition.opportunity
        first = likely(seat.session, at=self.now)
        return self.asked(seat, InjuryForm(initial=first, opportunity=opportunity))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        seat = self.seat(pk)
        form = InjuryForm(request.POST, opportunity=seat.session.edition.opportunity)
        if not form.is_valid():
            return self.asked(seat, form, status=422)
        try:
            injury = report_injury(
                session=seat.session, person=seat.person, report=form.said(), by=self.person, at=self.now
            )
        except Refused as refused:
            return self.asked(seat, form, status=409, reasons=refused.reasons)
        messages.success(request, _("Reported. Whoever is in charge is told at once. Get well soon."))
        return self.back("injury", pk=injury.pk)

    def asked(self, seat: Seat, form: InjuryForm, *, status: int = 200, **more: Any) -> HttpResponse:
        ahead = self.now < seat.session.starts_at - EARLY
        return self.page(
            "portal/injury_new.html", status=status, seat=seat, session=seat.session, form=form, ahead=ahead, **more
        )  # fmt: skip


class Injury(OwnView):
    """A report about me or a child of mine: what was told, how it stands, what is meant for me; the POST adds a note."""

    way = "shifts"

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.shown(self.found(pk), InjuryNoteForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        injury, form = self.found(pk), InjuryNoteForm(request.POST)
        if not form.is_valid():
            return self.shown(injury, form, status=422)
        try:
            add_to_injury(
                injury=injury,
                words=form.cleaned_data["words"],
                by=self.person,
                people=[injury.person_id or 0],
                at=self.now,
            )
        except Refused as refused:
            return self.shown(injury, form, status=409, reasons=refused.reasons)
        messages.success(request, _("Your note stands with the report. Whoever follows it up is told."))
        return self.back("injury", pk=pk)

    def found(self, pk: int) -> Reported:
        theirs = [*self.people, *(child.pk for child in self.children)]
        return get_object_or_404(injuries_of(theirs, at=self.now), pk=pk)

    def shown(self, injury: Any, form: InjuryNoteForm, *, status: int = 200, **more: Any) -> HttpResponse:
        state, opportunity = InjuryState(injury.state), injury.session.edition.opportunity
        return self.page(
            "portal/injury.html", status=status, injury=injury, session=injury.session, form=form, state=state.label,
            tone=TONES.get(state, "watch"), of_child=injury.person_id not in self.people, insured=insured(opportunity),
            outcome=InjuryOutcome(injury.outcome).label if injury.outcome else "",
            told=[
                (entry, InjuryState(entry.state).label if entry.state else "", entry.by_id in self.people) for entry in injury.told
            ],
            **more,
        )  # fmt: skip
