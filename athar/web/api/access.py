"""The access key that asks."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Router

from athar.web.api import schemas
from athar.web.api.callers import Needs, program_in

router = Router(tags=[_("Your key")])


@router.get(
    "", response=schemas.AccessKey, url_name="key", auth=Needs(), summary=_("What your access key opens")
)
def access_key(request: HttpRequest) -> dict[str, Any]:
    program = program_in(request)
    return {
        "name": program.key.name,
        "beginning": program.key.beginning,
        "scopes": sorted(program.scopes),
        "made_for": program.key.scopes,
        "expires_at": program.key.expires_at,
    }
