"""Files of records: sent, and how they stand."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Path, Router
from ninja.responses import Status

from athar.engine.intake import queries
from athar.engine.intake.models import Import
from athar.foundation.gate.answers import Answer
from athar.foundation.gate.choices import Scope
from athar.web.api import schemas
from athar.web.api.callers import Needs, program_in
from athar.web.api.delivering import deliver_for
from athar.web.api.jobs import job_told
from athar.web.api.paging import Cursor, Limit, page_of
from athar.web.api.seeing import imports_open_to
from athar.web.api.sending import LARGEST_KEY, IdempotencyKey, done_once

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
    rows = imports_open_to(program_in(request)).order_by("-pk")
    if cursor is not None:
        rows = rows.filter(pk__lt=cursor)
    page, following = page_of(
        list(rows[: limit + 1]), limit, position=lambda row: row.pk, request=request, response=response
    )
    return {"imports": [import_told(row) for row in page], "next_cursor": following}


@router.post(
    "",
    response={202: schemas.Job},
    url_name="imports",
    auth=Needs(Scope.IMPORTS_SEND),
    summary=_("Send a file of records; it is read and checked as a job, and a second person decides on it"),
)
def new(request: HttpRequest, response: HttpResponse, file: schemas.ImportIn, key: IdempotencyKey) -> Status:
    program, now = program_in(request), timezone.now()

    def work() -> Answer:
        imported = deliver_for(program, file, at=now)
        return Answer(202, schemas.Job(**job_told(imported, at=now)).model_dump(mode="json"))

    answer = done_once(request, response, key=key, at=now, work=work)
    response.headers["Location"] = reverse("api:job", args=[answer.body["id"]])
    return Status(answer.status, answer.body)


@router.get(
    "/{number}",
    response=schemas.WholeImport,
    url_name="import",
    auth=READING,
    summary=_("One import: how far it is, and what was refused"),
)
def one(request: HttpRequest, number: Annotated[int, Path(ge=1, le=LARGEST_KEY)]) -> dict[str, Any]:
    now = timezone.now()
    imported = get_object_or_404(imports_open_to(program_in(request)), pk=number)
    reasons = [
        {"code": row.code, "rows": row.rows, "message_ar": row.message_ar, "message_en": row.message_en}
        for row in queries.reasons_of(imported)
    ]
    left = queries.progress_of(imported, at=now).seconds_left
    return import_told(imported) | {"seconds_left": left, "reasons": reasons}


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
