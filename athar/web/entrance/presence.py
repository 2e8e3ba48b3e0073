"""That somebody is signed in here, noted so that they see it elsewhere and can end it."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from athar.foundation.identity.devices import device_of
from athar.foundation.identity.models import SignIn
from athar.foundation.identity.operations import begin_sign_in, end_sign_in, move_sign_in, see_again
from athar.foundation.people.models import Account

SIGN_IN, SEEN, BEGAN = "sign_in", "seen", "began"
COOKIE, COOKIE_AGE = "browser", 400 * 24 * 3600  # the longest that browsers keep one
EVERY = timedelta(minutes=5)  # more often, a page need not write that somebody is there


def begin(
    request: HttpRequest, response: HttpResponse, account: Account, *, at: datetime, tell: bool
) -> None:
    """Note the sign-in, and give the browser a mark by which it is recognised."""
    mark = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(24)
    if not request.session.session_key:
        request.session.save()
    sign_in = begin_sign_in(
        account=account, session_key=request.session.session_key or "", mark=mark, at=at, tell=tell,
        device=device_of(request.headers.get("User-Agent", "")),
        # In a demonstration whole classes are signed in as the same person.
        most=None if settings.ATHAR_DEMO else settings.ATHAR_MOST_SIGN_INS,
    )  # fmt: skip
    request.session[SIGN_IN], request.session[SEEN] = sign_in.pk, at.isoformat()
    request.session[BEGAN] = at.isoformat()
    response.set_cookie(
        COOKIE, mark, max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def own(request: HttpRequest) -> int | None:
    """The sign-in of this very session."""
    found: int | None = request.session.get(SIGN_IN)
    return found


def last_seen(request: HttpRequest) -> datetime | None:
    seen: str = request.session.get(SEEN, "")
    return datetime.fromisoformat(seen) if seen else None


def was_away(request: HttpRequest, *, at: datetime, at_work: bool) -> bool:
    """Whether nothing was read here for too long; whoever works in the workspace is away sooner."""
    longest = (
        timedelta(minutes=settings.ATHAR_STAFF_IDLE_MINUTES)
        if at_work
        else timedelta(days=settings.ATHAR_IDLE_DAYS)
    )
    seen = last_seen(request)
    return seen is not None and at - seen > longest


def is_over(request: HttpRequest, *, at: datetime, at_work: bool) -> bool:
    """Whether somebody signed in too long ago, however busy they were since."""
    longest = (
        timedelta(hours=settings.ATHAR_STAFF_SESSION_HOURS)
        if at_work
        else timedelta(days=settings.ATHAR_SESSION_DAYS)
    )
    began: str = request.session.get(BEGAN, "")
    return bool(began) and at - datetime.fromisoformat(began) > longest


def see(request: HttpRequest, *, at: datetime) -> None:
    sign_in = own(request)
    if sign_in is not None:
        see_again(sign_in=sign_in, at=at)
    request.session[SEEN] = at.isoformat()
    request.session.setdefault(BEGAN, at.isoformat())  # one begun by an earlier version ends, too


def moved(request: HttpRequest) -> None:
    """The session has a new key."""
    sign_in = own(request)
    if sign_in is not None and request.session.session_key:
        move_sign_in(sign_in=sign_in, session_key=request.session.session_key)


def end(request: HttpRequest, *, at: datetime) -> None:
    """Whoever signs out is in the list no more."""
    sign_in = SignIn.objects.filter(pk=own(request) or 0).first()
    if sign_in is not None:
        end_sign_in(sign_in=sign_in, at=at)
