"""Applications: which to list, and what is decided about them."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Case
from athar.web.workspace.forms.decisions import ReasonForm
from athar.web.workspace.forms.filters import Filter


class ApplicantFilter(Filter):
    state = forms.ChoiceField(label=_("State"), required=False)
    pending = forms.ChoiceField(
        label=_("Decision"),
        required=False,
        choices=[("", _("All")), ("yes", _("Decided, not carried out yet")), ("no", _("Nothing decided"))],
    )

    def __init__(self, *args: Any, states: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("All")), *states]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.chosen()
        if "state" in chosen:
            rows = rows.filter(state=chosen["state"])
        if "pending" in chosen:
            rows = rows.filter(pending__isnull=chosen["pending"] == "no")
        return rows


class ChoicesForm(ReasonForm):
    """Applications chosen in a list, and one step for all of them. ``read_at``: when the list was read."""

    step = forms.CharField(max_length=40)
    read_at = forms.DateTimeField(widget=forms.HiddenInput)
    case = forms.ModelMultipleChoiceField(
        Case.objects.none(),
        error_messages={
            "required": _("Nothing is selected. Tick the applications you want to decide about."),
            "invalid_choice": _("One of the selected applications is not in this list any more. Reload it."),
        },
    )

    def __init__(self, *args: Any, cases: QuerySet[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].queryset = cases  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        read_at: datetime = data["read_at"]
        return {
            "cases": list(data["case"]),
            "step": data["step"],
            "reason": data["reason"],
            "read_at": read_at,
        }


class ChoiceForm(ReasonForm):
    """A decision about one application. ``seen`` and ``answers``: the state and the answers that were read."""

    transition = forms.CharField(max_length=40)
    seen = forms.CharField(max_length=40)
    answers = forms.IntegerField(min_value=0)
