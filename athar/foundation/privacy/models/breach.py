"""Breaches of personal data: what happened, and step by step what was done. Neither is ever changed."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from athar.foundation.privacy.choices import ENDS_THE_COUNTDOWN, BreachStepKind, Risk

_STANDS = pgtrigger.Update | pgtrigger.Delete


class BreachQuerySet(models.QuerySet["Breach"]):
    def with_steps(self) -> "BreachQuerySet":
        return self.select_related("entered_by").prefetch_related("steps__by")

    def open(self) -> "BreachQuerySet":
        return self.exclude(steps__kind=BreachStepKind.CLOSED)

    def awaiting_notice(self) -> "BreachQuerySet":
        """The authority was not told yet, and nothing says that it need not be."""
        return self.exclude(steps__kind__in=ENDS_THE_COUNTDOWN)


class Breach(models.Model):
    """
    Personal data got where it should not be, was lost or was altered.

    The authority is told within 72 hours of ``discovered_at``, those affected without delay (Personal Data Protection
    Law, art. 20; its implementing regulation, art. 24). ``affected`` and ``risk`` are what was known when it was
    entered; a later assessment is a step.
    """

    title = models.CharField(max_length=200)
    happened = models.TextField(help_text="What happened, and how it was found.")
    kinds = models.JSONField(default=list, help_text="Kinds of personal data: core.personal.Category.")
    affected = models.PositiveIntegerField(help_text="About how many people.")
    method = models.CharField(max_length=300, help_text="How that number was arrived at.")
    risk = models.CharField(max_length=6, choices=Risk)
    drill = models.BooleanField(default=False, help_text="Practice: nothing happened.")
    discovered_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = BreachQuerySet.as_manager()

    class Meta:
        ordering = ("-discovered_at", "-pk")
        verbose_name_plural = "breaches"
        constraints = (
            models.CheckConstraint(
                name="a_breach_is_entered_after_it_is_discovered",
                condition=Q(discovered_at__lte=F("entered_at")),
            ),
            models.CheckConstraint(
                name="a_number_of_affected_says_how_it_was_counted", condition=~Q(method="")
            ),
        )
        triggers = (pgtrigger.Protect(name="a_breach_stays_as_it_was_entered", operation=_STANDS),)

    def __str__(self) -> str:
        return self.title


class BreachStep(models.Model):
    """
    Something that was done about a breach, at ``at``, noted at ``noted_at``.

    ``reference``: what the authority calls it. ``affected`` and ``risk``: of a new assessment; its ``text`` says how.
    """

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=BreachStepKind)
    text = models.TextField()
    reference = models.CharField(max_length=100, blank=True)
    affected = models.PositiveIntegerField(null=True, blank=True)
    risk = models.CharField(max_length=6, choices=Risk, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(name="a_step_says_what_was_done", condition=~Q(text="")),
            models.CheckConstraint(
                name="a_step_is_noted_after_it_was_done", condition=Q(at__lte=F("noted_at"))
            ),
            models.CheckConstraint(
                name="the_authority_gave_a_reference",
                condition=~Q(kind=BreachStepKind.AUTHORITY_TOLD) | ~Q(reference=""),
            ),
            models.CheckConstraint(
                name="an_assessment_says_how_many_and_how_grave",
                condition=~Q(kind=BreachStepKind.ASSESSED) | (Q(affected__isnull=False) & ~Q(risk="")),
            ),
            models.UniqueConstraint(
                name="the_authority_is_told_and_a_breach_closed_once",
                fields=["breach", "kind"],
                condition=Q(kind__in=[BreachStepKind.AUTHORITY_TOLD, BreachStepKind.CLOSED]),
            ),
        )
        triggers = (pgtrigger.Protect(name="a_step_stays_as_it_was_noted", operation=_STANDS),)

    def __str__(self) -> str:
        return f"{self.breach_id}: {self.kind}"
