"""Entering records, and learning what became of them."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Path, Router
from ninja.responses import Status

from athar.engine.ledger.models import Proposal
from athar.foundation.gate.answers import Answer
from athar.foundation.gate.choices import Scope
from athar.web.api import schemas
from athar.web.api.callers import Needs, program_in
from athar.web.api.entering import enter
from athar.web.api.sending import LARGEST_KEY, IdempotencyKey, done_once

router = Router(tags=[_("Entering records")])
ENTERING = Needs(Scope.RECORDS_ENTER)


@router.post(
    "/entries",
    response={201: schemas.Entry},
    url_name="entries",
    auth=ENTERING,
    summary=_("Enter a record; it counts once a second person approves it"),
)
def new(request: HttpRequest, response: HttpResponse, entry: schemas.EntryIn, key: IdempotencyKey) -> Status:
    program, now = program_in(request), timezone.now()

    def work() -> Answer:
        proposal = enter(entry=entry, program=program, at=now)
        return Answer(201, schemas.Entry(**entry_told(proposal)).model_dump(mode="json"))

    answer = done_once(request, response, key=key, at=now, work=work)
    response.headers["Location"] = reverse("api:entry", args=[answer.body["id"]])
    return Status(answer.status, answer.body)


@router.get(
    "/entries/{number}",
    response=schemas.Entry,
    url_name="entry",
    auth=ENTERING,
    summary=_("What became of an entry of yours"),
)
def entry(request: HttpRequest, number: Annotated[int, Path(ge=1, le=LARGEST_KEY)]) -> dict[str, Any]:
    return entry_told(get_object_or_404(_own(request), pk=number))


def _own(request: HttpRequest) -> QuerySet[Proposal]:
    person = program_in(request).account.person
    return Proposal.objects.filter(entered_by=person).select_related("initiative", "decision")


def entry_told(proposal: Proposal) -> dict[str, Any]:
    decision = getattr(proposal, "decision", None)
    return {
        "id": proposal.pk,
        "number": str(proposal),
        "state": decision.verdict if decision else "awaiting",
        "kind": proposal.kind,
        "initiative": proposal.initiative.code,
        "occurred_on": proposal.occurred_on,
        "entered_at": proposal.entered_at,
        "reason": decision.reason if decision else "",
        "record": decision.position if decision else None,
    }
