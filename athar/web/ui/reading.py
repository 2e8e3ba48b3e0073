"""How whoever looks likes to read, and where that is remembered."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from athar.foundation.preferences import operations, queries
from athar.foundation.preferences.rules import Reading
from athar.web.ui.viewer import account_of

COOKIE = "reading"
COOKIE_AGE = 365 * 24 * 3600  # seconds


def reading(request: HttpRequest) -> Reading:
    """The account's choice for whoever is signed in and ever chose, else that of this device; asked once, kept on the request."""
    known = getattr(request, "_reading", None)
    if known is None:
        known = _of_account(request) or _of_device(request)
        request._reading = known  # type: ignore[attr-defined]
    return known


def remember(request: HttpRequest, response: HttpResponse, chosen: Reading, *, at: datetime) -> None:
    """With the account of whoever is signed in, so that it follows them; else in a cookie of this device."""
    if request.user.is_authenticated:
        operations.keep(account=request.user, reading=chosen, at=at)
        return
    response.set_cookie(
        COOKIE,
        chosen.as_cookie(),
        max_age=COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _of_account(request: HttpRequest) -> Reading | None:
    account = account_of(request)
    return queries.reading_of(account) if account else None


def _of_device(request: HttpRequest) -> Reading:
    said = request.COOKIES.get(COOKIE)
    if said is None:
        return Reading(language=get_language() or settings.LANGUAGE_CODE)
    return Reading.from_cookie(said)
