"""Reads: whose an address is, and what was sent."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from athar.foundation.core.crypto import lookup_hashes
from athar.foundation.identity.choices import Channel
from athar.foundation.identity.models import Dispatch, ProvenPhone
from athar.foundation.identity.rules import CODE_LIVES
from athar.foundation.people.models import Account

PHONE = "identity.phone"  # what the hash of a number is for


def account_at(channel: Channel, address: str) -> Account | None:
    """The open account that may be entered through this address."""
    accounts = Account.objects.filter(is_active=True)
    if channel is Channel.EMAIL:
        return accounts.filter(email__iexact=address).first()
    return accounts.filter(proven_phone__number_hash__in=lookup_hashes(address, purpose=PHONE)).first()


def has_proven_phone(account: Account) -> bool:
    return ProvenPhone.objects.filter(account=account).exists()


def outbox(challenges: Collection[str], *, at: datetime) -> QuerySet[Dispatch]:
    """What would have been sent because of these codes while they live, the newest first; for demonstrations."""
    return Dispatch.objects.filter(
        challenge__ref__in=list(challenges), written_at__gt=at - CODE_LIVES
    ).order_by("-pk")
