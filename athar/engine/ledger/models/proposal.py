from django.db import models
from django.db.models import F, Q

from athar.engine.ledger.choices import Kind, Verdict
from athar.engine.ledger.models.fact import Fact


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def awaiting(self) -> "ProposalQuerySet":
        return self.filter(decision=None)


class Proposal(Fact):
    """A fact somebody entered and nobody has decided on yet; it counts in no figure."""

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ("entered_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="a_proposed_headcount_says_how_many_and_by_which_method",
                condition=~Q(kind=Kind.HEADCOUNT) | (Q(headcount__gt=0) & ~Q(method="") & Q(person=None)),
            ),
        )

    def __str__(self) -> str:
        return f"P-{self.pk:06d}"


class Decision(models.Model):
    """What a second person decided about a proposal."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT)
    verdict = models.CharField(max_length=8, choices=Verdict)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # Repeated here so that the database itself can compare maker and checker; a composite
    # foreign key (see the migration) keeps it equal to the proposal's.
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    position = models.BigIntegerField(
        null=True, blank=True, unique=True, help_text="Place in the ledger, when approved."
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="nobody_decides_on_their_own_proposal", condition=~Q(by=F("entered_by"))
            ),
            models.CheckConstraint(
                name="a_rejection_gives_its_reason", condition=~Q(verdict=Verdict.REJECTED) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="an_approval_has_its_place_in_the_ledger",
                condition=Q(verdict=Verdict.REJECTED) ^ Q(position__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.proposal}: {self.verdict}"
