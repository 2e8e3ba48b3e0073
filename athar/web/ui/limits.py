"""Nobody asks so often that others wait. Generous for reading, tight for sending; counted by account and by address."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import timezone

from athar.foundation.gate import rules
from athar.foundation.gate.limits import TooMuch, take
from athar.web.ui.network import network_of
from athar.web.ui.programs import is_for_programs, program_of

log = logging.getLogger("athar.limits")
READING = {"GET", "HEAD", "OPTIONS"}
# Whoever watches over the site must see it most of all when it is flooded.
WATCHING = {"/healthz", "/readyz", "/metrics"}
DEMONSTRATION = 10  # times as much: a whole class looks at a demonstration from one address
STATUS = 429


class Limits:
    """Counts every request for a page; answers with how long to wait when it is one too many."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.ATHAR_LIMITS or is_exempt(request.path):
            return self.get_response(request)
        try:
            request.left = take(buckets_of(request), at=timezone.now())  # type: ignore[attr-defined]
        except TooMuch as refused:
            return too_many(request, refused)
        except DatabaseError:  # whatever is wrong with it, the page says so better
            log.warning("requests are not counted: the database does not answer")
        return self.get_response(request)


def is_exempt(path: str) -> bool:
    return path in WATCHING or path.startswith(settings.STATIC_URL)


def buckets_of(request: HttpRequest) -> list[rules.Bucket]:
    """Of the address, and of the account where one is known: by the session, or for programs by their key alone."""
    if is_for_programs(request):
        program = program_of(request)
        kind, many, account = "calls", settings.ATHAR_LIMIT_API, program.account.pk if program else None
    else:
        reads = request.method in READING
        kind = "reads" if reads else "sends"
        many = settings.ATHAR_LIMIT_READS if reads else settings.ATHAR_LIMIT_SENDS
        account = request.session.get(SESSION_KEY)
    many *= DEMONSTRATION if settings.ATHAR_DEMO else 1
    buckets = [rules.of_address(kind, network_of(request), many)]
    return [*buckets, rules.of_account(kind, account, many)] if account else buckets


def too_many(request: HttpRequest, refused: TooMuch) -> HttpResponse:
    """Rendered without the request, so that it costs next to nothing."""
    context = {"request_id": getattr(request, "id", ""), "seconds": refused.seconds}
    answer = HttpResponse(loader.get_template("429.html").render(context), status=STATUS)
    answer.headers["Retry-After"] = str(refused.seconds)
    answer.headers["Cache-Control"] = "no-store"
    return answer
