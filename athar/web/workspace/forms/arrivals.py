"""A request that came by letter, by phone or in person, before it is kept."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.forms import DayField
from athar.foundation.evidence.papers import kind_of
from athar.foundation.people.choices import IdentityCheck, Purpose
from athar.foundation.people.models import Person
from athar.foundation.privacy.arrivals import Received, Wanted
from athar.foundation.privacy.choices import ArrivalChannel, RequestKind
from athar.foundation.privacy.requests import facts
from athar.web.ui.papers import PapersField

THEMSELVES = "self"
NONE = [("", _("None"))]
SHORTEST = 3  # letters to search for


class AskerFilter(forms.Form):
    """Who asks: an adult, for themselves or for a child."""

    q = forms.CharField(
        label=_("Name or e-mail address"), min_length=SHORTEST, max_length=80,
        error_messages={"min_length": _("Write three letters or more.")},
        help_text=_("Each person shown here is noted as read."),
    )  # fmt: skip


class ArrivalForm(forms.Form):
    whom = forms.ChoiceField(label=_("About whom"))
    channel = forms.ChoiceField(
        label=_("How it came"), choices=ArrivalChannel.choices, widget=forms.RadioSelect
    )
    on = DayField(label=_("Received on"), help_text=_("In either calendar; the thirty days run from then"))
    checked = forms.ChoiceField(
        label=_("How identity was checked"),
        choices=[("", _("Choose")), *IdentityCheck.choices],
        help_text=_("Nothing is told to anybody before it is known who asks."),
    )
    kind = forms.ChoiceField(label=_("What they ask"), choices=[("", _("Choose")), *RequestKind.choices])
    text = forms.CharField(
        label=_("In their words"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    fact = forms.ChoiceField(
        label=_("What is to be put right"), required=False, help_text=_("Only to correct")
    )
    value = forms.CharField(
        label=_("What it should be"), required=False, max_length=200, help_text=_("Only to correct")
    )
    purpose = forms.ChoiceField(
        label=_("Which consent"), required=False, choices=[*NONE, *Purpose.choices],
        help_text=_("Only to withdraw a consent"),
    )  # fmt: skip
    evidence = PapersField(
        label=_("The letter"),
        required=False,
        help_text=_("Scanned, as a PDF or a picture; only those who decide open it"),
    )

    def __init__(self, *args: Any, asker: Person, children: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {THEMSELVES: asker} | {str(child.pk): child for child in children}
        names = [(str(child.pk), child.name) for child in children]
        self.fields["whom"].choices = [(THEMSELVES, _("Themselves")), *names]  # type: ignore[attr-defined]
        self.fields["fact"].choices = [*NONE, *facts().items()]  # type: ignore[attr-defined]
        if not children:
            self.fields["whom"].widget = forms.HiddenInput()
            self.initial["whom"] = THEMSELVES

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("kind") == RequestKind.CORRECTION:
            for name in ("fact", "value"):
                if not said.get(name):
                    self.add_error(name, _("Say what is to be put right, and what it should be."))
        if said.get("kind") == RequestKind.WITHDRAWAL and not said.get("purpose"):
            self.add_error("purpose", _("Choose which consent to withdraw."))
        return said

    def said(self) -> dict[str, Any]:
        """As the operation takes it; what belongs to another kind of request is left out."""
        data, kind = self.cleaned_data, RequestKind(self.cleaned_data["kind"])
        correcting, withdrawing = kind is RequestKind.CORRECTION, kind is RequestKind.WITHDRAWAL
        return {
            "person": self.people[data["whom"]],
            "wanted": Wanted(
                kind=kind, text=data["text"], fact=data["fact"] if correcting else "",
                value=data["value"] if correcting else "", purpose=Purpose(data["purpose"]) if withdrawing else None,
            ),
            "received": Received(ArrivalChannel(data["channel"]), data["on"], IdentityCheck(data["checked"])),
            "evidence": _named(data["evidence"]),
        }  # fmt: skip


def _named(file: File | None) -> File | None:
    """A name somebody chose never reaches the disk."""
    if file is not None:
        file.name = f"letter.{kind_of(file)}"
    return file
