import pgtrigger
from django.db import models
from django.db.models import Q

from athar.engine.journeys.models.guarding import changed
from athar.initiatives.volunteering.choices import Unseen, Word


class Wrapup(models.Model):
    """A shift is over and was looked at: how many with a seat were not seen to come, and how many not to go."""

    session = models.OneToOneField("journeys.Session", on_delete=models.PROTECT, related_name="wrapup")
    at = models.DateTimeField()
    absent = models.PositiveIntegerField()
    unfinished = models.PositiveIntegerField()

    class Meta:
        ordering = ("at", "pk")
        triggers = (pgtrigger.Protect(name="a_wrapup_stays", operation=pgtrigger.Delete | pgtrigger.Update),)

    def __str__(self) -> str:
        return f"{self.session_id}: {self.absent}, {self.unfinished}"


class Inquiry(models.Model):
    """
    Somebody with a seat was asked why they were not seen to come, or when they went.

    What they say settles nothing: hours follow only from what somebody in charge states.

    :ivar word: what they say, once they did; ``words``: in their own words, if they like.
    """

    seat = models.OneToOneField("journeys.Seat", on_delete=models.PROTECT, related_name="inquiry")
    unseen = models.CharField(max_length=6, choices=Unseen)
    asked_at = models.DateTimeField()
    word = models.CharField(max_length=9, choices=Word, blank=True)
    words = models.CharField(max_length=300, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="what_is_said_of_a_shift_has_a_moment", condition=Q(word="") ^ Q(said_at__isnull=False)
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="what_was_said_of_a_shift_stays",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__word="")
                & (changed("word", "said_at") | changed("words") & ~pgtrigger.Q(new__words="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.unseen}"
