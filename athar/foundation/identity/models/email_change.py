from datetime import datetime

from django.db import models

from athar.foundation.core.fields import EncryptedTextField
from athar.foundation.identity.rules import EMAIL_TAKEN_BACK_WITHIN


class EmailChangeQuerySet(models.QuerySet["EmailChange"]):
    def open(self, at: datetime) -> "EmailChangeQuerySet":
        return self.filter(taken_back_at=None, at__gt=at - EMAIL_TAKEN_BACK_WITHIN)


class EmailChange(models.Model):
    """
    An account got another address. Whoever reads the mail of the old one may take it back for some days.

    ``token_hash``: the keyed hash of what the letter to the old address holds.
    """

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="email_changes")
    old_email = EncryptedTextField(context="email_change.old_email")
    new_email = EncryptedTextField(context="email_change.new_email")
    token_hash = models.BinaryField(max_length=32, unique=True)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = EmailChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"account {self.account_id}, {self.at:%Y-%m-%d %H:%M}"
