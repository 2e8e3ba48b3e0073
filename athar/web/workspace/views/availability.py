"""Who can take which shift of an opportunity: asked until a day, and counted."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from athar.foundation.core.dates import end_of_day
from athar.foundation.core.refusals import Refused
from athar.initiatives.volunteering.availability import answers_by_shift, taking_part
from athar.initiatives.volunteering.models import AvailabilityCall, Opportunity
from athar.initiatives.volunteering.operations import ask_availability
from athar.initiatives.volunteering.rosters import rosters_of
from athar.web.workspace.access import Act
from athar.web.workspace.forms.rosters import SearchForm, UntilForm
from athar.web.workspace.views.opportunities import OpportunityView


class Availability(OpportunityView):
    """What those who take part said, shift by shift; the POST asks them until a day."""

    act = Act.OFFER

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.shown(self.found(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        opportunity, form = self.found(pk), UntilForm(request.POST)
        if not form.is_valid():
            return self.shown(opportunity, form, status=422)
        try:
            ask_availability(
                opportunity=opportunity, until=end_of_day(form.cleaned_data["until"]), by=self.person, at=self.now
            )  # fmt: skip
        except Refused as refused:
            return self.shown(opportunity, form, status=409, refusals=refused.reasons)
        return self.to(
            opportunity, _("They are asked; whoever said nothing yet is told."), page="availability"
        )

    def shown(
        self, opportunity: Opportunity, form: UntilForm | None = None, *, status: int = 200, **more: object
    ) -> HttpResponse:
        call = AvailabilityCall.objects.filter(opportunity=opportunity).first()
        return self.page(
            "workspace/volunteering/availability.html", status=status, opportunity=opportunity, call=call,
            open=call is not None and call.until > self.now, form=form or UntilForm(),
            rosters=list(rosters_of(opportunity)),
            shifts=answers_by_shift(opportunity, at=self.now),
            many=taking_part(opportunity, at=self.now).count(), said=opportunity.availabilities.count(),
            search=more.pop("search", None) or SearchForm(rosters=rosters_of(opportunity)),
            offering=self.may_here(Act.OFFER, opportunity), **more,
        )  # fmt: skip
