"""How imports stand."""

from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Path, Router

from athar.engine.intake import queries
from athar.engine.intake.models import Import
from athar.foundation.gate.choices import Scope
from athar.foundation.gate.key_rules import reach_of_key
from athar.foundation.gate.keys import Program
from athar.web.api import schemas
from athar.web.api.callers import Needs, program_in
from athar.web.api.entries import LARGEST_KEY
from athar.web.api.paging import Cursor, Limit, page_of

if TYPE_CHECKING:
    from athar.engine.intake.models.delivery import ImportQuerySet

router = Router(tags=[_("Imports")])
READING = Needs(Scope.IMPORTS_READ)


@router.get(
    "",
    response=schemas.Imports,
    url_name="imports",
    auth=READING,
    summary=_("Imports you may see, the newest first"),
)
def imports(
    request: HttpRequest, response: HttpResponse, cursor: Cursor = None, limit: Limit = 50
) -> dict[str, Any]:
    rows = visible_to(program_in(request)).order_by("-pk")
    if cursor is not None:
        rows = rows.filter(pk__lt=cursor)
    page, following = page_of(
        list(rows[: limit + 1]), limit, position=lambda row: row.pk, request=request, response=response
    )
    return {"imports": [import_told(row) for row in page], "next_cursor": following}


@router.get(
    "/{number}",
    response=schemas.WholeImport,
    url_name="import",
    auth=READING,
    summary=_("One import: how far it is, and what was refused"),
)
def one(request: HttpRequest, number: Annotated[int, Path(ge=1, le=LARGEST_KEY)]) -> dict[str, Any]:
    now = timezone.now()
    imported = get_object_or_404(visible_to(program_in(request)), pk=number)
    reasons = [
        {"code": row.code, "rows": row.rows, "message_ar": row.message_ar, "message_en": row.message_en}
        for row in queries.reasons_of(imported)
    ]
    left = queries.progress_of(imported, at=now).seconds_left
    return import_told(imported) | {"seconds_left": left, "reasons": reasons}


def visible_to(program: Program) -> "ImportQuerySet":
    far = reach_of_key(program.roles, Scope.IMPORTS_READ)
    return queries.imports_visible_to(program.account.person, program.roles, far)


def import_told(imported: Import) -> dict[str, Any]:
    names = (
        "name",
        "sha256",
        "entered_at",
        "share",
        "total",
        "valid",
        "refused",
        "unchanged",
        "posted",
        "first_position",
    )
    return {"id": imported.pk, "state": str(imported.state.value)} | {
        name: getattr(imported, name) for name in names
    }
