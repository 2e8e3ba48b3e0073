from django.db import models


class Brake(models.Model):
    """
    Failures in a row of one account, or from one network address, and until when the way is closed.

    ``key`` is a keyed hash, so that the table names nobody and also counts for accounts that do not exist.
    """

    key = models.BinaryField(max_length=32, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    closed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["last_at"]),)

    def __str__(self) -> str:
        return f"{self.failures} failures, last {self.last_at:%Y-%m-%d %H:%M}"
