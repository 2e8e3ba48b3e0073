"""Who applied to an opportunity: read, decided about one by one or several at once, and carried out together."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from athar.engine.journeys.designs import Transition
from athar.engine.journeys.designs.taking_part import is_for_staff
from athar.engine.journeys.models import Case
from athar.engine.journeys.operations import DecisionRefused, decide, move, release, retract
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.core.tables import Empty, Selecting, Table, as_file
from athar.initiatives.volunteering import managing
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import decide_applications
from athar.web.workspace.access import Act
from athar.web.workspace.forms.applicants import ApplicantFilter, ChoiceForm, ChoicesForm
from athar.web.workspace.shaping import applicants as shaping
from athar.web.workspace.shaping import questions, volunteering
from athar.web.workspace.views.opportunities import OpportunityView
from athar.web.workspace.words import APPLICATION, counted, language


class PeopleView(OpportunityView):
    """What the list, its file and what is done with it share."""

    def back(self, opportunity: Opportunity) -> HttpResponseRedirect:
        query = self.request.GET.urlencode()
        address = reverse("workspace:opportunity-people", args=[opportunity.pk])
        return HttpResponseRedirect(address + (f"?{query}" if query else ""))

    def list_page(
        self, opportunity: Opportunity, *, status: int = 200, chosen: Collection[int] = (), **more: Any
    ) -> HttpResponse:
        form = self.narrowing(opportunity)
        choosing = self.may_here(Act.CHOOSE, opportunity)
        steps = shaping.choices_of(opportunity, state=form.chosen().get("state", "")) if choosing else []
        named = shaping.called(steps, opportunity.call.workflow.design) if opportunity.call else []
        return self.page(
            "workspace/volunteering/people.html",
            status=status,
            opportunity=opportunity,
            form=form,
            table=self.table(opportunity, form, chosen=chosen, steps=steps),
            steps=named,
            asking_why=shaping.asking_why(named),
            pending=managing.pending_in(opportunity).count() if choosing else 0,
            read_at=self.now.isoformat(),
            query=self.request.GET.urlencode(),
            **more,
        )

    def narrowing(self, opportunity: Opportunity) -> ApplicantFilter:
        return ApplicantFilter(self.request.GET, states=shaping.states_of(opportunity))

    def table(
        self, opportunity: Opportunity, form: ApplicantFilter, *, chosen: Collection[int] = (),
        steps: Collection[Transition] = (), answers: bool = False,
    ) -> Table:  # fmt: skip
        sources = {source for step in steps for source in step.sources}
        # Answers are promised to those who choose: whoever meets people masked does not read what they wrote.
        reading = self.may_here(Act.CHOOSE, opportunity)

        def why_not(row: volunteering.Applicant) -> str:
            if row.case.person_id == self.person.pk:
                return pgettext("of the reader", "Your own")
            return "" if row.case.state in sources else _("Decided")

        address = reverse("workspace:opportunity-people", args=[opportunity.pk])
        return Table(
            name="applications",
            caption=_("Who applied"),
            columns=questions.columns_of(opportunity, reading=reading, shown=answers),
            rows=form.narrow(managing.applications_to(opportunity)),
            query=self.request.GET,
            shape=questions.answering(self.viewer, opportunity, reading=reading),
            selecting=Selecting(
                name="case", key=lambda row: row.case.pk, why_not=why_not, chosen=chosen,
                everything=bool(self.request.GET.get("all")),
            ) if steps else None,
            files=f"{address}applications.",
            fields=form.fields,
            empty=Empty(
                _("Nobody applied yet"),
                _("Whoever signs up for a shift, or applies where people are chosen, stands here."),
            ),
        )  # fmt: skip


class People(PeopleView):
    """The list; the POST decides about those that are ticked: about all of them or, with every reason, about none."""

    act = Act.CHOOSE

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.list_page(self.found(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        opportunity = self.found(pk)
        form = ChoicesForm(request.POST, cases=managing.applications_to(opportunity))
        asked = {int(key) for key in request.POST.getlist("case") if key.isascii() and key.isdigit()}
        if not form.is_valid():
            reasons = [text for errors in form.errors.values() for text in errors]
            typed = request.POST.get("reason", "")
            return self.list_page(opportunity, status=422, chosen=asked, refusals=reasons, reason=typed)
        try:
            done = decide_applications(**form.said(), by=self.person, at=self.now)
        except Refused as refused:
            return self.list_page(
                opportunity,
                status=409,
                chosen=asked,
                refusals=refused.reasons,
                reason=form.cleaned_data["reason"],
            )
        messages.success(
            request,
            _("Decided: %(count)s. Nobody is told until the decisions are carried out.")
            % {"count": counted(done, APPLICATION)},
        )
        return self.back(opportunity)


class PeopleFile(PeopleView):
    def get(self, _request: HttpRequest, pk: str, kind: str) -> HttpResponseBase:
        opportunity = self.found(int(pk))
        return as_file(self.table(opportunity, self.narrowing(opportunity), answers=True), kind)


class Releases(PeopleView):
    """Every decision that waits is carried out, whichever way it went; those are told whom it concerns."""

    act = Act.CHOOSE

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.back(self.found(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        opportunity = self.found(pk)
        if opportunity.call is None:
            return self.back(opportunity)
        try:
            outcome = release(
                call=opportunity.call, decisions=managing.pending_in(opportunity), by=self.person, at=self.now
            )
        except DecisionRefused as refused:
            return self.list_page(opportunity, status=409, refusals=refused.reasons)
        messages.success(
            request,
            _("Carried out: %(count)s. Whoever they are about is told.")
            % {"count": counted(len(outcome.events), APPLICATION)},
        )
        held = {reason.code: reason for reasons in outcome.held.values() for reason in reasons}
        if held:
            return self.list_page(opportunity, status=409, refusals=list(held.values()))
        return self.back(opportunity)


class Person(OpportunityView):
    """One application: what was answered, what happened, and the decision; the POST decides, or takes a decision back."""

    act = Act.CHOOSE

    def get(self, _request: HttpRequest, pk: int, case: int) -> HttpResponse:
        opportunity = self.found(pk)
        return self.detail(opportunity, self.case(opportunity, case))

    def post(self, request: HttpRequest, pk: int, case: int) -> HttpResponse:
        opportunity = self.found(pk)
        found = self.case(opportunity, case)
        try:
            done = self.decided(found, request)
        except Refused as refused:
            typed = request.POST.get("reason", "")
            return self.detail(opportunity, found, status=409, refusals=refused.reasons, reason=typed)
        messages.success(request, done)
        return HttpResponseRedirect(
            reverse("workspace:opportunity-people", args=[opportunity.pk]) + f"?state={found.state}"
        )

    def decided(self, case: Case, request: HttpRequest) -> str:
        """Do what was asked, and say so. :raises Refused: with every reason."""
        pending = case.decisions.pending().select_related("case__version").first()
        if "retraction" in request.POST and pending is not None:
            retract(decision=pending, by=self.person, at=self.now)
            return _("The decision is taken back; nothing was carried out.")
        form = ChoiceForm(request.POST)
        if not form.is_valid():
            raise DecisionRefused(
                *(Reason("form", str(text)) for errors in form.errors.values() for text in errors)
            )
        said = form.cleaned_data
        step = case.version.design.transition_by_code.get(said["transition"])
        if step is not None and is_for_staff(step) and not step.decides:
            taken = {name: said[name] for name in ("transition", "seen", "reason")}
            move(case=case, **taken, by=self.person, at=self.now, at_once=True)
            return _("Done: %(step)s.") % {"step": step.name.in_language(language())}
        decide(case=case, **said, by=self.person, at=self.now)
        return _("Decided. Nobody is told until the decisions are carried out.")

    def case(self, opportunity: Opportunity, key: int) -> Case:
        return get_object_or_404(managing.applications_to(opportunity), pk=key)

    def detail(
        self, opportunity: Opportunity, case: Case, *, status: int = 200, reason: str = "", **more: Any
    ) -> HttpResponse:
        """:param reason: what was typed, for the form it was typed in."""
        design = case.version.design
        in_charge = self.may_here(Act.CHOOSE, opportunity)
        answers = case.answers.select_related("form").first() if in_charge else None
        steps = [step for step in design.leaving(case.state) if is_for_staff(step)]
        deciding = shaping.called([step for step in steps if step.decides], design)
        direct = shaping.called([step for step in steps if not step.decides], design)
        at_once = self.request.POST.get("transition") in [step.code for step in steps if not step.decides]
        own = case.person_id == self.person.pk
        pending = case.decisions.pending().select_related("by").first()
        return self.page(
            "workspace/volunteering/person.html",
            status=status,
            opportunity=opportunity,
            applicant=volunteering.applicant(case, design, self.viewer, opportunity),
            case=case,
            answers=shaping.answered(answers) if answers else [],
            revision=answers.revision if answers else 0,
            events=shaping.happened(case, design, self.viewer, opportunity),
            steps=deciding,
            direct=direct,
            asking_why=shaping.asking_why(deciding),
            reason="" if at_once else reason,
            why=reason if at_once else "",
            pending=pending,
            pending_name=design.transition_by_code[pending.transition].name.in_language(language())
            if pending
            else "",
            seats=shaping.seats_of(case, opportunity),
            own=own,
            has_steps=bool(steps),
            reading=in_charge,
            choosing=bool(steps) and not own and in_charge,
            **more,
        )
