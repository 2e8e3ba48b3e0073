"""Records of the ledger, page by page, and the proof that each is in it."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Path, Query, Router

from athar.engine.ledger.choices import Kind
from athar.engine.ledger.models import Record, SignedHead
from athar.engine.ledger.proofs import prove_inclusion
from athar.engine.ledger.queries import records_after
from athar.engine.ledger.signing import sign_head
from athar.web.api import schemas
from athar.web.api.callers import anybody, caller_of
from athar.web.api.paging import FURTHEST, Cursor, Limit, page_of
from athar.web.api.telling import record_told

router = Router(tags=[_("Records")])
Position = Annotated[int, Path(ge=0, le=FURTHEST, description=_("Place of the record in the ledger."))]
CODE = r"^[-a-zA-Z0-9_]{1,60}$"


@router.get(
    "",
    response=schemas.Records,
    url_name="records",
    auth=anybody,
    summary=_("Records of the ledger, in its order"),
)
def records(
    request: HttpRequest,
    response: HttpResponse,
    kind: Annotated[Kind | None, Query(description=_("Only records of this kind."))] = None,
    initiative: Annotated[
        str | None, Query(pattern=CODE, description=_("Only of this initiative, by its code."))
    ] = None,
    region: Annotated[
        str | None, Query(pattern=CODE, description=_("Only of this region, ISO 3166-2:SA."))
    ] = None,
    since: Annotated[date | None, Query(description=_("Only what happened on this day or later."))] = None,
    until: Annotated[date | None, Query(description=_("Only what happened on this day or earlier."))] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    wanted = {
        "kind": kind,
        "initiative__code": initiative,
        "region_id": region,
        "occurred_on__gte": since,
        "occurred_on__lte": until,
    }
    found = records_after(
        cursor, {name: value for name, value in wanted.items() if value is not None}, size=limit + 1
    )
    page, following = page_of(
        found, limit, position=lambda row: row.position, request=request, response=response
    )
    return {"records": record_told(page, caller_of(request).sight_of), "next_cursor": following}


@router.get("/{position}", response=schemas.Record, url_name="record", auth=anybody, summary=_("One record"))
def record(request: HttpRequest, position: Position) -> dict[str, Any]:
    found = get_object_or_404(Record.objects.with_everything(), position=position)
    return record_told([found], caller_of(request).sight_of)[0]


@router.get(
    "/{position}/proof",
    response=schemas.Inclusion,
    url_name="record-proof",
    auth=anybody,
    summary=_("The proof that a record is in the ledger"),
)
def proof(request: HttpRequest, position: Position) -> dict[str, Any]:
    found = get_object_or_404(Record.objects.with_everything(), position=position)
    head = SignedHead.objects.filter(size__gt=position).last() or sign_head(at=timezone.now())
    return prove_inclusion(found, head).to_dict()
