from django.db import models
from django.db.models import F, Q

from athar.engine.journeys.choices import OfferEnding


class WaitQuerySet(models.QuerySet["Wait"]):
    def waiting(self) -> "WaitQuerySet":
        """Who waits without an offer, the first in line first."""
        offered = Q(offers__ending="", offers__isnull=False)
        return self.filter(left_at=None).exclude(offered).order_by("rank", "since", "pk")


class Wait(models.Model):
    """Somebody waits for a seat. ``rank``: lower comes first; among equals, whoever waits longer."""

    session = models.ForeignKey("journeys.Session", on_delete=models.PROTECT, related_name="waits")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="waits")
    enrolment = models.ForeignKey("journeys.Enrolment", on_delete=models.PROTECT, related_name="waits")
    rank = models.SmallIntegerField(default=0)
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects = WaitQuerySet.as_manager()

    class Meta:
        ordering = ("session", "rank", "since", "pk")
        constraints = (
            models.UniqueConstraint(
                name="a_person_waits_once_for_a_session",
                fields=["session", "person"], condition=Q(left_at=None),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.session_id}: {self.person_id}"


class Offer(models.Model):
    """A seat that became free is held for whoever waits first, until they confirm, decline, or the time is up."""

    wait = models.ForeignKey(Wait, on_delete=models.PROTECT, related_name="offers")
    seat = models.OneToOneField("journeys.Seat", on_delete=models.PROTECT, related_name="offer")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ending = models.CharField(max_length=9, choices=OfferEnding, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("made_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="whoever_waits_has_one_open_offer", fields=["wait"], condition=Q(ending="")
            ),
            models.CheckConstraint(
                name="an_offer_expires_after_it_was_made", condition=Q(expires_at__gt=F("made_at"))
            ),
            models.CheckConstraint(
                name="an_offer_ends_at_a_moment", condition=Q(ending="") ^ Q(ended_at__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"{self.wait}"
