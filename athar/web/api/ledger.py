"""The ledger as a whole: its signed heads, and that it only grew."""

from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from athar.engine.ledger.models import SignedHead
from athar.engine.ledger.proofs import prove_consistency
from athar.engine.ledger.signing import key
from athar.web.api import schemas
from athar.web.api.callers import anybody
from athar.web.api.paging import FURTHEST, Cursor, Limit, page_of
from athar.web.api.problems import Problem

router = Router(tags=[_("Ledger")])
Size = Annotated[int, Query(ge=0, le=FURTHEST, description=_("How many records a signed head covers."))]


@router.get(
    "/head", response=schemas.Head, url_name="ledger-head", auth=anybody, summary=_("The newest signed head")
)
def head(request: HttpRequest) -> dict[str, Any]:
    newest = SignedHead.objects.last()
    if newest is None:
        raise Http404
    return head_told(newest)


@router.get(
    "/heads",
    response=schemas.Heads,
    url_name="ledger-heads",
    auth=anybody,
    summary=_("Every signed head, the smallest first"),
)
def heads(
    request: HttpRequest, response: HttpResponse, cursor: Cursor = None, limit: Limit = 50
) -> dict[str, Any]:
    found = list(
        SignedHead.objects.filter(size__gt=-1 if cursor is None else cursor).order_by("size")[: limit + 1]
    )
    page, following = page_of(found, limit, position=lambda row: row.size, request=request, response=response)
    return {"heads": [head_told(row) for row in page], "next_cursor": following}


@router.get(
    "/consistency",
    response=schemas.Consistency,
    url_name="ledger-consistency",
    auth=anybody,
    summary=_("The proof that one head only added to another"),
)
def consistency(request: HttpRequest, old: Size, new: Size) -> dict[str, Any]:
    if old > new:
        raise Problem("not-found")
    older, newer = (get_object_or_404(SignedHead, size=size) for size in (old, new))
    return {
        "old_size": older.size,
        "new_size": newer.size,
        "old_root": bytes(older.root).hex(),
        "new_root": bytes(newer.root).hex(),
        "path": [step.hex() for step in prove_consistency(older, newer)],
    }


def head_told(signed: SignedHead) -> dict[str, Any]:
    return {
        "origin": settings.ATHAR_ORIGIN,
        "size": signed.size,
        "root": bytes(signed.root).hex(),
        "at": signed.at,
        "note": signed.note,
        "key": str(key().public),
    }
