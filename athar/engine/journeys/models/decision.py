import pgtrigger
from django.db import models
from django.db.models import Q

from athar.engine.journeys.choices import Ending
from athar.engine.journeys.models.guarding import changed, only_emptied

ENDING = ("ending", "ended_at", "ended_by", "release")


class Release(models.Model):
    """Decisions of a call carried out together, whichever way they went."""

    call = models.ForeignKey("journeys.Call", on_delete=models.PROTECT, related_name="releases")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        triggers = (
            pgtrigger.Protect(name="a_release_never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.call}: {self.at:%Y-%m-%d %H:%M}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def pending(self) -> "DecisionQuerySet":
        return self.filter(ending="")


class Decision(models.Model):
    """
    What is to become of a case, pending until it is released: the case has not moved, and nobody is told.

    ``answers``: number of the revision it was made on.
    """

    case = models.ForeignKey("journeys.Case", on_delete=models.PROTECT, related_name="decisions")
    transition = models.CharField(max_length=40)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    answers = models.PositiveIntegerField(default=0)
    ending = models.CharField(max_length=9, choices=Ending, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("case", "-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="a_case_has_one_pending_decision", fields=["case"], condition=Q(ending="")
            ),
            models.CheckConstraint(
                name="a_decision_ends_at_a_moment", condition=Q(ending="") ^ Q(ended_at__isnull=False)
            ),
            models.CheckConstraint(
                name="what_is_released_names_its_release",
                condition=~Q(ending=Ending.RELEASED) | Q(release__isnull=False),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="a_decision_on_a_case_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_decision_on_a_case_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["reason", *ENDING]),
            ),
            pgtrigger.Protect(
                name="a_decision_on_a_case_ends_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__ending="") & changed(*ENDING),
            ),
            only_emptied("reason", "the_reason_of_a_decision_is_at_most_emptied"),
        )

    def __str__(self) -> str:
        return f"{self.case}: {self.transition}"
