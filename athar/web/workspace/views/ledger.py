"""Posted records: found, read, and asked to be taken back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.ledger.corrections import approve_correction, decline_correction, request_correction
from athar.engine.ledger.models import CorrectionRequest, Record
from athar.engine.ledger.models.record import number as record_number
from athar.foundation.core.refusals import Refused
from athar.foundation.core.tables import Table, as_file
from athar.web.workspace.access import Act, Place, reach
from athar.web.workspace.forms.decisions import ReasonForm, VerdictForm
from athar.web.workspace.forms.filters import RecordFilter
from athar.web.workspace.places import LABELS
from athar.web.workspace.scope import (
    corrections_visible_to,
    initiatives_within,
    may_with,
    records_visible_to,
)
from athar.web.workspace.shaping.facts import shown, told
from athar.web.workspace.shaping.lists import RECORDS, facts
from athar.web.workspace.views.base import WorkView

SIZE = 25


class Ledger(WorkView):
    place = Place.LEDGER

    def narrowing(self) -> RecordFilter:
        initiatives = initiatives_within(reach(self.viewer.roles, self.place))
        return RecordFilter(self.request.GET or None, initiatives=initiatives)

    def table(self, form: RecordFilter) -> Table:
        rows = records_visible_to(self.viewer).with_everything()
        return Table(
            name="ledger",
            caption=LABELS[self.place],
            columns=RECORDS,
            rows=form.narrow(rows) if self.request.GET else rows,
            query=self.request.GET,
            shape=facts(self.viewer),
            sort="-position",
            files=reverse("workspace:ledger") + "ledger.",
            fields=form.fields,
        )


class List(Ledger):
    def get(self, _request: HttpRequest) -> HttpResponse:
        form = self.narrowing()
        return self.page(
            "workspace/ledger/list.html", heading=LABELS[self.place], form=form, table=self.table(form)
        )


class File(Ledger):
    def get(self, _request: HttpRequest, kind: str) -> HttpResponseBase:
        return as_file(self.table(self.narrowing()), kind)


class Detail(WorkView):
    """A record. Its POST asks for a correction, which a second person decides on."""

    place = Place.LEDGER
    act = Act.REQUEST_CORRECTION

    def get(self, _request: HttpRequest, position: int) -> HttpResponse:
        return self.detail(self.found(position), ReasonForm())

    def post(self, request: HttpRequest, position: int) -> HttpResponse:
        record, form = self.found(position), ReasonForm(request.POST)
        if not form.is_valid():
            return self.detail(record, form, status=422)
        try:
            request_correction(record=record, reason=form.cleaned_data["reason"], by=self.person, at=self.now)
        except Refused as refused:
            return self.detail(record, form, status=409, refusals=refused.reasons)
        messages.success(request, _("Asked for. The record counts until a second person agrees."))
        return HttpResponseRedirect(reverse("workspace:ledger-record", args=[position]))

    def found(self, position: int) -> Record:
        rows = records_visible_to(self.viewer, to=self.acting).with_everything()
        return get_object_or_404(rows, position=position)

    def detail(self, record: Record, form: ReasonForm, *, status: int = 200, **more: Any) -> HttpResponse:
        reversal = Record.objects.filter(corrects=record.position).first()
        asked = CorrectionRequest.objects.filter(position=record.position)
        requests = list(asked.select_related("requested_by", "decision__by"))
        waiting = any(getattr(row, "decision", None) is None for row in requests)
        return self.page(
            "workspace/ledger/detail.html",
            status=status,
            record=record,
            shown=shown(record, self.viewer),
            told=told(record, self.viewer),
            reversal=reversal,
            corrected=record_number(record.corrects) if record.corrects is not None else "",
            requests=requests,
            correctable=reversal is None
            and record.corrects is None
            and not waiting
            and may_with(self.viewer, Act.REQUEST_CORRECTION, record),
            form=form,
            **more,
        )


class Corrections(WorkView):
    """Requests that wait, and what was decided about earlier ones."""

    place = Place.CORRECTIONS

    def get(self, request: HttpRequest) -> HttpResponse:
        decided = request.GET.get("side") == "decided"
        visible = corrections_visible_to(self.viewer)
        rows = visible.exclude(decision=None) if decided else visible.filter(decision=None)
        rows = rows.select_related("requested_by", "decision__by").order_by(
            "-requested_at" if decided else "requested_at"
        )
        page = Paginator(rows, SIZE).get_page(request.GET.get("page"))
        records = _records(page.object_list)
        return self.page(
            "workspace/ledger/corrections.html",
            heading=LABELS[self.place],
            page=page,
            rows=[(row, shown(records[row.position], self.viewer)) for row in page.object_list],
            decided=decided,
            tabs=[
                {"label": _("Awaiting a decision"), "url": "?", "current": not decided},
                {"label": _("Decided"), "url": "?side=decided", "current": decided},
            ],
        )


class Correction(WorkView):
    """One request with its record; agreeing or declining."""

    place = Place.CORRECTIONS
    act = Act.DECIDE_CORRECTION

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.detail(self.found(pk), VerdictForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        asked, form = self.found(pk), VerdictForm(request.POST)
        if not form.is_valid():
            return self.detail(asked, form, status=422)
        try:
            messages.success(request, self.decide(asked, form.cleaned_data))
        except Refused as refused:
            return self.detail(asked, form, status=409, refusals=refused.reasons)
        return HttpResponseRedirect(reverse("workspace:corrections"))

    def decide(self, asked: CorrectionRequest, answers: dict[str, Any]) -> str:
        """Do it, and say what was done; :raises Refused: with every reason."""
        if answers["verdict"] == "approved":
            reversal = approve_correction(request=asked, by=self.person, at=self.now)
            facts = {"record": str(asked), "reversal": str(reversal)}
            return (
                _("%(record)s is taken back by %(reversal)s. Both stay to be seen, neither counts.") % facts
            )
        decline_correction(request=asked, reason=answers["reason"], by=self.person, at=self.now)
        return _("Declined: %(record)s stands and counts.") % {"record": str(asked)}

    def found(self, pk: int) -> CorrectionRequest:
        rows = corrections_visible_to(self.viewer, to=self.acting)
        return get_object_or_404(rows.select_related("requested_by", "decision__by"), pk=pk)

    def detail(
        self, asked: CorrectionRequest, form: VerdictForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        record = Record.objects.with_everything().get(position=asked.position)
        decision, own = getattr(asked, "decision", None), asked.requested_by_id == self.person.pk
        return self.page(
            "workspace/ledger/correction.html",
            status=status,
            asked=asked,
            record=record,
            shown=shown(record, self.viewer),
            told=told(record, self.viewer),
            decision=decision,
            own=own,
            deciding=decision is None and not own and may_with(self.viewer, Act.DECIDE_CORRECTION, record),
            form=form,
            **more,
        )


def _records(requests: Any) -> dict[int, Record]:
    positions = [row.position for row in requests]
    return {row.position: row for row in Record.objects.with_everything().filter(position__in=positions)}
