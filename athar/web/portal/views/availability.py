"""Which shifts of an opportunity I can take: one page, one form, until a moment."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.initiatives.volunteering.availability import asked_of, said_of
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import say_availability
from athar.initiatives.volunteering.queries import shifts_of
from athar.web.portal.forms_availability import AvailabilityForm
from athar.web.portal.views.base import OwnView


class Availability(OwnView):
    """Of an opportunity in which one takes part; what was said can be said anew until the time is over."""

    way = "shifts"

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        return self.asked(self.opportunity(code))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        opportunity = self.opportunity(code)
        shifts = list(shifts_of(opportunity, at=self.now))
        form = AvailabilityForm(request.POST, shifts=shifts, said={})
        if not form.is_valid():
            return self.asked(opportunity, form, status=422)
        try:
            say_availability(
                opportunity=opportunity, people=self.people, answers=form.answers(), most=form.cleaned_data["most"], at=self.now
            )  # fmt: skip
        except Refused as refused:
            return self.asked(opportunity, form, status=409, reasons=refused.reasons)
        messages.success(request, _("Kept. You can change it until the time is over."))
        return self.back("availability", code=code)

    def opportunity(self, code: str) -> Opportunity:
        return get_object_or_404(asked_of(self.people, at=self.now), edition__code=code)

    def asked(
        self, opportunity: Opportunity, form: AvailabilityForm | None = None, *, status: int = 200, **more: object
    ) -> HttpResponse:  # fmt: skip
        said, most = said_of(opportunity, self.people)
        shifts = list(shifts_of(opportunity, at=self.now)) if form is None else form.shifts
        return self.page(
            "portal/availability.html", status=status, opportunity=opportunity, until=opportunity.availability_call.until,
            over=opportunity.availability_call.until <= self.now, said=said,
            form=form or AvailabilityForm(shifts=shifts, said=said, initial={"most": most}), **more,
        )  # fmt: skip
