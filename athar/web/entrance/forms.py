"""Forms of the doors. They validate and never save."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.forms import CodeInput, DayField, DigitsField, PhoneField
from athar.foundation.core.identity import parse_phone
from athar.foundation.core.numerals import latin_digits
from athar.foundation.core.refusals import Refused
from athar.foundation.identity.choices import Channel
from athar.foundation.identity.rules import CODE_DIGITS
from athar.foundation.people.choices import Gender, Purpose
from athar.foundation.people.models import Account, Person
from athar.foundation.privacy.consents import current_text

LATIN = r"^[A-Za-zÀ-ɏ' .\-]+$"
OLDEST = 120  # years


def password_field(label: Any, kind: str, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, strip=False, required=required, help_text=help_text, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": kind, "dir": "ltr"}),
    )  # fmt: skip


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"})
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class SignInForm(forms.Form):
    username = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username", "dir": "ltr"})
    )
    password = password_field(_("Password"), "current-password")


class PasswordForm(forms.Form):
    password = password_field(_("Password"), "current-password")


class NewPasswordForm(forms.Form):
    password = password_field(
        _("New password"),
        "new-password",
        help_text=_(
            "At least eight letters or digits; a few words in a row are easy to remember and hard to guess."
        ),
    )

    def __init__(self, *args: Any, owner: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, user=self.owner)
        return password


class AddressForm(forms.Form):
    """An e-mail address or a phone number, told apart by the @."""

    address = forms.CharField(
        label=_("E-mail or phone"),
        help_text=_("The address of your account, or the number you proved there."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "dir": "ltr"}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        text = str(data.get("address", ""))
        if not text:
            return data
        if "@" in text:
            data["channel"] = Channel.EMAIL
            data["address"] = str(forms.EmailField().clean(text)).lower()
            return data
        try:
            data["channel"], data["address"] = Channel.PHONE, parse_phone(latin_digits(text))
        except Refused:
            self.add_error(
                "address",
                _("This is neither an e-mail address nor a phone number. Write either, such as 05XXXXXXXX."),
            )
        return data


class CodeForm(forms.Form):
    code = DigitsField(
        label=_("Code"),
        min_length=CODE_DIGITS,
        max_length=CODE_DIGITS,
        widget=CodeInput,
        error_messages={
            "min_length": _("A code has six digits."),
            "max_length": _("A code has six digits."),
        },
    )


class SecondProofForm(forms.Form):
    answer = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Six digits from your app, or one of your recovery codes."),
        widget=CodeInput(attrs={"autocomplete": "one-time-code", "dir": "ltr", "autocapitalize": "none"}),
    )


class PasskeyForm(forms.Form):
    """What the device answered, as the script of the page wrote it."""

    credential = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("credential"):
            raise ValidationError(
                _(
                    "The browser handed over no passkey. It needs scripts, and a device with a lock or a security key."
                )
            )
        return data


class NewPasskeyForm(PasskeyForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        help_text=_("By which you will recognise it: the device that keeps it."),
    )


class ConsentsForm(forms.Form):
    """One box for each purpose; none is ticked beforehand, none must be."""

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = {purpose: current_text(purpose, on=riyadh_day(at)) for purpose in Purpose}
        for purpose, text in self.texts.items():
            self.fields[purpose.value] = forms.BooleanField(
                label=purpose.label, help_text=str(text), required=False
            )

    def given(self) -> dict[str, str]:
        """The purposes that were ticked, each with the version of the words beside its box."""
        return {
            purpose.value: text.version
            for purpose, text in self.texts.items()
            if self.cleaned_data[purpose.value]
        }


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Name in Arabic"),
        help_text=_("As in your identity document; certificates carry it."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "rtl", "lang": "ar"}),
    )
    name_latin = forms.RegexField(
        LATIN,
        label=_("Name in Latin letters"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "lang": "en"}),
        error_messages={"invalid": _("Write it in Latin letters, as in a passport.")},
    )
    birth_date = DayField(
        label=_("Birth date"), help_text=_("In either calendar: 24/8/1999 or, in the Hijri one, 1420/5/12H.")
    )
    gender = forms.ChoiceField(label=_("Gender"), choices=Gender.choices, widget=forms.RadioSelect)
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        help_text=_("Without a country code it is Saudi. Digits in either script."),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    password = password_field(
        _("Password"),
        "new-password",
        required=False,
        help_text=_("At least eight letters or digits. Leave it empty to sign in with a code each time."),
    )

    def __init__(self, *args: Any, email: str, at: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email, self.today = email, riyadh_day(at)

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not any("\u0600" <= letter <= "\u06ff" for letter in name):
            raise ValidationError(_("Write it in Arabic letters."))
        return name

    def clean_birth_date(self) -> Any:
        born = self.cleaned_data["birth_date"]
        if born >= self.today:
            raise ValidationError(_("A birth date lies in the past."))
        if born.year < self.today.year - OLDEST:
            raise ValidationError(_("Check the year: this is more than 120 years ago."))
        return born

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("password"):
            likeness = Account(email=self.email, person=Person(name=str(data.get("name", ""))))
            try:
                validate_password(data["password"], user=likeness)
            except ValidationError as error:
                self.add_error("password", error)
        return data


class PhoneForm(forms.Form):
    phone = PhoneField(
        label=_("Phone"),
        help_text=_("Without a country code it is Saudi. Digits in either script."),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
