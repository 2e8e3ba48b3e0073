from datetime import datetime

from django.db import models
from django.db.models import F, Q


class HoldQuerySet(models.QuerySet["Hold"]):
    def lasting(self, *, at: datetime) -> "HoldQuerySet":
        """Not ended, and the time is not up."""
        return self.filter(ended_at=None, until__gt=at)

    def due(self, *, at: datetime) -> "HoldQuerySet":
        """The time is up, and what nobody took is not everybody's yet."""
        return self.filter(ended_at=None, until__lte=at)


class Hold(models.Model):
    """
    Seats of a session that are kept for people whom somebody names later: counted as taken, and nobody's yet.

    :ivar many: how many were held at first.
    :ivar left: how many of them nobody has; a seat that was taken out of the hold and given back while it lasts is among them again.
    :ivar ended_by: None where the time was up.
    """

    session = models.ForeignKey("journeys.Session", on_delete=models.PROTECT, related_name="holds")
    many = models.PositiveIntegerField()
    left = models.PositiveIntegerField()
    until = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "pk")
        constraints = (
            models.CheckConstraint(name="no_held_seat_is_taken_twice", condition=Q(left__gte=0)),
            models.CheckConstraint(name="no_more_is_left_than_was_held", condition=Q(left__lte=F("many"))),
            models.CheckConstraint(
                name="what_is_held_no_longer_is_everybodys", condition=Q(ended_at=None) | Q(left=0)
            ),
            models.CheckConstraint(
                name="a_hold_lasts_for_a_time", condition=Q(many__gt=0, until__gt=F("made_at"))
            ),
        )
        indexes = (models.Index(name="holds_by_when_they_end", fields=["until"], condition=Q(ended_at=None)),)

    def __str__(self) -> str:
        return f"{self.session_id}: {self.left}/{self.many}"

    def lasts(self, *, at: datetime) -> bool:
        return self.ended_at is None and at < self.until


class HeldSeat(models.Model):
    """A seat that was taken out of a hold; given back while that lasts, it goes back into it."""

    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="seats")
    seat = models.OneToOneField("journeys.Seat", on_delete=models.PROTECT, related_name="held")

    class Meta:
        ordering = ("hold", "pk")

    def __str__(self) -> str:
        return f"{self.hold_id}: {self.seat_id}"
