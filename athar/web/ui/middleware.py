"""Stands before every page: what may run in it, and how its reader likes to read."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from athar.foundation.core.dates import Calendar, use_calendar
from athar.foundation.core.numerals import Digits, use_digits
from athar.web.ui.reading import reading

POLICY = "default-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
# No page of ours uses what a browser would have to ask for, and no other site needs to embed what we serve.
ALWAYS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# By the address people use, not by the request: TLS ends at the proxy, and what reaches us looks unencrypted.
ONE_YEAR = "max-age=31536000"


class ContentSecurityPolicy:
    """
    Send the policy with every answer, pages and errors alike.

    Only what this server itself serves may run or load: no inline script, no inline style, no other origin.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if settings.ATHAR_BASE_URL.startswith("https://"):
            response.headers.setdefault("Strict-Transport-Security", ONE_YEAR)
        if _is_somebodys(request):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _is_somebodys(request: HttpRequest) -> bool:
    """Whether the page was made for somebody signed in; what never looked at the session was made for everybody."""
    session = getattr(request, "session", None)
    return session is not None and session.accessed and SESSION_KEY in session


class Reading:
    """Write pages in the digits and the calendar of whoever reads them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A page's address ends in a slash. What does not is a file, read by programs: those know Latin digits.
        if not request.path.endswith("/"):
            return self.get_response(request)
        chosen = reading(request)
        with use_digits(cast("Digits", chosen.digits)), use_calendar(cast("Calendar", chosen.calendar)):
            return self.get_response(request)
