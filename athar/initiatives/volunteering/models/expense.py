from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import F, Q

from athar.engine.journeys.models.guarding import changed, only_emptied
from athar.initiatives.volunteering.choices import ExpenseKind, ExpenseState

MOST = Decimal(5000)  # riyals of one report
TO_PAY = (ExpenseState.APPROVED, ExpenseState.PAID)
TO_SETTLE = (ExpenseState.WAITING, ExpenseState.APPROVED)


class ExpenseReport(models.Model):
    """
    A volunteer asks to be paid back what they spent for an opportunity that covers expenses.

    After erasure the amounts stay, since the association's books rest on them; words and bill go.

    :ivar amount: in riyals; ``granted``: what of it was approved.
    :ivar purpose: what it was for; ``no_bill``: why there is no bill, where there is none.
    :ivar bill: kept apart; destroyed when the report is taken back.
    :ivar changed_at: when it came to stand as it does.
    """

    opportunity = models.ForeignKey(
        "volunteering.Opportunity", on_delete=models.PROTECT, related_name="expense_reports"
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="expense_reports")
    day = models.DateField()
    kind = models.CharField(max_length=9, choices=ExpenseKind)
    amount = models.DecimalField(max_digits=7, decimal_places=2)
    purpose = models.CharField(max_length=300, blank=True)
    bill = models.FileField(upload_to="expenses/%Y/", max_length=200, blank=True)
    no_bill = models.CharField(max_length=300, blank=True)
    filed_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=ExpenseState, default=ExpenseState.WAITING)
    changed_at = models.DateTimeField()
    granted = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    decided_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-filed_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="an_expense_is_more_than_nothing_and_has_a_limit",
                condition=Q(amount__gt=0, amount__lte=MOST),
            ),
            models.CheckConstraint(
                name="an_approved_expense_says_how_much_of_it",
                condition=Q(state__in=TO_PAY, granted__isnull=False, granted__gt=0, granted__lte=F("amount"))
                | ~Q(state__in=TO_PAY) & Q(granted=None),
            ),
            models.CheckConstraint(
                name="nobody_decides_about_their_own_expenses",
                condition=Q(decided_by=None) | ~Q(decided_by=F("person")),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="an_expense_report_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="an_expense_has_words_and_a_bill_or_a_reason",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__purpose="") | pgtrigger.Q(new__bill="", new__no_bill=""),
            ),
            pgtrigger.Protect(
                name="an_expense_stays_as_it_was_filed",
                operation=pgtrigger.Update,
                condition=changed(
                    "opportunity_id",
                    "person_id",
                    "day",
                    "kind",
                    "amount",
                    "purpose",
                    "no_bill",
                    "filed_at",
                ),
            ),
            only_emptied("bill", "a_bill_is_never_swapped"),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def waits(self) -> bool:
        return self.state == ExpenseState.WAITING


class ExpenseStep(models.Model):
    """What became of a report of expenses: by whom, when and why; never changed."""

    report = models.ForeignKey(ExpenseReport, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=9, choices=ExpenseState)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    paid_on = models.DateField(null=True)
    reference = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(name="an_expense_takes_each_step_once", fields=["report", "state"]),
            models.CheckConstraint(
                name="what_is_paid_has_a_day_and_a_reference",
                condition=Q(state=ExpenseState.PAID, paid_on__isnull=False) & ~Q(reference="")
                | ~Q(state=ExpenseState.PAID) & Q(paid_on=None, reference=""),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="a_step_of_expenses_stays", operation=pgtrigger.Delete | pgtrigger.Update),
            pgtrigger.Protect(
                name="expenses_are_rejected_for_a_reason",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__state=ExpenseState.REJECTED.value, new__reason=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.report_id}: {self.state}"
