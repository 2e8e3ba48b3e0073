import pgtrigger
from django.db import models
from django.db.models import F, Q

from athar.engine.ledger.choices import Verdict
from athar.engine.ledger.models.record import number


class CorrectionRequestQuerySet(models.QuerySet["CorrectionRequest"]):
    def awaiting(self) -> "CorrectionRequestQuerySet":
        return self.filter(decision=None)


class CorrectionRequest(models.Model):
    """
    Somebody says that a record is wrong and asks for its reversal; the record counts until a second person agrees.

    The record's table is partitioned, so no foreign key can point at it: ``position`` names it, and records are
    never deleted.
    """

    position = models.BigIntegerField(help_text="Place in the ledger of the record to take back.")
    reason = models.CharField(max_length=300)
    requested_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        ordering = ("requested_at", "pk")
        indexes = (models.Index(fields=["position"]),)
        constraints = (
            models.CheckConstraint(name="a_correction_request_gives_its_reason", condition=~Q(reason="")),
        )
        triggers = (
            pgtrigger.Protect(
                name="a_correction_request_never_changes", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return number(self.position)


class CorrectionDecision(models.Model):
    """What a second person decided about a request; ``reversal`` is the place of the correcting record."""

    request = models.OneToOneField(CorrectionRequest, on_delete=models.PROTECT, related_name="decision")
    verdict = models.CharField(max_length=8, choices=Verdict)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # Repeated here so that the database itself can compare the two people.
    requested_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reversal = models.BigIntegerField(null=True, blank=True, unique=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="nobody_decides_on_their_own_correction", condition=~Q(by=F("requested_by"))
            ),
            models.CheckConstraint(
                name="a_declined_correction_gives_its_reason",
                condition=~Q(verdict=Verdict.REJECTED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="an_approved_correction_has_its_reversal",
                condition=Q(verdict=Verdict.REJECTED) ^ Q(reversal__isnull=False),
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="a_correction_decision_never_changes", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return f"{self.request}: {self.verdict}"
