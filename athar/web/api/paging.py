"""Lists page by page: each page says where the next one begins, so that nothing is skipped while the list grows."""

from typing import Annotated, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query

MOST, USUAL = 200, 50
FURTHEST = 10**15

Cursor = Annotated[
    int | None,
    Query(ge=0, le=FURTHEST, description=_("Where to go on: next_cursor of the page before.")),
]
Limit = Annotated[int, Query(ge=1, le=MOST, description=_("How many at most."))]


def page_of(
    rows: list[Any], limit: int, *, position: Any, request: HttpRequest, response: HttpResponse
) -> tuple[list[Any], str | None]:
    """
    The rows of this page, and where the next begins; the Link header says it too (RFC 8288).

    :param rows: up to one more than the page holds. :param position: of a row: what the next page comes after.
    """
    page = rows[:limit]
    following = str(position(page[-1])) if len(rows) > limit else None
    links = [] if "cursor" not in request.GET else [_link(request, "first", None)]
    if following:
        links.append(_link(request, "next", following))
    if links:
        response.headers["Link"] = ", ".join(links)
    return page, following


def _link(request: HttpRequest, relation: str, cursor: str | None) -> str:
    query = {name: value for name, value in request.GET.items() if name != "cursor"}
    text = urlencode(query | ({"cursor": cursor} if cursor else {}))
    return f'<{settings.ATHAR_BASE_URL}{request.path}{f"?{text}" if text else ""}>; rel="{relation}"'
