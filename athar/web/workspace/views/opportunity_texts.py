"""An opportunity is drafted and written anew; shifts are added, grow, and are cancelled."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from athar.engine.journeys.models import Session
from athar.engine.journeys.operations import change_capacity
from athar.foundation.core.refusals import Refused
from athar.foundation.core.templatetags.athar_text import number
from athar.initiatives.volunteering import managing
from athar.initiatives.volunteering.choices import State
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import (
    add_shifts,
    cancel_shift,
    change_opportunity,
    draft_opportunity,
)
from athar.web.workspace.access import Act, reach_to_do
from athar.web.workspace.forms.opportunities import NewOpportunityForm, OpportunityForm
from athar.web.workspace.forms.volunteering import CancellationForm, CapacityForm, ShiftForm
from athar.web.workspace.scope import bodies_open_to, initiatives_within, may_with_opportunity
from athar.web.workspace.shaping import volunteering as shaping
from athar.web.workspace.views.opportunities import OpportunityView

WHERE = ("initiative", "organisation", "code", "starts_on", "ends_on")


def laid_out(form: OpportunityForm) -> dict[str, Any]:
    """The fields in the groups in which the page shows them."""
    names = list(form.fields)
    columns = [(code, [form[name] for name in names if name.endswith(f"_{code}")]) for code in ("ar", "en")]
    first = [name for name in WHERE if name in form.fields]
    beside = [name for name in names if name not in first and not name.endswith(("_ar", "_en"))]
    return {
        "first": [form[name] for name in first],
        "columns": columns,
        "beside": [form[name] for name in beside],
        "unfit": shaping.unfit(form.ways),
    }


class New(OpportunityView):
    act = Act.OFFER
    form_only = True

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.asked(self.form(initial=self.likely()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.asked(form, status=422)
        try:
            opportunity = draft_opportunity(**form.said(), by=self.person)
        except Refused as refused:
            return self.asked(form, status=409, refusals=refused.reasons)
        return self.to(opportunity, _("The draft is kept. Add its shifts, then send it to review."))

    def form(self, *data: Any, **more: Any) -> NewOpportunityForm:
        return NewOpportunityForm(
            *data, initiatives=initiatives_within(reach_to_do(self.viewer.roles, Act.OFFER)),
            bodies=bodies_open_to(self.viewer, Act.OFFER), allows=partial(may_with_opportunity, self.viewer, Act.OFFER), **more,
        )  # fmt: skip

    def likely(self) -> dict[str, Any]:
        """One's own organisation, as most opportunities are."""
        return {"organisation": self.person.organisation_id, "choosing": "open", "level": "general"}

    def asked(self, form: NewOpportunityForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page(
            "workspace/volunteering/text.html", status=status, opportunity=None, form=form, **laid_out(form), **more
        )  # fmt: skip


class Text(OpportunityView):
    """Written anew while it is a draft."""

    act = Act.OFFER
    form_only = True

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        opportunity = self.found(pk)
        if opportunity.state != State.DRAFT:
            return self.to(opportunity)
        return self.asked(opportunity, OpportunityForm(initial=OpportunityForm.initial_of(opportunity)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        opportunity, form = self.found(pk), OpportunityForm(request.POST)
        if not form.is_valid():
            return self.asked(opportunity, form, status=422)
        try:
            change_opportunity(opportunity=opportunity, **form.said())
        except Refused as refused:
            return self.asked(opportunity, form, status=409, refusals=refused.reasons)
        return self.to(opportunity, _("The draft is kept."))

    def asked(
        self, opportunity: Opportunity, form: OpportunityForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        return self.page(
            "workspace/volunteering/text.html", status=status, opportunity=opportunity, form=form, **laid_out(form), **more
        )  # fmt: skip


class ShiftNew(OpportunityView):
    """A shift, or a series of them."""

    act = Act.OFFER
    form_only = True

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        opportunity = self.found(pk)
        return self.asked(opportunity, ShiftForm(initial={"day": opportunity.edition.starts_on}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        opportunity, form = self.found(pk), ShiftForm(request.POST)
        if not form.is_valid():
            return self.asked(opportunity, form, status=422)
        try:
            added = add_shifts(opportunity=opportunity, **form.said())
        except Refused as refused:
            return self.asked(opportunity, form, status=409, refusals=refused.reasons)
        return self.to(opportunity, _("Shifts added: %(many)s.") % {"many": number(len(added))})

    def asked(
        self, opportunity: Opportunity, form: ShiftForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        return self.page(
            "workspace/volunteering/shift_new.html", status=status, opportunity=opportunity, form=form, **more
        )


class ShiftView(OpportunityView):
    """What pages of one shift share."""

    opportunity: Opportunity

    def shift(self, pk: int, key: int) -> Session:
        self.opportunity = self.found(pk)
        session = managing.shifts_with_numbers(self.opportunity).filter(pk=key).first()
        if session is None:
            raise Http404
        # The opportunity is known: no page asks for it again.
        session.edition = self.opportunity.edition
        return session

    def shift_page(self, template: str, session: Session, *, status: int = 200, **more: Any) -> HttpResponse:
        shown = shaping.shift(session, at=self.now)
        return self.page(
            f"workspace/volunteering/{template}.html",
            status=status,
            opportunity=self.opportunity,
            session=session,
            shift=shown,
            **more,
        )


class Capacity(ShiftView):
    """More seats, which go to whoever waits first, or fewer."""

    act = Act.OFFER
    form_only = True

    def get(self, _request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        session = self.shift(pk, shift)
        return self.shift_page("capacity", session, form=CapacityForm(initial={"capacity": session.capacity}))

    def post(self, request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        session, form = self.shift(pk, shift), CapacityForm(request.POST)
        if not form.is_valid():
            return self.shift_page("capacity", session, form=form, status=422)
        try:
            change_capacity(session=session, capacity=form.cleaned_data["capacity"], at=self.now)
        except Refused as refused:
            return self.shift_page("capacity", session, form=form, status=409, refusals=refused.reasons)
        return self.to(self.opportunity, _("The seats are changed."))


class Cancelling(ShiftView):
    """A shift does not take place; it cannot be taken back, so the page says who will be told."""

    act = Act.OFFER
    form_only = True

    def get(self, _request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        return self.shift_page("cancellation", self.shift(pk, shift), form=CancellationForm())

    def post(self, request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        session, form = self.shift(pk, shift), CancellationForm(request.POST)
        if not form.is_valid():
            return self.shift_page("cancellation", session, form=form, status=422)
        try:
            cancel_shift(session=session, by=self.person, at=self.now, reason=form.cleaned_data["reason"])
        except Refused as refused:
            return self.shift_page("cancellation", session, form=form, status=409, refusals=refused.reasons)
        return self.to(
            self.opportunity,
            _("The shift does not take place. Whoever had a seat or waited for one is told."),
        )
