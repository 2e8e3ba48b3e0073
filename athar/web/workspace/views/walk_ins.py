"""Whoever came to a shift without a seat is let in, at the desk of the shift."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.journeys.models import Session
from athar.foundation.core.refusals import Refused
from athar.initiatives.volunteering.operations import let_in
from athar.web.workspace.access import Act
from athar.web.workspace.forms.walk_ins import WalkInForm
from athar.web.workspace.scope import candidate_name, persons_open_to
from athar.web.workspace.views.opportunity_texts import ShiftView


class WalkIns(ShiftView):
    act = Act.TAKE_ATTENDANCE
    form_only = True

    def get(self, _request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        return self.asked(self.shift(pk, shift), WalkInForm(persons=self.persons()))

    def post(self, request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        session, form = self.shift(pk, shift), WalkInForm(request.POST, persons=self.persons())
        if not form.is_valid():
            return self.asked(session, form, status=422)
        person, reason = form.cleaned_data["person"], form.cleaned_data["reason"]
        try:
            let_in(session=session, person=person, by=self.person, at=self.now, reason=reason)
        except Refused as refused:
            return self.asked(session, form, status=409, refusals=refused.reasons)
        messages.success(request, _("They have a seat, and are marked as come."))
        return HttpResponseRedirect(reverse("workspace:shift", args=[pk, session.pk]))

    def persons(self) -> Any:
        return persons_open_to(self.viewer, at=self.now)

    def asked(self, session: Session, form: WalkInForm, *, status: int = 200, **more: Any) -> HttpResponse:
        address = reverse("site:opportunity", args=[self.opportunity.edition.code])
        return self.shift_page(
            "walk_ins",
            session,
            status=status,
            form=form,
            candidates=[(person.pk, candidate_name(person, self.viewer)) for person in form.candidates],
            address=f"{settings.ATHAR_BASE_URL}{address}",
            over=self.now >= session.ends_at or session.cancelled_at is not None,
            **more,
        )
