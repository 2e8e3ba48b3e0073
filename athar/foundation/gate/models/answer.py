from django.db import models


class KeptAnswer(models.Model):
    """
    What a program was answered when it sent something under an idempotency key of its own.

    Sent again, it is answered the same, and nothing happens a second time. ``fingerprint`` is the SHA-256 of what was
    sent, so that the same key cannot stand for something else. Kept for a day.
    """

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="an_idempotency_key_stands_for_one_thing", fields=["account", "key"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.status} for {self.key[:12]}"
