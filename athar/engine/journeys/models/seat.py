from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from athar.engine.journeys.choices import OfferEnding


class SeatQuerySet(models.QuerySet["Seat"]):
    def taken(self) -> "SeatQuerySet":
        return self.filter(released_at=None)

    def confirmed(self) -> "SeatQuerySet":
        return self.taken().filter(held_until=None)

    def ever_confirmed(self) -> "SeatQuerySet":
        """Also those that were given back since; not what was only kept for somebody who never took it."""
        return self.filter(Q(offer=None) | Q(offer__ending=OfferEnding.CONFIRMED), held_until=None)


class Seat(models.Model):
    """
    A person's place in a session, by their part in its edition. ``held_until``: not theirs yet, but kept for them until then.

    ``during`` repeats the session's time, so that the database itself keeps everybody in one place at a time.
    """

    session = models.ForeignKey("journeys.Session", on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="seats")
    enrolment = models.ForeignKey("journeys.Enrolment", on_delete=models.PROTECT, related_name="seats")
    during = DateTimeRangeField()
    bucket = models.PositiveSmallIntegerField(default=0)
    held_until = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ("session", "taken_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="a_person_has_one_seat_in_a_session",
                fields=["session", "person"], condition=Q(released_at=None),
            ),
            ExclusionConstraint(
                name="a_person_is_in_one_place_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(released_at=None),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.session_id}: {self.person_id}"
