"""Expenses to be paid back. It validates and never saves."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.forms import DayField, NumberField
from athar.initiatives.volunteering.choices import ExpenseKind
from athar.initiatives.volunteering.models import Opportunity
from athar.web.ui.papers import PapersField


class ExpenseForm(forms.Form):
    """What was spent, for what, and its bill or why there is none."""

    not_optional = ("bill",)

    opportunity = forms.ModelChoiceField(
        Opportunity.objects.none(), label=_("Opportunity"), empty_label=_("Choose"),
        help_text=_("Those that cover expenses, and at which you were."),
    )  # fmt: skip
    day = DayField(label=_("Day on which you spent it"), help_text=_("In either calendar"))
    kind = forms.ChoiceField(label=_("On what"), choices=[("", _("Choose")), *ExpenseKind.choices])
    amount = NumberField(
        label=_("Amount, in riyals"), max_digits=12, decimal_places=2, min_value=Decimal("0.01"), help_text=_("As it stands on the bill, like 42.50")
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("What it was for"), max_length=300, widget=forms.Textarea({"rows": 2}),
        help_text=_("Like: a taxi from the station to the shift and back"),
    )  # fmt: skip
    bill = PapersField(
        label=_("Bill"), required=False,
        help_text=_("A PDF or a picture, up to 10 MB. Only you and those who decide open it."),
    )  # fmt: skip
    no_bill = forms.CharField(
        label=_("Why there is no bill"), required=False, max_length=300, help_text=_("Only where you have none")
    )  # fmt: skip

    def __init__(self, *args: Any, covered: QuerySet[Opportunity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opportunity"].queryset = covered  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """As ``file_expenses`` takes it."""
        return self.cleaned_data | {"kind": ExpenseKind(self.cleaned_data["kind"])}
