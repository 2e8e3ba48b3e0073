"""Whether whoever is signed in has just proved who they are."""

from datetime import datetime, timedelta

from django.http import HttpRequest

from athar.foundation.people.models import Account

PROVEN_AT = "proven_at"  # in the session, written by the doors
FRESH = timedelta(minutes=10)  # before what protects an account is changed, one proves again who one is


def is_fresh(request: HttpRequest, account: Account, *, at: datetime) -> bool:
    """By what this session remembers; where it remembers nothing, by when the account was last signed in to."""
    said: str = request.session.get(PROVEN_AT, "")
    proven = datetime.fromisoformat(said) if said else account.last_login
    return proven is not None and at - proven <= FRESH
