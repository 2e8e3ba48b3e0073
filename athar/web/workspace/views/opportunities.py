"""Opportunities: the list, one with how far it is, and the way from a draft to its evaluation."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.core.tables import Empty, Table, as_file
from athar.initiatives.volunteering import managing
from athar.initiatives.volunteering.choices import State
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import (
    close_opportunity,
    evaluate_opportunity,
    publish_opportunity,
    send_back,
    submit_opportunity,
)
from athar.initiatives.volunteering.rules import gaps
from athar.initiatives.volunteering.satisfaction import satisfaction_with
from athar.initiatives.volunteering.ways import way_refusals
from athar.web.workspace.access import Act, Place, reach
from athar.web.workspace.forms.volunteering import LessonsForm, OpportunityFilter, ReviewForm
from athar.web.workspace.places import LABELS
from athar.web.workspace.scope import (
    initiatives_within,
    may_with_opportunity,
    opportunities_visible_to,
)
from athar.web.workspace.shaping import volunteering as shaping
from athar.web.workspace.shaping.questions import asked_of, may_ask_more
from athar.web.workspace.shaping.satisfaction import satisfaction
from athar.web.workspace.views.base import WorkView

JOINED = ("edition__initiative", "organisation", "region", "written_by", "call__workflow", "workflow")


class List(WorkView):
    place = Place.OPPORTUNITIES

    def get(self, _request: HttpRequest) -> HttpResponse:
        form = self.narrowing()
        return self.page(
            "workspace/volunteering/list.html",
            heading=LABELS[self.place],
            form=form,
            table=self.table(form),
        )

    def narrowing(self) -> OpportunityFilter:
        initiatives = initiatives_within(reach(self.viewer.roles, self.place))
        return OpportunityFilter(self.request.GET, initiatives=initiatives)

    def table(self, form: OpportunityFilter) -> Table:
        rows = managing.with_numbers(opportunities_visible_to(self.viewer)).select_related(*JOINED)
        return Table(
            name="opportunities",
            caption=LABELS[self.place],
            columns=shaping.OPPORTUNITIES,
            rows=form.narrow(rows),
            query=self.request.GET,
            sort="-starts_on",
            files=reverse("workspace:opportunities") + "opportunities.",
            fields=form.fields,
            empty=self.empty(),
        )

    def empty(self) -> Empty:
        title = _("No opportunity is here yet")
        text = _("An opportunity asks for volunteers: it is drafted with its shifts, reviewed by somebody else and published.")  # fmt: skip
        if not self.may(Act.OFFER):
            return Empty(title, text)
        return Empty(title, text, _("Draft an opportunity"), reverse("workspace:opportunity-new"))


class ListFile(List):
    def get(self, _request: HttpRequest, kind: str) -> HttpResponseBase:  # type: ignore[override]
        return as_file(self.table(self.narrowing()), kind)


class OpportunityView(WorkView):
    """What pages of one opportunity share."""

    place = Place.OPPORTUNITIES

    def found(self, pk: int) -> Opportunity:
        rows = opportunities_visible_to(self.viewer, to=self.acting)
        return get_object_or_404(rows.select_related(*JOINED), pk=pk)

    def may_here(self, act: Act, opportunity: Opportunity) -> bool:
        return may_with_opportunity(self.viewer, act, opportunity)

    def to(
        self, opportunity: Opportunity, done: str = "", *, page: str = "opportunity"
    ) -> HttpResponseRedirect:
        if done:
            messages.success(self.request, done)
        return HttpResponseRedirect(reverse(f"workspace:{page}", args=[opportunity.pk]))


class Detail(OpportunityView):
    """How far it is and who took it there, its shifts, its applications in numbers, and its texts."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.detail(self.found(pk))

    def detail(self, opportunity: Opportunity, *, status: int = 200, **more: Any) -> HttpResponse:
        shifts = [shaping.shift(one, at=self.now) for one in managing.shifts_with_numbers(opportunity)]
        steps = list(opportunity.steps.select_related("by"))
        state, offering = State(opportunity.state), self.may_here(Act.OFFER, opportunity)
        draft, last = state is State.DRAFT, steps[-1] if steps else None
        to_come = sum(shift.tone == "good" for shift in shifts)
        missing = self.missing(opportunity, to_come) if draft else []
        reviewing = state is State.IN_REVIEW and self.may_here(Act.PUBLISH_OPPORTUNITY, opportunity)
        own = reviewing and self.person.pk in opportunity.writers
        return self.page(
            "workspace/volunteering/detail.html",
            status=status,
            opportunity=opportunity,
            stands=shaping.told(opportunity),
            facts=shaping.facts(opportunity),
            questions=asked_of(opportunity),
            writing_questions=draft and offering,
            more_questions=may_ask_more(opportunity),
            shifts=shifts,
            steps=shaping.steps(steps),
            returned=last if draft and last else None,
            missing=missing if offering else [],
            offering=offering,
            draft=draft,
            adding=offering and state in {State.DRAFT, State.PUBLISHED},
            own=own,
            reviewing=reviewing and not own,
            people=self.people(opportunity),
            how_it_was=self.how_it_was(opportunity) if offering and shifts and not to_come else None,
            evaluating=offering
            and state is State.CLOSED
            and riyadh_day(self.now) > opportunity.edition.ends_on,
            **more,
        )

    def missing(self, opportunity: Opportunity, shifts: int) -> list[Reason]:
        """What a draft lacks before it can be sent to review."""
        lacking = gaps(opportunity, shifts=shifts, today=riyadh_day(self.now))
        return [*lacking, *way_refusals(opportunity.workflow)]

    def people(self, opportunity: Opportunity) -> list[dict[str, Any]]:
        """How many applications stand in each state, in the order of the way in."""
        if opportunity.call_id is None:
            return []
        many = managing.applications_by_state(opportunity)
        return shaping.states(opportunity, many)

    def how_it_was(self, opportunity: Opportunity) -> dict[str, Any] | None:
        """What those who were there say of it; of what never opened, nothing."""
        return satisfaction(satisfaction_with(opportunity)) if opportunity.call_id else None


