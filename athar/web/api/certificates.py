"""Certificates, held against the ledger as it is now: for whoever was shown one."""

from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop as _
from ninja import Path, Router

from athar.engine.credentials.queries import certificate_by_code, standing_of
from athar.web.api import schemas
from athar.web.api.callers import anybody

router = Router(tags=[_("Certificates")])
Code = Annotated[
    str,
    Path(pattern=r"^[-0-9A-Za-z]{16,19}$", description=_("As it is printed, with its dashes or without.")),
]


@router.get(
    "/{code}",
    response=schemas.Credential,
    url_name="credential",
    auth=anybody,
    summary=_("A certificate by its code, and whether it still says what is so"),
)
def credential(request: HttpRequest, code: Code) -> dict[str, Any]:
    found = certificate_by_code(code)
    if found is None:
        raise Http404
    standing = standing_of(found)
    lines = () if standing.state == "ended" else standing.lines
    return {
        "code": str(found),
        "kind": "hours",
        "state": standing.state,
        "person": found.person.called,
        "hours": float(found.hours),
        "hours_now": float(standing.hours) if lines else 0,
        "first_on": found.first_on,
        "last_on": found.last_on,
        "issued_at": found.issued_at,
        "ended_at": found.ended_at,
        "records": [record.position for line in lines for record in line.records],
        "page": settings.ATHAR_BASE_URL + reverse("site:certificate", args=[found.code]),
    }
