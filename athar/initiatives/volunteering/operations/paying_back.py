"""A volunteer asks expenses back, or takes that back; somebody else decides, and says when it was paid."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.facts import announce
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.evidence import papers
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person
from athar.foundation.privacy.queries import rows_of_human
from athar.initiatives.volunteering.choices import ExpenseKind, ExpenseState
from athar.initiatives.volunteering.expenses import covered_for
from athar.initiatives.volunteering.facts import ExpensesFiled
from athar.initiatives.volunteering.models import ExpenseReport, ExpenseStep, Opportunity
from athar.initiatives.volunteering.models.expense import MOST

EARLIEST = timedelta(days=30)  # before the opportunity begins: what is bought for it beforehand
LATEST = timedelta(days=90)  # after the day on which it was spent


class ExpensesRefused(Refused):
    """It cannot be filed, taken back, decided or paid so; every reason is listed."""


@transaction.atomic
def file_expenses(
    *, opportunity: Opportunity, person: Person, day: date, kind: ExpenseKind, amount: Decimal, purpose: str,
    bill: File | None, no_bill: str, at: datetime,
) -> ExpenseReport:  # fmt: skip
    """
    Ask to be paid back what one spent for an opportunity at which one was; it is announced.

    :param amount: in riyals.
    :param bill: a PDF or a picture; without one, ``no_bill`` says why.
    :raises ExpensesRefused: with everything that speaks against it.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # twice at the same moment waits
    report = ExpenseReport(
        opportunity=opportunity, person=person, day=day, kind=kind, amount=amount, purpose=purpose.strip(), no_bill=no_bill.strip(),
        filed_at=at, changed_at=at,
    )  # fmt: skip
    if reasons := _not_to_file(report, bill, at):
        raise ExpensesRefused(*reasons)
    if bill is not None:
        report.no_bill = ""
        papers.keep(report.bill, bill)
    report.save()
    announce(ExpensesFiled(opportunity.pk, person.pk, at))
    return report


def _not_to_file(report: ExpenseReport, bill: File | None, at: datetime) -> list[Reason]:
    people, today = rows_of_human(report.person, at=at), riyadh_day(at)
    begins = report.opportunity.edition.starts_on
    answers = [
        None if covered_for(people).filter(pk=report.opportunity_id).exists() else NOT_COVERED,
        FUTURE if report.day > today else None,
        EARLY if report.day < begins - EARLIEST else None,
        LATE if report.day < today - LATEST else None,
        None if 0 < report.amount <= MOST else AMOUNT,
        None if report.purpose else NO_PURPOSE,
        None if bill is not None or report.no_bill else NO_RECEIPT,
        TWICE if _filed_already(report, people) else None,
    ]
    return [answer for answer in answers if answer]


def _filed_already(report: ExpenseReport, people: list[int]) -> bool:
    gone = (ExpenseState.WITHDRAWN, ExpenseState.REJECTED)
    same = {name: getattr(report, name) for name in ("opportunity", "day", "kind", "amount")}
    return ExpenseReport.objects.filter(person__in=people, **same).exclude(state__in=gone).exists()


@transaction.atomic
def withdraw_expenses(*, report: ExpenseReport, by: Person, at: datetime) -> None:
    """
    Take back what nobody decided about yet; its bill is destroyed.

    :raises ExpensesRefused: when it was decided already, or is somebody else's.
    """
    current = _locked(report)
    answers = [
        None if current.waits else DECIDED,
        None if current.person_id in rows_of_human(by, at=at) else NOT_YOURS,
    ]
    _refuse(answers)
    storage, name = current.bill.storage, str(current.bill.name or "")
    current.bill = ""
    _go_on(current, ExpenseState.WITHDRAWN, by, at)
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def decide_expenses(
    *, report: ExpenseReport, approves: bool, by: Person, at: datetime, granted: Decimal | None = None, reason: str = ""
) -> None:  # fmt: skip
    """
    Approve a report that waits, wholly or a lower amount for a reason, or reject it for one. Whoever filed it reads the reason.

    :param granted: in riyals; None: all of it.
    :raises ExpensesRefused: when it was decided, is the decider's own, or an amount or a reason is missing.
    """
    current, reason = _locked(report), reason.strip()
    granted = current.amount if granted is None else granted
    lower = approves and granted != current.amount
    _refuse([
        None if current.waits else DECIDED,
        OWN if current.person_id in rows_of_human(by, at=at) else None,
        None if not approves or 0 < granted <= current.amount else GRANTED,
        NO_REASON if (lower or not approves) and not reason else None,
    ])  # fmt: skip
    current.decided_by, current.granted = by, granted if approves else None
    _go_on(current, ExpenseState.APPROVED if approves else ExpenseState.REJECTED, by, at, reason=reason)
    _tell(current, at)


