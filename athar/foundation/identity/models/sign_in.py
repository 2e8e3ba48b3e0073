from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from athar.foundation.core.fields import EncryptedTextField
from athar.foundation.identity.devices import LONGEST, Device


class SignInQuerySet(models.QuerySet["SignIn"]):
    def open(self, at: datetime) -> "SignInQuerySet":
        """Those that nobody ended, and whose session was not idle for too long."""
        return self.filter(ended_at=None, last_seen_at__gt=at - timedelta(days=settings.ATHAR_IDLE_DAYS))


class SignIn(models.Model):
    """
    Somebody came in to an account, by which kind of device. No network address is kept.

    ``browser_hash``: the keyed hash of a random mark that the browser keeps, by which it is recognised.
    """

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="sign_ins")
    session_key = EncryptedTextField(context="sign_in.session_key")
    browser_hash = models.BinaryField(max_length=32)
    browser = models.CharField(max_length=LONGEST, blank=True)
    system = models.CharField(max_length=LONGEST, blank=True)
    since = models.DateTimeField()
    last_seen_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="nobody_is_seen_before_they_came_in", condition=Q(last_seen_at__gte=F("since"))
            ),
        )

    @property
    def device(self) -> Device:
        return Device(self.browser, self.system)

    def __str__(self) -> str:
        return f"account {self.account_id}, {self.since:%Y-%m-%d %H:%M}"
