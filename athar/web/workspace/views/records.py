"""Records that wait for a second person."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.ledger.choices import Verdict
from athar.engine.ledger.models import Decision, Proposal
from athar.engine.ledger.models.record import number as record_number
from athar.engine.ledger.operations import approve, reject
from athar.foundation.core.refusals import Refused
from athar.foundation.people.models import Person
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.decisions import DecisionForm, VerdictForm
from athar.web.workspace.forms.filters import ProposalFilter
from athar.web.workspace.places import LABELS
from athar.web.workspace.scope import proposals_visible_to
from athar.web.workspace.shaping.facts import shown, told
from athar.web.workspace.shaping.hints import hints
from athar.web.workspace.views.base import WorkView
from athar.web.workspace.words import counted

SIZE = 50
ORDERS = {"occurred_on", "entered_at", "kind", "initiative__number"}
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

    def list_page(self, *, status: int = 200, chosen: set[int] | None = None, **more: Any) -> HttpResponse:
        makers = Person.objects.filter(
            pk__in=proposals_visible_to(self.viewer, at=self.now).values("entered_by")
        )
        form = ProposalFilter(self.request.GET or None, makers=makers)
        rows = form.narrow(self.rows()) if self.request.GET else self.rows()
        sort = self.request.GET.get("sort", "")
        if sort.removeprefix("-") in ORDERS:
            rows = rows.order_by(sort, "pk")
        page = Paginator(rows, SIZE).get_page(self.request.GET.get("page"))
        side = self.side()
        return self.page(
            "workspace/records/list.html",
            status=status,
            fragment="rows",
            heading=LABELS[self.place],
            form=form,
            page=page,
            rows=[shown(row, self.viewer) for row in page.object_list],
            side=side,
            tabs=self.tabs(side),
            deciding=side == "waiting" and self.may(Act.DECIDE_FACTS),
            all_chosen=bool(self.request.GET.get("all")),
            chosen=chosen or set(),
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


class Decisions(ProposalPage):
    """Many decided at once: all of them, or, with every reason, none."""

    act = Act.DECIDE_FACTS

    def get(self, _request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(reverse("workspace:records"))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DecisionForm(request.POST, proposals=proposals_visible_to(self.viewer, at=self.now))
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
        rows = proposals_visible_to(self.viewer, at=self.now).select_related(*JOINED, "decision__by")
        return get_object_or_404(rows, pk=pk)

    def detail(
        self, proposal: Proposal, form: VerdictForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        decision: Decision | None = getattr(proposal, "decision", None)
        own = proposal.entered_by_id == self.person.pk
        return self.page(
            "workspace/records/detail.html",
            status=status,
            proposal=proposal,
            shown=shown(proposal, self.viewer),
            told=told(proposal, self.viewer),
            hints=hints(proposal) if decision is None else [],
            decision=decision,
            record=record_number(decision.position) if decision and decision.position is not None else "",
            own=own,
            deciding=decision is None and not own and self.may(Act.DECIDE_FACTS),
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
        positions = approve(proposals=proposals, by=by, at=at, reason=answers["reason"])
        first, last = record_number(positions.start), record_number(positions.stop - 1)
        return _("Approved: %(count)s, %(first)s to %(last)s. They stay in the ledger; a mistake is taken back by a correction.") % {
            "count": count, "first": first, "last": last,
        }  # fmt: skip
    reject(proposals=proposals, by=by, at=at, reason=answers["reason"])
    return _("Rejected: %(count)s. Whoever entered them reads your reason.") % {"count": count}
