import secrets
import uuid
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from athar.foundation.core.crypto import lookup_hash, lookup_hashes

PURPOSE = "admissions.link"
TOKEN_BYTES = 24


class OneUseQuerySet(models.QuerySet):
    def with_token(self, token: str) -> Self:
        return self.filter(token_hash__in=lookup_hashes(token, purpose=PURPOSE))

    def open(self, at: datetime) -> Self:
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=at)


class OneUse(models.Model):
    """
    A link sent to somebody: it works once, for some days. Only the keyed hash of its secret is kept.

    ``ref`` names it in a session, once the secret was shown and taken out of the address.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_hash = models.BinaryField(max_length=32, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                name="%(class)s_expires_after_it_was_sent", condition=Q(expires_at__gt=F("sent_at"))
            ),
            models.CheckConstraint(
                name="%(class)s_is_used_or_withdrawn_but_not_both",
                condition=Q(used_at=None) | Q(withdrawn_at=None),
            ),
        )

    def renew(self) -> str:
        """Give it a new secret and return that; the earlier one is worth nothing from then on."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.token_hash = lookup_hash(token, purpose=PURPOSE)
        return token

    def is_open(self, at: datetime) -> bool:
        return self.used_at is None and self.withdrawn_at is None and self.expires_at > at
