"""Whoever came to a shift without a seat is let in, at the desk of the shift."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.journeys.models import Session
from athar.foundation.core.refusals import Refused
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.operations import let_in
from athar.web.workspace.access import Act
from athar.web.workspace.forms.walk_ins import WalkInForm
from athar.web.workspace.scope import name_at_the_door, persons_at_the_door
from athar.web.workspace.views.opportunity_texts import ShiftView


class WalkIns(ShiftView):
    act = Act.TAKE_ATTENDANCE
    form_only = True

    def get(self, _request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        # The shift says of which opportunity people are known.
        session = self.shift(pk, shift)
        return self.asked(session, WalkInForm(known=self.known()))

    def post(self, request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        session = self.shift(pk, shift)
        form = WalkInForm(request.POST, known=self.known())
        if not form.is_valid():
            return self.asked(session, form, status=422)
        person, reason = form.cleaned_data["person"], form.cleaned_data["reason"]
        try:
            let_in(session=session, person=person, by=self.person, at=self.now, reason=reason)
        except Refused as refused:
            return self.asked(session, form, status=409, refusals=refused.reasons)
        messages.success(request, _("They have a seat, and are marked as come."))
        return HttpResponseRedirect(reverse("workspace:shift", args=[pk, session.pk]))

    def known(self) -> QuerySet[Person]:
        return persons_at_the_door(self.viewer, self.opportunity, at=self.now)

    def candidates(self, form: WalkInForm) -> list[tuple[int, str]]:
        """Those who fit what was typed; whoever is not known here by their initials."""
        found = form.candidates
        keys = set(self.known().filter(pk__in=[person.pk for person in found]).values_list("pk", flat=True))
        return [
            (person.pk, name_at_the_door(person, self.viewer, self.opportunity, known=person.pk in keys))
            for person in found
        ]

    def asked(self, session: Session, form: WalkInForm, *, status: int = 200, **more: Any) -> HttpResponse:
        address = reverse("site:opportunity", args=[self.opportunity.edition.code])
        return self.shift_page(
            "walk_ins",
            session,
            status=status,
            form=form,
            candidates=self.candidates(form),
            address=f"{settings.ATHAR_BASE_URL}{address}",
            over=self.now >= session.ends_at or session.cancelled_at is not None,
            **more,
        )
