"""What every page knows: whether the data is for demonstration, and the ways of the public site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.templatetags.athar_ui.addresses import address
from athar.web.ui.reading import reading
from athar.web.ui.viewer import viewer

WAYS = [
    (_("Initiatives"), "initiatives/"),
    (_("Figures"), "#figures"),
    (_("Reports"), "reports/"),
    (_("Verify"), "verification/"),
    (_("The ledger"), "ledger/"),
]


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "demonstration": settings.ATHAR_DEMO,
        "site_nav": _ways(request.path),
        "inside": _inside(request),
        "reading": reading(request),
    }


def _inside(request: HttpRequest) -> bool:
    """Whether the workspace is open to whoever looks; nobody is offered a door that is closed to them."""
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and viewer(request).may_enter_workspace)


def _ways(path: str) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": address(way),
            "current": not way.startswith("#") and path.startswith(address(way)),
        }
        for label, way in WAYS
    ]
