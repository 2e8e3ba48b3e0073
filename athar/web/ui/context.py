"""What every page knows: whether the data is for demonstration, and the ways of the public site."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from athar.direction.content.queries import Way, ways
from athar.foundation.core.templatetags.athar_ui.addresses import address
from athar.web.ui.looking import looking
from athar.web.ui.reading import reading
from athar.web.ui.shortcuts import as_attribute
from athar.web.ui.viewer import account_of, lacks_second_proof, viewer

KEPT_SECONDS = 30
PAGES = "ui:pages"
# What leads where; the last says whether it stands in the head, which has room for no more. Menu and footer have all.
WAYS = [
    (_("Opportunities"), "opportunities/", True),
    (_("Initiatives"), "initiatives/", True),
    (_("Figures"), "#figures", True),
    (_("Reports"), "reports/", True),
    (_("News"), "news/", False),
    (_("Library"), "library/", False),
    (_("Verify"), "verification/", True),
    (_("The ledger"), "ledger/", True),
]


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "demonstration": settings.ATHAR_DEMO,
        "site_nav": _ways(request.path),
        "site_pages": pages,
        "inside": _inside(request),
        "unread": _unread(request),
        "go": lambda: as_attribute(request),
        "looking": looking(request),
        "reading": reading(request),
    }


def pages() -> list[dict[str, Any]]:
    """
    The pages that header and footer lead to, in the reader's language; asked only where a page shows them.

    Kept for half a minute: no page is in a hurry to appear, and no reader should wait for the footer.
    """
    found: list[Way] = cache.get_or_set(PAGES, _pages, KEPT_SECONDS)  # type: ignore[assignment]
    english = (get_language() or "ar").startswith("en")
    return [
        {
            "label": way.title_en if english else way.title_ar,
            "url": address("about/" if way.slug == "about" else f"about/{way.slug}/"),
            "in_head": way.in_head,
            "in_foot": way.in_foot,
        }
        for way in found
    ]


def _pages() -> list[Way]:
    """None while the database does not answer: a page that says so still has its frame."""
    try:
        return ways(at=timezone.now())
    except DatabaseError:
        return []


def _inside(request: HttpRequest) -> bool:
    """Whether the workspace is open to whoever looks, or will be once they gave a second proof."""
    user = getattr(request, "user", None)
    if not (user and user.is_authenticated):
        return False
    return viewer(request).may_enter_workspace or lacks_second_proof(request)


def _unread(request: HttpRequest) -> int:
    account = account_of(request)
    return account.unread if account else 0


def _ways(path: str) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": address(way),
            "current": not way.startswith("#") and path.startswith(address(way)),
            "in_head": in_head,
        }
        for label, way, in_head in WAYS
    ]
