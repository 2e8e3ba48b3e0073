"""Naming a guardian, before anything is sent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.identity import parse_phone
from athar.foundation.core.numerals import latin_digits
from athar.foundation.core.refusals import Refused
from athar.foundation.identity.choices import Channel


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
