from django.db import models
from django.db.models import F, Q

from athar.foundation.qualifications.catalogue import Kind, kinds, skills
from athar.foundation.qualifications.choices import State, Verdict
from athar.foundation.qualifications.rules import Held


class SkillDeclaration(models.Model):
    """Somebody says they can do something; nobody checks it."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="skill_declarations")
    skill = models.CharField(max_length=30)
    since = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "skill"], name="a_skill_is_declared_once"),)

    def __str__(self) -> str:
        return str(skills().get(self.skill, self.skill))


class QualificationQuerySet(models.QuerySet["Qualification"]):
    def waiting(self) -> "QualificationQuerySet":
        return self.filter(state=State.WAITING)

    def approved(self) -> "QualificationQuerySet":
        return self.filter(state=State.APPROVED)


class Qualification(models.Model):
    """
    Somebody holds a qualification, as they filed it and somebody else found it.

    :ivar kind: a code of the catalogue.
    :ivar expires_on: the last day on which it is valid, training days counted in; None: for good.
    :ivar papers: the document that proves it, kept apart; it goes when the person's data does.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="qualifications")
    kind = models.CharField(max_length=30)
    issuer = models.CharField(max_length=200)
    awarded_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    papers = models.FileField(upload_to="qualifications/%Y/", max_length=200, blank=True)
    filed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()

    objects = QualificationQuerySet.as_manager()

    class Meta:
        ordering = ("-filed_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(state=State.WAITING), name="a_kind_waits_once_for_a_person"
            ),
            models.CheckConstraint(
                name="a_qualification_ends_after_its_award",
                condition=Q(expires_on=None) | Q(expires_on__gte=F("awarded_on")),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(kinds().get(self.kind, self.kind))

    @property
    def described(self) -> Kind | None:
        """Its kind, as the catalogue has it today."""
        return kinds().get(self.kind)

    @property
    def waits(self) -> bool:
        return self.state == State.WAITING

    @property
    def held(self) -> Held:
        return Held(self.kind, self.awarded_on, self.expires_on)


class Step(models.Model):
    """What was decided about a qualification: by whom, when and why."""

    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="steps")
    verdict = models.CharField(max_length=10, choices=Verdict)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                name="a_qualification_is_refused_or_revoked_for_a_reason",
                condition=Q(verdict=Verdict.APPROVED) | ~Q(reason=""),
            ),
            models.UniqueConstraint(
                fields=["qualification", "verdict"], name="a_qualification_takes_each_step_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.qualification_id}: {self.verdict}"


class TrainingDay(models.Model):
    """A day of training that counts for renewing a qualification; noted by somebody else than its holder."""

    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="training_days")
    day = models.DateField()
    what = models.CharField(max_length=200)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("day",)
        constraints = (
            models.UniqueConstraint(fields=["qualification", "day"], name="a_training_day_counts_once"),
        )

    def __str__(self) -> str:
        return f"{self.qualification_id}: {self.day}"
