from datetime import datetime

from django.db import models
from django.db.models import F, Q


class CalendarAddressQuerySet(models.QuerySet["CalendarAddress"]):
    def in_force(self, at: datetime) -> "CalendarAddressQuerySet":
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=at), account__is_active=True)


class CalendarAddress(models.Model):
    """
    A secret address at which calendars read somebody's own shifts, without signing in.

    Kept as a keyed hash of its secret part: whoever has the database has no address.
    """

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="calendar_addresses")
    secret_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    last_read_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarAddressQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="an_account_has_one_calendar_address", fields=["account"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="a_calendar_address_ends_after_it_was_made",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id}: {self.made_at}"
