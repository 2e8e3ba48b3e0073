"""The key that signs tree heads and receipts, and the published heads."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from athar.analytics.proofs import Checkpoint, Frontier, PublicKey, SigningKey, load_or_create, sign
from athar.engine.ledger.models import Head, SignedHead


@lru_cache(maxsize=4)
def _key(path: Path, name: str) -> SigningKey:
    return load_or_create(path, name)


def key() -> SigningKey:
    """The association's signing key; made on first use, mode 600."""
    return _key(Path(settings.ATHAR_SIGNING_KEY_FILE), settings.ATHAR_ORIGIN)


def trusted_keys() -> list[PublicKey]:
    """The keys under which signed heads of this ledger count: the present one, and those before it."""
    return [key().public, *(PublicKey.parse(text) for text in settings.ATHAR_FORMER_KEYS)]


@transaction.atomic
def sign_head(*, at: datetime) -> SignedHead:
    """
    Sign and keep the present head. The same size is signed once: asked again, the first is returned.

    Holds the head's lock, so no record slips between the root and its signature.
    """
    head = Head.objects.select_for_update().get()
    known = SignedHead.objects.filter(size=head.size).first()
    if known:
        return known
    root = Frontier.from_bytes(head.size, bytes(head.frontier)).root()
    note = sign(Checkpoint(origin=settings.ATHAR_ORIGIN, size=head.size, root=root, at=at), key())
    return SignedHead.objects.create(size=head.size, root=root, at=at, note=note)
