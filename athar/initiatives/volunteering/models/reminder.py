import pgtrigger
from django.db import models

from athar.initiatives.volunteering.choices import Lead


class Reminder(models.Model):
    """Whoever had a seat was reminded of it, so long before: once each, however many workers look."""

    seat = models.ForeignKey("journeys.Seat", on_delete=models.PROTECT, related_name="reminders")
    lead = models.CharField(max_length=5, choices=Lead)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="a_seat_is_reminded_of_once_at_each_lead", fields=["seat", "lead"]
            ),
        )  # fmt: skip
        triggers = (
            pgtrigger.Protect(name="a_reminder_stays", operation=pgtrigger.Delete | pgtrigger.Update),
        )

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.lead}"
