"""Whether whoever is signed in has just proved who they are."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

PROVEN_AT = "proven_at"  # in the session, written by the doors
FRESH = timedelta(minutes=10)  # before what protects an account is changed, one proves again who one is


def is_fresh(request: HttpRequest) -> bool:
    """By what this session remembers. A sign-in alone is none: a provider may have asked for a proof long ago."""
    proven: str = request.session.get(PROVEN_AT, "")
    return is_recent(datetime.fromisoformat(proven) if proven else None)


def is_recent(proved_at: datetime | None) -> bool:
    """Whether a proof of that moment still counts."""
    return proved_at is not None and timezone.now() - proved_at <= FRESH
