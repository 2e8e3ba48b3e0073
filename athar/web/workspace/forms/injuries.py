"""Reports of injuries: whom it happened to, how a list is narrowed, and what follows. They validate and never save."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.forms import WholeNumberField
from athar.initiatives.volunteering.choices import InjuryOutcome, InjuryState, Severity
from athar.initiatives.volunteering.forms import InjuryForm
from athar.initiatives.volunteering.models.injury import LONGEST
from athar.initiatives.volunteering.operations import FollowUp
from athar.initiatives.volunteering.operations.following_up_injuries import MOST_DAYS, NEXT
from athar.web.workspace.forms.filters import Filter


class LeadersInjuryForm(InjuryForm):
    """Besides, whom it happened to."""

    FIRST = ("person", *InjuryForm.FIRST)
    field_order = ("person",)

    person = forms.TypedChoiceField(label=_("Who?"), coerce=int)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        """``people``: key and name of whoever was there."""
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Choose")), *people]  # type: ignore[attr-defined]


class InjuryFilter(Filter):
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *InjuryState.choices]
    )
    severity = forms.ChoiceField(
        label=_("How grave"), required=False, choices=[("", _("All")), *Severity.choices]
    )

    def narrow(self, rows: Any) -> Any:
        return rows.filter(**self.chosen())


def _words(*, required: bool = False, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea({"rows": 3})
    return forms.CharField(
        label=_("In words"), max_length=LONGEST, required=required, widget=widget, help_text=help_text
    )


def _days() -> WholeNumberField:
    return WholeNumberField(
        label=_("Days lost in all"), required=False, min_value=0, max_value=MOST_DAYS,
        help_text=_("Whole days from the day after, on which they could not do what they usually do"),
    )  # fmt: skip


def _shared(*, first: bool = False) -> forms.BooleanField:
    return forms.BooleanField(
        label=_("Whom it is about reads these words"), required=False, initial=first,
        help_text=_("Without the tick they stay among those who follow it up."),
    )  # fmt: skip


class EntryForm(forms.Form):
    """A note, days lost, or that somebody takes care of it."""

    state = forms.ChoiceField(label=_("What is it?"), required=False, widget=forms.RadioSelect)
    words = _words(help_text=_("What was done or learnt; only what those who follow it up need."))
    days_lost = _days()
    shared = _shared()

    not_optional = ("state",)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        """``state``: the one the report is in."""
        super().__init__(*args, **kwargs)
        on = [one for one in NEXT[InjuryState(state)] if one is InjuryState.IN_CARE]
        self.fields["state"].choices = [("", _("A note")), *((one.value, one.label) for one in on)]  # type: ignore[attr-defined]

    def said(self) -> FollowUp:
        return FollowUp(**self.cleaned_data)


class ClosingForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=[("", _("Choose")), *InjuryOutcome.choices])
    days_lost = _days()
    words = _words()
    shared = _shared(first=True)

    def said(self) -> FollowUp:
        return FollowUp(state=InjuryState.CLOSED, **self.cleaned_data)


class ReopeningForm(forms.Form):
    words = _words(required=True, help_text=_("Why it is taken up again"))
    shared = _shared(first=True)

    def said(self) -> FollowUp:
        return FollowUp(state=InjuryState.REOPENED, **self.cleaned_data)
