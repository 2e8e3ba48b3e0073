from django.db import models

from athar.foundation.core.fields import EncryptedTextField


class CodeApp(models.Model):
    """
    An app that shows a new code every half minute (TOTP, RFC 6238): a second proof after the first.

    ``last_step``: the half minute whose code was taken last; neither it nor an earlier one is taken again.
    """

    account = models.OneToOneField("people.Account", on_delete=models.CASCADE, related_name="code_app")
    secret = EncryptedTextField(context="code_app.secret")
    last_step = models.BigIntegerField()
    set_up_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"code app of account {self.account_id}"
