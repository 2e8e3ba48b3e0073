from django.db import models


class RecoveryCode(models.Model):
    """One of the codes on paper that stand in for a second proof, each once. Here stands its keyed hash."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="an_account_has_each_recovery_code_once", fields=["account", "code_hash"]
            ),
        )

    def __str__(self) -> str:
        return f"recovery code of account {self.account_id}"