class Steps(Detail):
    """A draft is sent to review, or what is published is closed: the button says which."""

    act = Act.OFFER

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.to(self.found(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        opportunity, closes = self.found(pk), request.POST.get("step") == State.CLOSED
        go_on = close_opportunity if closes else submit_opportunity
        try:
            go_on(opportunity=opportunity, by=self.person, at=self.now)
        except Refused as refused:
            return self.detail(opportunity, status=409, refusals=refused.reasons)
        if closes:
            return self.to(
                opportunity, _("Closed: nobody can sign up any more; whoever takes part keeps their seats.")
            )
        return self.to(
            opportunity, _("Sent to review. Somebody else publishes it, or returns it with a reason.")
        )


class Publication(OpportunityView):
    """Everything as readers will see it, in both languages; the POST publishes or returns it."""

    act = Act.PUBLISH_OPPORTUNITY
    form_only = True

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.asked(self.found(pk), ReviewForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        opportunity, form = self.found(pk), ReviewForm(request.POST)
        if not form.is_valid():
            return self.asked(opportunity, form, status=422)
        returns = form.cleaned_data["verdict"] == "returned"
        by: dict[str, Any] = {"opportunity": opportunity, "by": self.person, "at": self.now}
        try:
            if returns:
                send_back(**by, reason=form.cleaned_data["reason"])
            else:
                publish_opportunity(**by, closes_at=form.closes_at)
        except Refused as refused:
            return self.asked(opportunity, form, status=409, refusals=refused.reasons)
        if returns:
            return self.to(opportunity, _("Returned. Whoever wrote it reads your reason."))
        return self.to(opportunity, _("Published: everybody can read it, and whoever fits can sign up."))

    def asked(
        self, opportunity: Opportunity, form: ReviewForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        waits = opportunity.state == State.IN_REVIEW
        return self.page(
            "workspace/volunteering/publication.html",
            status=status,
            opportunity=opportunity,
            form=form,
            texts=shaping.texts(opportunity),
            facts=shaping.facts(opportunity),
            questions=asked_of(opportunity),
            shifts=[shaping.shift(one, at=self.now) for one in managing.shifts_with_numbers(opportunity)],
            waits=waits,
            own=self.person.pk in opportunity.writers,
            **more,
        )


class Evaluation(OpportunityView):
    """What was learned, once the last day is over."""

    act: ClassVar[Act | None] = Act.OFFER
    form_only = True

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.asked(self.found(pk), LessonsForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        opportunity, form = self.found(pk), LessonsForm(request.POST)
        if not form.is_valid():
            return self.asked(opportunity, form, status=422)
        try:
            evaluate_opportunity(
                opportunity=opportunity, by=self.person, at=self.now, lessons=form.cleaned_data["lessons"]
            )
        except Refused as refused:
            return self.asked(opportunity, form, status=409, refusals=refused.reasons)
        return self.to(opportunity, _("Evaluated. What was learned stands with the opportunity."))

    def asked(
        self, opportunity: Opportunity, form: LessonsForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        return self.page(
            "workspace/volunteering/evaluation.html",
            status=status,
            opportunity=opportunity,
            form=form,
            **more,
        )
