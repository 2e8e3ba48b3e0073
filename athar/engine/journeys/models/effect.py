from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q

OFTEN = 5  # tries; by then half an hour has passed


class PendingEffectQuerySet(models.QuerySet["PendingEffect"]):
    def due(self, *, at: datetime) -> "PendingEffectQuerySet":
        return self.filter(done_at=None, not_before__lte=at)

    def in_turn(self) -> "PendingEffectQuerySet":
        """Those whose case has none before them that is still to be done."""
        theirs = {"event__case": OuterRef("event__case"), "done_at": None, "pk__lt": OuterRef("pk")}
        return self.filter(~Exists(PendingEffect.objects.filter(**theirs)))

    def failing(self) -> "PendingEffectQuerySet":
        """Those that were tried time and again, the oldest first."""
        return self.filter(done_at=None, tries__gte=OFTEN).order_by("pk")


class PendingEffect(models.Model):
    """
    What follows from an event, written with it and carried out by a worker: the outbox.

    ``fault``: the kind of error it last ended with, without its text, which may name somebody.
    """

    event = models.ForeignKey("journeys.Event", on_delete=models.PROTECT, related_name="effects")
    place = models.PositiveSmallIntegerField(help_text="Order among the effects of the event.")
    code = models.CharField(max_length=40)
    settings = models.JSONField(default=dict)
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=100, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = PendingEffectQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(name="an_effect_of_an_event_stands_once", fields=["event", "place"]),
        )
        indexes = (models.Index(name="effects_to_come", fields=["not_before"], condition=Q(done_at=None)),)

    def __str__(self) -> str:
        return f"{self.event}: {self.code}"
