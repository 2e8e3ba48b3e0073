from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import F, Q


class DecisionQuerySet(models.QuerySet["Decision"]):
    def in_force(self) -> "DecisionQuerySet":
        return self.filter(retraction=None)

    def showing(self, *, at: datetime) -> "DecisionQuerySet":
        """The decisions by which readers see something now: of each item its newest, where that shows a revision."""
        begun = self.model._default_manager.filter(retraction=None, starts_at__lte=at)
        newest = begun.order_by("item_id", "-starts_at", "-pk").distinct("item_id")
        return self.filter(
            Q(ends_at=None) | Q(ends_at__gt=at), pk__in=newest.values("pk"), revision__isnull=False
        )


class Decision(models.Model):
    """What readers see of an item from a moment on: a revision or, where there is none, nothing."""

    item = models.ForeignKey("content.Item", on_delete=models.PROTECT, related_name="decisions")
    revision = models.ForeignKey(
        "content.Revision", on_delete=models.PROTECT, related_name="decisions", null=True, blank=True
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("item", "-starts_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="a_publication_ends_after_it_starts",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(
                name="nothing_is_published_in_hindsight", condition=Q(starts_at__gte=F("at"))
            ),
        )
        indexes = (models.Index(name="decisions_by_their_start", fields=["item", "-starts_at"]),)
        triggers = (
            pgtrigger.Protect(
                name="a_decision_about_an_item_never_changes",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} from {self.starts_at:%Y-%m-%d %H:%M}"


class Retraction(models.Model):
    """A decision taken back: it is as if it had never been made, and both stay to be seen."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        triggers = (
            pgtrigger.Protect(
                name="a_retraction_never_changes", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return f"{self.decision} taken back"
