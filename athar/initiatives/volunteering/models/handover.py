from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import Q

from athar.initiatives.volunteering.choices import HandoverEnding

WHOM = "volunteering.handover"  # for what the phone is hashed, so that the hash tells nothing elsewhere


class HandoverQuerySet(models.QuerySet["Handover"]):
    def open(self, *, at: datetime) -> "HandoverQuerySet":
        """Not taken and not taken back, of a seat that is still somebody's in a shift to come."""
        return self.filter(
            ending="", seat__released_at=None, seat__session__starts_at__gt=at, seat__session__cancelled_at=None
        )  # fmt: skip


class Handover(models.Model):
    """
    Whoever has a seat and cannot come offers it to others of the opportunity; the seat stays theirs until one takes it.

    :ivar whom: to whom alone, as the keyed hash of a phone: whoever offers learns nothing of who is known by it. Empty: to
        whoever takes part and fits.
    :ivar replacement: the seat of whoever took it.
    """

    seat = models.ForeignKey("journeys.Seat", on_delete=models.PROTECT, related_name="handovers")
    whom = models.BinaryField(max_length=64, null=True)
    offered_at = models.DateTimeField()
    ending = models.CharField(max_length=9, choices=HandoverEnding, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    replacement = models.OneToOneField(
        "journeys.Seat", on_delete=models.PROTECT, null=True, blank=True, related_name="came_by"
    )

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ("-offered_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="a_seat_is_offered_to_others_once_at_a_time", fields=["seat"], condition=Q(ending="")
            ),
            models.CheckConstraint(
                name="a_handover_ends_at_a_moment", condition=Q(ending="") ^ Q(ended_at__isnull=False)
            ),
            models.CheckConstraint(
                name="what_is_taken_over_has_a_new_seat",
                condition=Q(ending=HandoverEnding.TAKEN) ^ Q(replacement=None),
            ),
        )  # fmt: skip
        triggers = (
            pgtrigger.Protect(name="a_handover_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_handover_ends_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__ending=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.ending or '…'}"
