from functools import cached_property

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from athar.engine.standards.catalogue import Standard, standard_from
from athar.engine.standards.choices import Level, Outcome, State

ONLY_WHILE_OPEN = """
    IF (SELECT state FROM standards_round WHERE id = COALESCE(NEW.round_id, OLD.round_id)) <> 'open' THEN
        RAISE EXCEPTION 'pgtrigger: what was answered in a round changes only while it is open';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


def while_open(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=ONLY_WHILE_OPEN,
    )


class RoundQuerySet(models.QuerySet["Round"]):
    def confirmed(self) -> "RoundQuerySet":
        return self.filter(state=State.CONFIRMED)

    def waiting(self) -> "RoundQuerySet":
        return self.filter(state=State.SUBMITTED)


class Round(models.Model):
    """
    One self-assessment by a standard, from its opening until it is confirmed.

    :ivar criteria: the standard as it read when the round was opened.
    """

    standard = models.SlugField(max_length=40)
    version = models.CharField(max_length=20)
    criteria = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="one_round_of_a_standard_runs_at_a_time",
                fields=["standard"], condition=~Q(state=State.CONFIRMED),
            ),
        )  # fmt: skip
        triggers = (
            pgtrigger.Protect(name="a_round_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_confirmed_round_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state=State.CONFIRMED),
            ),
            pgtrigger.Protect(
                name="a_round_keeps_its_criteria",
                operation=pgtrigger.UpdateOf("standard", "version", "criteria"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.asks} {self.opened_at:%Y-%m-%d}"

    @cached_property
    def asks(self) -> Standard:
        """What this round asks, as it was when it was opened."""
        return standard_from(self.criteria)

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def waits(self) -> bool:
        return self.state == State.SUBMITTED


class Answer(models.Model):
    """What a person answers to a criterion: how it stands, why, and what proves it."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="answers")
    criterion = models.CharField(max_length=40)
    level = models.CharField(max_length=14, choices=Level)
    note = models.TextField(max_length=1000, blank=True)
    link = models.URLField(max_length=300, blank=True)
    papers = models.FileField(upload_to="standards/%Y/", max_length=200, blank=True)
    papers_sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="a_criterion_is_answered_once_in_a_round", fields=["round", "criterion"]
            ),
            models.CheckConstraint(
                name="what_is_met_is_proved_and_what_does_not_apply_says_why",
                condition=Q(level=Level.NOT_MET)
                | ~Q(note="")
                | (~Q(level=Level.NOT_APPLICABLE) & (~Q(link="") | ~Q(papers=""))),
            ),
        )
        triggers = (while_open("an_answer_changes_while_its_round_is_open"),)

    def __str__(self) -> str:
        return f"{self.round_id}/{self.criterion}: {self.level}"


class Measurement(models.Model):
    """What a check found when a round was submitted: so many of so many hold. ``failing``: keys of those that do not, the first of many."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="measurements")
    criterion = models.CharField(max_length=40)
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    failing = ArrayField(models.BigIntegerField(), default=list, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="a_criterion_is_measured_once_in_a_round", fields=["round", "criterion"]
            ),
            models.CheckConstraint(
                name="no_more_hold_than_there_are", condition=Q(numerator__lte=F("denominator"))
            ),
        )
        triggers = (while_open("a_measurement_changes_while_its_round_is_open"),)

    def __str__(self) -> str:
        return f"{self.round_id}/{self.criterion}: {self.numerator}/{self.denominator}"


class Submission(models.Model):
    """Somebody says that a round is answered."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="submissions")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        triggers = (
            pgtrigger.Protect(name="a_submission_stays", operation=pgtrigger.Delete | pgtrigger.Update),
        )

    def __str__(self) -> str:
        return f"{self.round_id}: {self.at:%Y-%m-%d}"


class Verdict(models.Model):
    """What somebody else decided about what was submitted. ``submitted_by`` is repeated, so that the database compares the two."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="verdict")
    submitted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="nobody_confirms_their_own_self_assessment", condition=~Q(by=F("submitted_by"))
            ),
            models.CheckConstraint(
                name="a_round_is_given_back_for_a_reason",
                condition=Q(outcome=Outcome.CONFIRMED) | ~Q(reason=""),
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="a_verdict_on_a_round_stays", operation=pgtrigger.Delete | pgtrigger.Update
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.outcome}"
