"""What is decided about a group that asks for seats."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.forms import DayField
from athar.initiatives.volunteering.choices import GroupState
from athar.web.workspace.forms.decisions import ReasonForm
from athar.web.workspace.forms.filters import Filter


class GroupFilter(Filter):
    q = forms.CharField(label=_("Search"), required=False, max_length=80)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *GroupState.choices])

    def narrow(self, rows: Any) -> Any:
        chosen = self.chosen()
        for word in chosen.get("q", "").split():
            rows = rows.filter(name__icontains=word)
        return rows.in_state(GroupState(chosen["state"])) if "state" in chosen else rows


class GroupDecisionForm(ReasonForm):
    """Accept until a day, or reject with a reason; or end what was accepted."""

    verdict = forms.ChoiceField(choices=[("accepted", ""), ("rejected", ""), ("released", "")])
    last_day = DayField(
        label=_("Seats are kept until the end of"), required=False,
        help_text=_("On the day of the shift itself, until two hours before it begins."),
    )  # fmt: skip

    field_order = ("last_day", "reason")
    not_optional = ("last_day", "reason")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (
            cleaned.get("verdict") == "accepted"
            and not cleaned.get("last_day")
            and "last_day" not in self.errors
        ):
            self.add_error("last_day", _("Write until which day the seats are kept."))
        return cleaned
