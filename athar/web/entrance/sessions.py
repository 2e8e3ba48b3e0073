"""What somebody is in the middle of, kept in their own session."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from athar.foundation.identity.choices import Use
from athar.foundation.identity.models import Challenge

CHALLENGES, OUTBOX, REGISTRATION, NEXT = "challenges", "outbox", "registration", "next"
CHALLENGE, FORGOTTEN = "passkey_challenge", "forgotten"
ANSWERED_WITHIN = timedelta(minutes=5)
SHOWN = 10  # messages in the outbox


def remember(request: HttpRequest, challenge: Challenge) -> None:
    """This browser asked for the code, so this browser alone may answer it."""
    ref = str(challenge.ref)
    request.session[CHALLENGES] = {**request.session.get(CHALLENGES, {}), challenge.use: ref}
    request.session[OUTBOX] = [*request.session.get(OUTBOX, []), ref][-SHOWN:]


def asked_for(request: HttpRequest, use: Use) -> Challenge | None:
    ref = request.session.get(CHALLENGES, {}).get(use)
    return Challenge.objects.filter(ref=ref).first() if ref else None


def forget(request: HttpRequest, use: Use) -> None:
    waiting = dict(request.session.get(CHALLENGES, {}))
    waiting.pop(use, None)
    request.session[CHALLENGES] = waiting


def keep_challenge(request: HttpRequest, challenge: bytes, *, at: datetime) -> None:
    """What the next answer of a device has to hold."""
    request.session[CHALLENGE] = {"bytes": challenge.hex(), "at": at.isoformat()}


def take_challenge(request: HttpRequest, *, at: datetime) -> bytes | None:
    """The challenge that this browser was given last, once; None when there is none or it is too old."""
    kept = request.session.pop(CHALLENGE, None)
    if kept is None or at - datetime.fromisoformat(kept["at"]) > ANSWERED_WITHIN:
        return None
    return bytes.fromhex(kept["bytes"])


def registration(request: HttpRequest) -> dict[str, Any]:
    """Answers given so far by whoever is opening an account."""
    return dict(request.session.get(REGISTRATION, {}))
