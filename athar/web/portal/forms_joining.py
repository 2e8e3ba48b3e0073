"""Naming a guardian, and registering an organisation, before anything is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.choices import REGISTERING
from athar.foundation.admissions.operations import Body
from athar.foundation.core.forms import DigitsField, PhoneField
from athar.foundation.core.identity import parse_phone
from athar.foundation.core.numerals import latin_digits
from athar.foundation.core.refusals import Refused
from athar.foundation.identity.choices import Channel
from athar.foundation.places.models import Region
from athar.web.ui.papers import PapersField


class GuardianForm(forms.Form):
    """An e-mail address or a phone number, told apart by the @."""

    address = forms.CharField(
        label=_("Your guardian’s e-mail or phone"),
        help_text=_(
            "Your father, your mother, or whoever is your guardian. A phone without a country code is Saudi."
        ),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        text = str(data.get("address", "")).strip()
        if not text:
            return data
        try:
            if "@" in text:
                data |= {"channel": Channel.EMAIL, "address": str(forms.EmailField().clean(text)).lower()}
            else:
                data |= {"channel": Channel.PHONE, "address": parse_phone(latin_digits(text))}
        except Refused as refused:
            self.add_error("address", refused.as_validation_error())
        except forms.ValidationError as error:
            self.add_error("address", error)
        return data


class OrganisationForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, kind.label) for kind in REGISTERING])
    name_ar = forms.CharField(
        label=_("Name in Arabic"), max_length=200, widget=forms.TextInput({"dir": "rtl", "lang": "ar"})
    )
    name_en = forms.CharField(
        label=_("Name in English"), max_length=200, widget=forms.TextInput({"dir": "ltr", "lang": "en"})
    )
    licence = DigitsField(
        label=_("Licence or commercial registration number"),
        max_length=10,
        help_text=_("A company’s has ten digits, another body’s three to ten. Digits in either script."),
    )
    region = forms.ModelChoiceField(Region.objects.all(), label=_("Region"), empty_label=_("Choose"))
    phone = PhoneField(label=_("Phone at which staff reach you"))
    wish = forms.CharField(
        label=_("What you want to do with us"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    evidence = PapersField(
        label=_("Copy of the licence"),
        required=False,
        help_text=_(
            "A PDF or a picture, up to 10 MB. Those who decide see it, and it is destroyed 30 days after."
        ),
    )

    def clean_name_ar(self) -> str:
        name = " ".join(str(self.cleaned_data["name_ar"]).split())
        if not any("\u0600" <= letter <= "\u06ff" for letter in name):
            raise forms.ValidationError(_("Write it in Arabic letters."))
        return name

    def clean_name_en(self) -> str:
        name = " ".join(str(self.cleaned_data["name_en"]).split())
        if not any(letter.isascii() and letter.isalpha() for letter in name):
            raise forms.ValidationError(_("Write it in Latin letters."))
        return name

    def body(self) -> Body:
        return Body(**{name: value for name, value in self.cleaned_data.items() if name != "evidence"})
