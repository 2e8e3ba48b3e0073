"""What somebody asks about data, before anything is kept."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.contents import kind_of
from athar.foundation.core.forms import DayField, NationalIdField, PhoneField
from athar.foundation.people.choices import Gender, Purpose
from athar.foundation.people.models import Person
from athar.foundation.privacy.choices import RequestKind

LONGEST = 2000
HEAVIEST = 5 * 1024 * 1024
MINE = "me"


def _value_field(fact: str) -> forms.Field:
    """What a fact is written into."""
    label = _("What it should be")
    fields: dict[str, forms.Field] = {
        "name": forms.CharField(label=label, max_length=200),
        "name_latin": forms.CharField(label=label, max_length=200, widget=forms.TextInput({"dir": "ltr"})),
        "birth_date": DayField(label=label, help_text=_("In either calendar")),
        "gender": forms.ChoiceField(label=label, choices=Gender.choices),
        "national_id": NationalIdField(label=label),
        "phone": PhoneField(label=label),
        "email": forms.EmailField(label=label, widget=forms.EmailInput({"dir": "ltr"})),
    }
    return fields[fact]


class CorrectionForm(forms.Form):
    """``fact`` decides what the value is written into."""

    text = forms.CharField(
        label=_("Why"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 3}),
        help_text=_("Whatever helps whoever decides"),
    )  # fmt: skip
    evidence = forms.FileField(
        label=_("Evidence"), required=False, help_text=_("A PDF or a picture, up to 5 MB; only those who decide open it"),
        widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
    )  # fmt: skip

    def __init__(self, *args: Any, fact: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _value_field(fact)
        self.order_fields(["value", "text", "evidence"])

    def clean_evidence(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["evidence"]
        if not file:
            return None
        extension = kind_of(file)
        if not extension or (file.size or 0) > HEAVIEST:
            raise forms.ValidationError(_("Attach a PDF, JPEG or PNG of at most 5 MB."))
        file.name = f"evidence{extension}"  # a name somebody chose never reaches the disk
        return file

    def said(self) -> dict[str, Any]:
        value = self.cleaned_data["value"]
        return {
            "value": value if isinstance(value, str) else value.isoformat(),
            "text": self.cleaned_data["text"],
            "evidence": self.cleaned_data["evidence"],
        }


class RequestForm(forms.Form):
    whom = forms.ChoiceField(label=_("About whom"))
    kind = forms.ChoiceField(
        label=_("What you ask"),
        choices=[(kind.value, kind.label) for kind in RequestKind if kind is not RequestKind.CORRECTION],
    )
    purpose = forms.ChoiceField(
        label=_("Which consent"), required=False, choices=[("", _("None")), *Purpose.choices],
        help_text=_("Only to withdraw a consent"),
    )  # fmt: skip
    text = forms.CharField(label=_("In your words"), max_length=LONGEST, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, person: Person, children: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {MINE: person} | {str(child.pk): child for child in children}
        names = [(str(child.pk), child.called) for child in children]
        self.fields["whom"].choices = [(MINE, _("Me")), *names]  # type: ignore[attr-defined]
        if not children:
            self.fields["whom"].widget = forms.HiddenInput()
            self.initial["whom"] = MINE

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("kind") == RequestKind.WITHDRAWAL and not said.get("purpose"):
            self.add_error("purpose", _("Choose which consent to withdraw."))
        return said

    def said(self) -> dict[str, Any]:
        kind = RequestKind(self.cleaned_data["kind"])
        return {
            "person": self.people[self.cleaned_data["whom"]],
            "kind": kind,
            "purpose": Purpose(self.cleaned_data["purpose"]) if kind is RequestKind.WITHDRAWAL else None,
            "text": self.cleaned_data["text"],
        }
