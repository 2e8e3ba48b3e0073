"""A breach, and what is done about it, before anything is kept."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.dates import RIYADH
from athar.foundation.core.forms import DayField, HourField, WholeNumberField
from athar.foundation.core.personal import Category
from athar.foundation.privacy.choices import BreachStepKind, Risk

MOST = 2**31 - 1
RISKS = [("", _("Choose")), *Risk.choices]
# Closing has a form of its own.
KINDS = [(kind.value, kind.label) for kind in BreachStepKind if kind is not BreachStepKind.CLOSED]


class BreachForm(forms.Form):
    title = forms.CharField(label=_("In one line"), max_length=200)
    happened = forms.CharField(
        label=_("What happened"),
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("And how it was found. Leave out names of those affected."),
    )
    day = DayField(label=_("Discovered on"), help_text=_("In either calendar; the 72 hours run from then"))
    hour = HourField(label=_("At what hour, in Riyadh"), required=True)
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of data"), choices=Category.choices, widget=forms.CheckboxSelectMultiple
    )
    affected = WholeNumberField(label=_("About how many people"), min_value=0, max_value=MOST)
    method = forms.CharField(label=_("How they were counted"), max_length=300)
    risk = forms.ChoiceField(label=_("Risk for them"), choices=RISKS)
    drill = forms.BooleanField(
        label=_("This is a drill"),
        required=False,
        help_text=_("Practice: it is marked as such, and nobody is reminded of it."),
    )

    def clean_hour(self) -> time:
        hour: time | None = self.cleaned_data["hour"]
        if hour is None:
            raise forms.ValidationError(_("Write the hour: 72 hours are counted from it."))
        return hour

    def said(self) -> dict[str, Any]:
        """As the operation takes it."""
        said = dict(self.cleaned_data)
        moment = datetime.combine(said.pop("day"), said.pop("hour"), tzinfo=RIYADH)
        return said | {"discovered_at": moment, "risk": Risk(said["risk"])}


class StepForm(forms.Form):
    kind = forms.ChoiceField(label=_("What was done"), choices=[("", _("Choose")), *KINDS])
    text = forms.CharField(
        label=_("In a sentence or two"), max_length=5000, widget=forms.Textarea({"rows": 3})
    )
    reference = forms.CharField(
        label=_("The authority’s reference"),
        max_length=100,
        required=False,
        help_text=_("Only when the authority was told"),
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )
    affected = WholeNumberField(
        label=_("About how many people"),
        required=False,
        min_value=0,
        max_value=MOST,
        help_text=_("Only for a new assessment"),
    )
    risk = forms.ChoiceField(
        label=_("Risk for them"), required=False, choices=RISKS, help_text=_("Only for a new assessment")
    )
    day = DayField(
        label=_("Done on"), required=False, help_text=_("In either calendar; leave it empty for now")
    )
    hour = HourField(label=_("At what hour, in Riyadh"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("day") and said.get("hour") is None and "hour" not in self.errors:
            self.add_error("hour", _("Write the hour too: hours count here."))
        return said

    def said(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        day, hour, kind = said.pop("day"), said.pop("hour"), BreachStepKind(said["kind"])
        assessed = kind is BreachStepKind.ASSESSED
        return {
            "kind": kind,
            "text": said["text"],
            "reference": said["reference"] if kind is BreachStepKind.AUTHORITY_TOLD else "",
            "affected": said["affected"] if assessed else None,
            "risk": said["risk"] if assessed else "",
            "done_at": datetime.combine(day, hour, tzinfo=RIYADH) if day else None,
        }


class ClosingForm(forms.Form):
    text = forms.CharField(
        label=_("What was learnt"),
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What will be done differently. Closing is final."),
    )

    def said(self) -> dict[str, Any]:
        return {"kind": BreachStepKind.CLOSED, "text": self.cleaned_data["text"]}
