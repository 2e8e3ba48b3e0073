"""Check a receipt or a proof. Nothing is kept."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Body, Router

from athar.analytics.packages import Invalid, Malformed, verify_document
from athar.engine.ledger.signing import trusted_keys
from athar.web.api import schemas
from athar.web.api.callers import anybody

router = Router(tags=[_("Proofs")])


@router.post(
    "",
    response=schemas.Verdict,
    url_name="verifications",
    auth=anybody,
    summary=_("Check a receipt or an inclusion proof"),
)
def verification(request: HttpRequest, document: Body[dict[str, Any]]) -> dict[str, Any]:
    trusted = [str(known) for known in trusted_keys()]
    try:
        return {"state": "valid", "checks": verify_document(document, trusted=trusted), "reason": ""}
    except Malformed as error:
        return {"state": "unknown", "checks": [], "reason": str(error)}
    except Invalid as error:
        reason = str(error)
    try:
        return {"state": "foreign", "checks": verify_document(document), "reason": reason}
    except (Invalid, Malformed):
        return {"state": "invalid", "checks": [], "reason": reason}
