"""Reports of expenses as a list and as a file, and what one says."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from athar.foundation.core.tables import Cell, Column
from athar.foundation.core.templatetags.athar_text import both_dates
from athar.initiatives.volunteering.choices import ExpenseState
from athar.initiatives.volunteering.expenses import Total, in_riyals
from athar.initiatives.volunteering.models import ExpenseReport, ExpenseStep
from athar.web.ui.expenses import TONES
from athar.web.ui.viewer import Viewer
from athar.web.workspace.scope import volunteer_name
from athar.web.workspace.words import isolated


@dataclass(frozen=True)
class Expense:
    """A report as this viewer may read it. ``paid``: the step that says that it was paid."""

    report: ExpenseReport
    who: str
    paid: ExpenseStep | None

    @property
    def url(self) -> str:
        return reverse("workspace:expense", args=[self.report.pk])


def expenses(viewer: Viewer) -> Callable[[Sequence[ExpenseReport]], list[Expense]]:
    return lambda rows: [expense(row, viewer) for row in rows]


def expense(report: ExpenseReport, viewer: Viewer) -> Expense:
    """:param report: with its opportunity and its steps."""
    who = volunteer_name(report.person, viewer, report.opportunity) or _("Somebody")
    paid = next((step for step in report.steps.all() if step.paid_on), None)
    return Expense(report, who, paid)


def state(report: ExpenseReport) -> Cell:
    return Cell(report.get_state_display(), tone=TONES[ExpenseState(report.state)])


EXPENSES = [
    Column("person", pgettext_lazy("volunteer", "Whom"), lambda row: Cell(row.who, url=row.url)),
    Column("opportunity", gettext_lazy("Opportunity"), lambda row: str(row.report.opportunity), orders=("opportunity__edition__name_ar",)),
    Column("initiative", gettext_lazy("Initiative"), lambda row: str(row.report.opportunity.initiative), orders=("opportunity__edition__initiative__number",), shown=False),
    Column("organisation", gettext_lazy("Organisation"), lambda row: str(row.report.opportunity.organisation), shown=False),
    Column("day", gettext_lazy("Day"), lambda row: row.report.day, "day", ("day",)),
    Column("kind", gettext_lazy("Kind"), lambda row: row.report.get_kind_display(), orders=("kind",)),
    Column("amount", gettext_lazy("Amount, in riyals"), lambda row: row.report.amount, "number", ("amount",), places=2),
    Column("granted", gettext_lazy("Approved, in riyals"), lambda row: row.report.granted, "number", ("granted",), shown=False, places=2),
    Column("state", gettext_lazy("State"), lambda row: state(row.report), orders=("state",)),
    Column("filed_at", gettext_lazy("Filed on"), lambda row: row.report.filed_at, "day", ("filed_at",)),
    Column("purpose", gettext_lazy("What it was for"), lambda row: row.report.purpose, shown=False),
    Column("bill", gettext_lazy("Bill"), lambda row: _("There is one") if row.report.bill else row.report.no_bill, shown=False),
    Column("decided_by", gettext_lazy("Decided by"), lambda row: str(row.report.decided_by or ""), shown=False),
    Column("paid_on", gettext_lazy("Paid on"), lambda row: row.paid.paid_on if row.paid else None, "day", shown=False),
    Column("reference", gettext_lazy("Reference of the payment"), lambda row: row.paid.reference if row.paid else "", "code", shown=False),
]  # fmt: skip


def sums(found: Iterable[Total]) -> list[dict[str, Any]]:
    """What the reports come to, state by state."""
    return [
        {
            "label": one.state.label,
            "many": one.many,
            "amount": in_riyals(one.riyals),
            "state": one.state.value,
        }
        for one in found
    ]


def told(one: Expense) -> list[tuple[str, str]]:
    report = one.report
    rows = [
        (_("Volunteer"), one.who),
        (_("Opportunity"), str(report.opportunity)),
        (_("Day"), both_dates(report.day)),
        (_("Kind"), str(report.get_kind_display())),
        (_("Amount"), in_riyals(report.amount)),
        (_("Approved of it"), in_riyals(report.granted) if report.granted is not None else ""),
        (_("What it was for"), report.purpose),
        (_("Why there is no bill"), report.no_bill),
        (_("Filed on"), both_dates(report.filed_at)),
    ]
    return [(term, text) for term, text in rows if text]


def steps(report: ExpenseReport, viewer: Viewer) -> list[dict[str, Any]]:
    """What became of it, the newest first, as a timeline wants it."""
    return [
        {
            "when": step.at,
            "what": _step(step),
            "who": _by(step, report, viewer),
            "note": step.reason,
            "tone": TONES[ExpenseState(step.state)],
        }
        for step in report.steps.select_related("by").order_by("-at", "-pk")
    ]


def _step(step: ExpenseStep) -> str:
    if not step.paid_on:
        return str(step.get_state_display())
    return _("Paid on %(day)s, reference %(reference)s") % {
        "day": both_dates(step.paid_on),
        "reference": isolated(step.reference),
    }


def _by(step: ExpenseStep, report: ExpenseReport, viewer: Viewer) -> str:
    """Whoever filed it is shown as far as the viewer may read them; whoever decided stands there by name."""
    if step.by_id == report.person_id:
        return volunteer_name(step.by, viewer, report.opportunity) or _("Somebody")
    return step.by.called
