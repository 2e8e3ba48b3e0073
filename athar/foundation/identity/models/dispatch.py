from django.db import models

from athar.foundation.core.fields import EncryptedTextField
from athar.foundation.identity.choices import Channel


class Dispatch(models.Model):
    """
    A message that waits to be sent, or was sent lately. Sealed: it may carry a code.

    ``html`` is empty for a phone. ``unsubscribe``: the address that stops such messages, where they may be stopped.
    """

    channel = models.CharField(max_length=10, choices=Channel)
    address = EncryptedTextField(context="dispatch.address")
    subject = EncryptedTextField(context="dispatch.subject")
    text = EncryptedTextField(context="dispatch.text")
    html = EncryptedTextField(context="dispatch.html")
    unsubscribe = EncryptedTextField(context="dispatch.unsubscribe", null=True)
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, null=True, related_name="+")
    challenge = models.ForeignKey(
        "identity.Challenge", on_delete=models.CASCADE, null=True, related_name="messages"
    )
    written_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.channel}, {self.written_at:%Y-%m-%d %H:%M}"
