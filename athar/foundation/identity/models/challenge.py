import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q

from athar.foundation.core.fields import EncryptedTextField
from athar.foundation.identity.choices import Channel, Use
from athar.foundation.identity.rules import CODE_TRIES


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def open(self, at: datetime) -> "ChallengeQuerySet":
        return self.filter(answered_at=None, expires_at__gt=at, tries__lt=CODE_TRIES)


class Challenge(models.Model):
    """
    A code sent to an address: whoever can read it there holds the address.

    One without an account was asked for an address that has none; for signing in no code answers it.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    use = models.CharField(max_length=20, choices=Use)
    channel = models.CharField(max_length=10, choices=Channel)
    address = EncryptedTextField(context="challenge.address")
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, null=True, related_name="+")
    code_hash = models.BinaryField(max_length=32)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_code_expires_after_it_was_sent", condition=Q(expires_at__gt=F("sent_at"))
            ),
            models.CheckConstraint(
                name="a_code_is_tried_a_few_times_at_most", condition=Q(tries__lte=CODE_TRIES)
            ),
        )

    def __str__(self) -> str:
        return f"{self.use} by {self.channel}, {self.sent_at:%Y-%m-%d %H:%M}"