@transaction.atomic
def pay_expenses(*, report: ExpenseReport, paid_on: date, reference: str, by: Person, at: datetime) -> None:
    """
    Say that an approved report was paid: on which day, and by what the payment is found in the books.

    :raises ExpensesRefused: when it is not approved or is one's own, the day is to come or lies before the decision, or it has no reference.
    """
    current, reference = _locked(report), reference.strip()
    _refuse([
        None if current.state == ExpenseState.APPROVED else NOT_APPROVED,
        OWN if current.person_id in rows_of_human(by, at=at) else None,
        None if riyadh_day(current.changed_at) <= paid_on <= riyadh_day(at) else PAID_ON,
        None if reference else NO_REFERENCE,
    ])  # fmt: skip
    _go_on(current, ExpenseState.PAID, by, at, paid_on=paid_on, reference=reference)
    _tell(current, at)


def _locked(report: ExpenseReport) -> ExpenseReport:
    rows = ExpenseReport.objects.select_for_update(of=("self",)).select_related("opportunity__edition")
    return rows.get(pk=report.pk)


def _refuse(answers: list[Reason | None]) -> None:
    if reasons := [answer for answer in answers if answer]:
        raise ExpensesRefused(*reasons)


def _go_on(report: ExpenseReport, state: ExpenseState, by: Person, at: datetime, **said: Any) -> None:
    report.state, report.changed_at = state, at
    report.save()
    ExpenseStep.objects.create(report=report, state=state, by=by, at=at, **said)


def _tell(report: ExpenseReport, at: datetime) -> None:
    edition = report.opportunity.edition
    tell(
        report.person_id, f"volunteering.expenses_{report.state}", at=at, report=report.pk, amount=str(report.amount),
        granted=str(report.granted or ""), name_ar=edition.name_ar, name_en=edition.name_en,
    )  # fmt: skip


NOT_COVERED = Reason(
    "not_covered", _("Expenses are paid back only to those who were there, where the opportunity covers them."),
    _("Choose an opportunity of the list, or ask whoever led your shift to state that you came."),
)  # fmt: skip
FUTURE = Reason("future", _("The day is still to come."), _("Write the day on which you spent it."))
EARLY = Reason(
    "early", _("The day lies more than 30 days before the opportunity began."), _("Ask for what you spent on this opportunity.")
)  # fmt: skip
LATE = Reason(
    "late", _("It was spent more than 90 days ago."), _("Write to whoever leads the opportunity; they decide otherwise.")
)  # fmt: skip
AMOUNT = Reason(
    "amount", _("The amount is not between 0.01 and 5,000 riyals."), _("Write what you spent; file what is larger in parts, each with its bill.")
)  # fmt: skip
NO_PURPOSE = Reason("no_purpose", _("It does not say what it was for."), _("Write it in a few words."))
NO_RECEIPT = Reason(
    "no_bill", _("The bill is missing."), _("Attach a picture or a PDF of it, or write why there is none.")
)  # fmt: skip
TWICE = Reason(
    "twice", _("You filed the same amount of that kind and day already."), _("Look at your reports; take the other back if it was a mistake.")
)  # fmt: skip
DECIDED = Reason("decided", _("This was decided or taken back already."), _("Look at what became of it."))
NOT_YOURS = Reason("not_yours", _("Somebody else filed this."), _("Whoever filed it takes it back."))
OWN = Reason("own", _("Nobody decides about their own expenses, or pays them."), _("A colleague does."))
GRANTED = Reason(
    "granted", _("What is approved is more than what is asked for, or nothing."), _("Write an amount up to that, or reject it.")
)  # fmt: skip
NO_REASON = Reason("no_reason", _("A reason is missing."), _("Write why; whoever filed it reads it."))
NOT_APPROVED = Reason(
    "not_approved", _("Only what is approved and not paid yet can be paid."), _("Look at what became of it.")
)  # fmt: skip
PAID_ON = Reason(
    "paid_on", _("The day lies before the decision, or is still to come."), _("Write the day on which it was paid.")
)  # fmt: skip
NO_REFERENCE = Reason(
    "no_reference", _("The reference of the payment is missing."), _("Write by what it is found in the books, such as the number of the transfer.")
)  # fmt: skip
