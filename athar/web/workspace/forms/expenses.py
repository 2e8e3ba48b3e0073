"""Reports of expenses: what narrows their list, what is decided about one, and how it was paid."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.engine.register.models import Initiative
from athar.foundation.core.forms import DayField, NumberField
from athar.initiatives.volunteering.choices import ExpenseKind, ExpenseState
from athar.initiatives.volunteering.expenses import said_like
from athar.initiatives.volunteering.models import ExpenseReport, Opportunity
from athar.web.workspace.forms.decisions import ReasonForm
from athar.web.workspace.forms.filters import Filter, InitiativeChoice


class ExpenseFilter(Filter):
    q = forms.CharField(label=_("Search"), required=False, max_length=80)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *ExpenseState.choices]
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *ExpenseKind.choices])
    initiative = InitiativeChoice(required=False)

    def __init__(
        self, *args: Any, initiatives: QuerySet[Initiative], by_name: QuerySet[Opportunity], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["initiative"].queryset = initiatives  # type: ignore[attr-defined]
        self.by_name = by_name

    def narrow(self, rows: QuerySet[ExpenseReport]) -> QuerySet[ExpenseReport]:
        chosen = self.chosen()
        rows = said_like(rows, chosen.pop("q", ""), by_name=self.by_name)
        if initiative := chosen.pop("initiative", None):
            rows = rows.filter(opportunity__edition__initiative=initiative)
        return rows.filter(**chosen)


class ExpenseDecisionForm(ReasonForm):
    verdict = forms.ChoiceField(
        choices=[(one.value, one.label) for one in (ExpenseState.APPROVED, ExpenseState.REJECTED)]
    )
    granted = NumberField(
        label=_("What is paid back, in riyals"), required=False, max_digits=12, decimal_places=2, min_value=Decimal("0.01"),
        help_text=_("Less than what is asked for needs a reason"),
    )  # fmt: skip

    not_optional = ("reason", "granted")
    field_order = ("granted", "reason")

    def said(self) -> dict[str, Any]:
        """As ``decide_expenses`` takes it."""
        data = self.cleaned_data
        approves = data["verdict"] == ExpenseState.APPROVED
        return {
            "approves": approves,
            "granted": data["granted"] if approves else None,
            "reason": data["reason"],
        }


class PaymentForm(forms.Form):
    paid_on = DayField(label=_("Paid on"), help_text=_("In either calendar"))
    reference = forms.CharField(
        label=_("Reference of the payment"), max_length=60, help_text=_("By what it is found in the books, such as the number of the transfer")
    )  # fmt: skip
