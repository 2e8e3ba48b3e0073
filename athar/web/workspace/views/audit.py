"""The ledger checked from nothing, its signed heads, and the evidence on the disk."""

import time
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from athar.engine.ledger import integrity
from athar.engine.ledger.models import Head, SignedHead
from athar.engine.ledger.signing import key
from athar.foundation.core.templatetags.athar_text import number
from athar.foundation.evidence.models import Evidence
from athar.foundation.privacy.retention import reminder
from athar.web.workspace.access import Act, Place
from athar.web.workspace.places import LABELS
from athar.web.workspace.shaping.audit import tabs
from athar.web.workspace.views.base import WorkView

SIZE = 25


@dataclass(frozen=True)
class Finding:
    """What a check found; ``faults`` in the words of the checker, which name records."""

    holds: bool
    facts: list[dict[str, Any]]
    faults: list[str]
    seconds: float


class Audit(WorkView):
    """Checking reads everything and changes nothing; it runs when asked, and says how long it took."""

    place = Place.AUDIT
    act = Act.VERIFY

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.audit()

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("check") == "evidence":
            return self.audit(evidence=check_evidence())
        return self.audit(ledger=check_ledger())

    def audit(self, **findings: Any) -> HttpResponse:
        heads = SignedHead.objects.order_by("-size")
        page = Paginator(heads, SIZE).get_page(self.request.GET.get("page"))
        return self.page(
            "workspace/audit/detail.html",
            heading=LABELS[self.place],
            tabs=tabs("audit"),
            size=Head.objects.get().size,
            page=page,
            heads=[(head, bytes(head.root).hex()) for head in page.object_list],
            public_key=str(key().public),
            pieces=Evidence.objects.count(),
            schedules_rest=reminder(at=self.now) is not None,
            **findings,
        )


def check_ledger() -> Finding:
    began = time.monotonic()
    verdict = integrity.verify()
    facts: list[dict[str, Any]] = [
        {"term": _("Records read"), "text": number(verdict.records)},
        {"term": _("Signed heads agreeing"), "text": number(verdict.heads)},
        {"term": _("Root"), "text": verdict.root, "code": True},
    ]
    return Finding(verdict.holds, facts, verdict.faults, time.monotonic() - began)


def check_evidence() -> Finding:
    """Every file read again and its hash compared with the one its records were approved with."""
    began = time.monotonic()
    changed: list[str] = []
    read = 0
    for evidence in Evidence.objects.order_by("pk").iterator(chunk_size=500):
        read += 1
        if not evidence.is_intact():
            changed.append(f"{evidence.sha256[:16]}… {evidence}")
    facts: list[dict[str, Any]] = [{"term": _("Files read"), "text": number(read)}]
    return Finding(not changed, facts, changed, time.monotonic() - began)
