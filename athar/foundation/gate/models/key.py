from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from athar.foundation.gate.choices import Scope


class AccessKeyQuerySet(models.QuerySet["AccessKey"]):
    def in_force(self, at: datetime) -> "AccessKeyQuerySet":
        return self.filter(
            Q(revoked_at=None) | Q(revoked_at__gt=at), expires_at__gt=at, account__is_active=True
        )


class AccessKey(models.Model):
    """
    A secret with which a program comes in the name of an account, until a day.

    Kept as a keyed hash: whoever has the database has no key. ``beginning`` is enough of it for its holder to tell it
    from others. Never deleted while the account lives: who made it, when, and when it ended is the trace of it.
    """

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="access_keys")
    name = models.CharField(max_length=80)
    beginning = models.CharField(max_length=16)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope))
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = AccessKeyQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="an_access_key_ends_after_it_was_made", condition=Q(expires_at__gt=F("created_at"))
            ),
            models.CheckConstraint(name="an_access_key_opens_something", condition=~Q(scopes=[])),
        )

    def __str__(self) -> str:
        return f"{self.beginning}…"
