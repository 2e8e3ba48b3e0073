from datetime import datetime

import pghistory
from django.db import models
from django.db.models import Expression, F, Q

from athar.engine.journeys.choices import Part
from athar.engine.register.models import Named, Spoken


class SessionQuerySet(models.QuerySet["Session"]):
    def upcoming(self, *, at: datetime | Expression) -> "SessionQuerySet":
        return self.filter(starts_at__gt=at, cancelled_at=None)

    def with_free_seats(self) -> "SessionQuerySet":
        """Each with ``free``: how many seats nobody has."""
        return self.annotate(free=models.Sum("counters__free"))


@pghistory.track()
class Session(Spoken, Named):
    """
    Anything with a time, a place and a capacity that people attend: a shift, a class, a talk, a mentoring hour.

    :ivar part: in what role of the edition people take seats here.
    :ivar rest_minutes: how long somebody rests between this session and another that does not join onto it.
    :ivar weekly_minutes: how much somebody may do in a week with this session in it; empty: as much as they like.
    """

    edition = models.ForeignKey("register.Edition", on_delete=models.PROTECT, related_name="sessions")
    part = models.CharField(max_length=12, choices=Part)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place_ar = models.CharField(max_length=120, blank=True)
    place_en = models.CharField(max_length=120, blank=True)
    region = models.ForeignKey(
        "places.Region", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    capacity = models.PositiveIntegerField()
    rest_minutes = models.PositiveSmallIntegerField(default=0)
    weekly_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    offer_minutes = models.PositiveIntegerField(
        default=24 * 60, help_text="How long a seat that became free is held for whoever waits first."
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="a_session_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
        )
        indexes = (models.Index(name="sessions_by_their_start", fields=["edition", "starts_at"]),)

    @property
    def place(self) -> str:
        """Where it is, in the language being spoken."""
        return self.in_language("place")


class SeatCounter(models.Model):
    """
    How many seats are free; a session for which a rush is announced has several, so that people do not queue for one row.

    Nothing points here: a seat points at its session, so taking one never waits for whoever counts.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="counters")
    bucket = models.PositiveSmallIntegerField(default=0)
    free = models.IntegerField()

    class Meta:
        ordering = ("session", "bucket")
        constraints = (
            models.UniqueConstraint(name="a_session_counts_each_bucket_once", fields=["session", "bucket"]),
            models.CheckConstraint(name="no_seat_is_given_twice", condition=Q(free__gte=0)),
        )

    def __str__(self) -> str:
        return f"{self.session_id}/{self.bucket}: {self.free}"


class Queue(models.Model):
    """The lock of a session's waiting list: whoever joins or leaves it, or passes a seat on, holds this row."""

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="queue")

    def __str__(self) -> str:
        return f"{self.session_id}"
