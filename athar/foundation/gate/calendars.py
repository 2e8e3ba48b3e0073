"""Secret addresses at which calendars read somebody's own shifts: made, read, ended."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from athar.foundation.core.crypto import lookup_hash, lookup_hashes
from athar.foundation.gate.models import CalendarAddress
from athar.foundation.people.models import Account, Person

PURPOSE = "gate.calendar_address"
BYTES = 24
LONGEST = 64  # letters that somebody may send as a secret
NOTED_AFTER = timedelta(hours=1)  # a reading that follows another so soon is not written down


@transaction.atomic
def make_calendar_address(*, account: Account, at: datetime) -> str:
    """
    Make a new address for an account; the one before it opens nothing any more.

    :returns: the secret part, which is nowhere kept and can never be shown again.
    """
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    end_calendar_address(account=account, at=at)
    secret = secrets.token_urlsafe(BYTES)
    CalendarAddress.objects.create(
        account=account, secret_hash=lookup_hash(secret, purpose=PURPOSE), made_at=at
    )
    return secret


@transaction.atomic
def end_calendar_address(*, account: Account, at: datetime) -> bool:
    """Let an account's address open nothing any more; whether there was one."""
    return bool(CalendarAddress.objects.filter(account=account, ended_at=None).update(ended_at=at))


def calendar_address_of(person: Person) -> CalendarAddress | None:
    """The one that is in force, in one question."""
    return CalendarAddress.objects.filter(account__person=person, ended_at=None).first()


def account_at(secret: str, *, at: datetime) -> Account | None:
    """Whose shifts are read with this secret; None where it opens nothing, whatever the reason."""
    if len(secret) > LONGEST:
        return None
    hashes = lookup_hashes(secret, purpose=PURPOSE)
    address = (
        CalendarAddress.objects.in_force(at)
        .filter(secret_hash__in=hashes)
        .select_related("account__person")
        .first()
    )
    if address is None:
        return None
    if address.last_read_at is None or address.last_read_at < at - NOTED_AFTER:
        CalendarAddress.objects.filter(pk=address.pk).update(last_read_at=at)
    return address.account
