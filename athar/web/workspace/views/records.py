"""Records that wait for a second person."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from athar.engine.ledger.choices import Verdict
from athar.engine.ledger.models import Decision, Proposal
from athar.engine.ledger.models.record import number as record_number
from athar.engine.ledger.operations import reject
from athar.foundation.core.refusals import Refused
from athar.foundation.core.tables import Empty, Selecting, Table, as_file
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.operations import approve_entries
from athar.web.workspace.access import Act, Place, reach
from athar.web.workspace.forms.decisions import DecisionForm, VerdictForm
from athar.web.workspace.forms.filters import ProposalFilter
from athar.web.workspace.places import LABELS
from athar.web.workspace.scope import comparable_for, initiatives_within, may_with, proposals_visible_to
from athar.web.workspace.shaping.facts import Shown, shown, told
from athar.web.workspace.shaping.hints import hints
from athar.web.workspace.shaping.lists import PROPOSALS, facts, why_rejected
from athar.web.workspace.views.base import WorkView
from athar.web.workspace.words import counted

EMPTY = {
    "waiting": Empty(
        gettext_lazy("No record waits here"),
        gettext_lazy("Records come here when somebody enters a headcount or hours by hand. Files are approved as a whole, under Imports."),
    ),
    "mine": Empty(
        gettext_lazy("You have entered nothing yet"),
        gettext_lazy("What you enter by hand is listed here, with what was decided about it and why."),
    ),
    "decided": Empty(
        gettext_lazy("Nothing was decided yet"), gettext_lazy("Approved and rejected entries are listed here.")
    ),
}  # fmt: skip
JOINED = ("initiative", "edition", "organisation", "region", "person", "evidence", "entered_by")


class ProposalPage(WorkView):
    """What the list and the decisions on it share: the list itself, shown again when a decision is refused."""

    place = Place.RECORDS

    def side(self) -> str:
        wanted = self.request.GET.get("side", "waiting")
        return wanted if wanted in {"waiting", "mine", "decided"} else "waiting"

    def rows(self) -> QuerySet[Proposal]:
        rows = proposals_visible_to(self.viewer, at=self.now)
        side = self.side()
        if side == "mine":
            rows = rows.filter(entered_by=self.person)
        elif side == "decided":
            rows = rows.exclude(decision=None)
        else:
            rows = rows.awaiting()  # type: ignore[attr-defined]
        return rows.select_related(*JOINED, "decision__by")

    def table(self, form: ProposalFilter, *, chosen: Collection[int] = ()) -> Table:
        side = self.side()
        deciding = side == "waiting" and self.may(Act.DECIDE_FACTS)
        return Table(
            name="records",
            caption=LABELS[self.place],
            columns=[column for column in PROPOSALS if side != "waiting" or column.name != "state"],
            rows=form.narrow(self.rows()) if self.request.GET else self.rows(),
            query=self.request.GET,
            shape=facts(self.viewer),
            selecting=self.selecting(chosen) if deciding else None,
            note=why_rejected,
            action=partial(self.action, deciding=deciding),
            spoken=lambda row: str(row.fact),
            files=reverse("workspace:records") + "records.",
            fields=form.fields,
            empty=EMPTY[side],
        )

    def selecting(self, chosen: Collection[int]) -> Selecting:
        return Selecting(
            name="proposal",
            key=lambda row: row.fact.pk,
            why_not=self.why_not,
            chosen=chosen,
            everything=bool(self.request.GET.get("all")),
        )

    def why_not(self, row: Shown) -> str:
        """Why a row cannot be decided on; empty where it can."""
        if row.own:
            return _("Your own")
        if row.fact.person_id in self.own_rows:
            return _("About you")
        return "" if may_with(self.viewer, Act.DECIDE_FACTS, row.fact) else _("Outside of your scope")

    def action(self, row: Shown, *, deciding: bool) -> tuple[str, str]:
        label = _("Review") if deciding and not self.why_not(row) else _("Open")
        return label, reverse("workspace:record", args=[row.fact.pk])

    def narrowing(self) -> ProposalFilter:
        makers = Person.objects.filter(
            pk__in=proposals_visible_to(self.viewer, at=self.now).values("entered_by")
        )
        initiatives = initiatives_within(reach(self.viewer.roles, self.place))
        return ProposalFilter(self.request.GET or None, makers=makers, initiatives=initiatives)

    def list_page(self, *, status: int = 200, chosen: Collection[int] = (), **more: Any) -> HttpResponse:
        form = self.narrowing()
        table = self.table(form, chosen=chosen)
        return self.page(
            "workspace/records/list.html",
            status=status,
            fragment="rows",
            heading=LABELS[self.place],
            form=form,
            table=table,
            tabs=self.tabs(self.side()),
            query=self.request.GET.urlencode(),
            **more,
        )

    def tabs(self, side: str) -> list[dict[str, Any]]:
        labels = {"waiting": _("Awaiting approval"), "decided": _("Decided")}
        if self.may(Act.ENTER_FACTS):
            labels["mine"] = _("Entered by me")
        return [
            {"label": label, "url": f"?side={name}", "current": name == side}
            for name, label in labels.items()
        ]


class List(ProposalPage):
    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.list_page()


class File(ProposalPage):
    def get(self, _request: HttpRequest, kind: str) -> HttpResponseBase:
        return as_file(self.table(self.narrowing()), kind)


class Decisions(ProposalPage):
    """Many decided at once: all of them, or, with every reason, none."""

    act = Act.DECIDE_FACTS

    def get(self, _request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(reverse("workspace:records"))

    def post(self, request: HttpRequest) -> HttpResponse:
        open_to = proposals_visible_to(self.viewer, at=self.now, to=Act.DECIDE_FACTS)
        form = DecisionForm(request.POST, proposals=open_to)
        asked = {int(key) for key in request.POST.getlist("proposal") if key.isascii() and key.isdigit()}
        if not form.is_valid():
            reasons = [text for errors in form.errors.values() for text in errors]
            return self.list_page(status=422, chosen=asked, refusals=reasons)
        try:
            decided = decide(form.cleaned_data, by=self.person, at=self.now)
        except Refused as refused:
            return self.list_page(
                status=409, chosen=asked, refusals=refused.reasons, reason=form.cleaned_data["reason"]
            )
        messages.success(request, decided)
        query = request.GET.urlencode()
        return HttpResponseRedirect(reverse("workspace:records") + (f"?{query}" if query else ""))


class Detail(WorkView):
    """One proposal with its evidence and what may be unlikely about it; deciding on it alone."""

    place = Place.RECORDS
    act = Act.DECIDE_FACTS

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.detail(self.found(pk), VerdictForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        proposal, form = self.found(pk), VerdictForm(request.POST)
        if not form.is_valid():
            return self.detail(proposal, form, status=422)
        try:
            decided = decide(form.cleaned_data | {"proposal": [proposal]}, by=self.person, at=self.now)
        except Refused as refused:
            return self.detail(proposal, form, status=409, refusals=refused.reasons)
        messages.success(request, decided)
        return HttpResponseRedirect(reverse("workspace:records"))

    def found(self, pk: int) -> Proposal:
        rows = proposals_visible_to(self.viewer, at=self.now, to=self.acting)
        rows = rows.select_related(*JOINED, "decision__by")
        return get_object_or_404(rows, pk=pk)

    def detail(
        self, proposal: Proposal, form: VerdictForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        decision: Decision | None = getattr(proposal, "decision", None)
        own = proposal.entered_by_id == self.person.pk
        about_you = proposal.person_id in self.own_rows
        return self.page(
            "workspace/records/detail.html",
            status=status,
            proposal=proposal,
            shown=shown(proposal, self.viewer),
            told=told(proposal, self.viewer),
            hints=hints(proposal, comparable_for(self.viewer)) if decision is None else [],
            decision=decision,
            record=record_number(decision.position) if decision and decision.position is not None else "",
            own=own,
            about_you=about_you,
            deciding=decision is None
            and not (own or about_you)
            and may_with(self.viewer, Act.DECIDE_FACTS, proposal),
            form=form,
            **more,
        )


def decide(answers: dict[str, Any], *, by: Person, at: Any) -> str:
    """
    Approve or reject, and say what was done.

    :raises Refused: with every reason.
    """
    proposals = list(answers["proposal"])
    count = counted(len(proposals), "record")
    if answers["verdict"] == Verdict.APPROVED:
        positions = approve_entries(proposals=proposals, by=by, at=at, reason=answers["reason"])
        first, last = record_number(positions.start), record_number(positions.stop - 1)
        return _("Approved: %(count)s, %(first)s to %(last)s. They stay in the ledger; a mistake is taken back by a correction.") % {
            "count": count, "first": first, "last": last,
        }  # fmt: skip
    reject(proposals=proposals, by=by, at=at, reason=answers["reason"])
    return _("Rejected: %(count)s. Whoever entered them reads your reason.") % {"count": count}
