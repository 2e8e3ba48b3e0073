"""Form fields that take Arabic-Indic digits, both calendars and pasted invisible marks."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import PurePath
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.dates import parse_date
from athar.foundation.core.identity import parse_national_id, parse_phone
from athar.foundation.core.numerals import latin_digits, parse_number
from athar.foundation.core.refusals import Refused, Text, quoted

MEGABYTE = 1024 * 1024


def _reading(parse: Callable[[str], Any], text: str) -> Any:
    """Read the text, or show the form all reasons why not."""
    try:
        return parse(text)
    except Refused as refused:
        raise refused.as_validation_error() from refused


class DigitsMixin:
    """
    Folds the digits of what is typed before the field reads it.

    The input is of type text: browsers throw away Arabic-Indic digits typed into a number input.
    """

    input_mode = "numeric"

    def to_python(self, value: Any) -> Any:
        return super().to_python(latin_digits(value).strip() if isinstance(value, str) else value)  # type: ignore[misc]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs: dict[str, Any] = super().widget_attrs(widget)  # type: ignore[misc]
        return {"inputmode": self.input_mode, "dir": "ltr", "autocomplete": "off"} | attrs


class NumberField(DigitsMixin, forms.DecimalField):
    """A number with an optional decimal part, written as people write it."""

    widget = forms.TextInput
    input_mode = "decimal"

    # Django's DecimalField inherits from IntegerField, whose answer is an int.
    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if isinstance(value, str) and value.strip():
            value = _reading(parse_number, value)
        number: Decimal | None = super().to_python(value)
        return number


class WholeNumberField(DigitsMixin, forms.IntegerField):
    """A count: «72,347», ٧٢٬٣٤٧; decimals are refused, never cut off."""

    widget = forms.TextInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "min_value": _("Write %(limit_value)s or more."),
        "max_value": _("Write %(limit_value)s at most."),
    }

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str) and value.strip():
            number: Decimal = _reading(parse_number, value)
            if number != number.to_integral_value():
                raise ValidationError(_("Write a whole number, without decimals."), code="not_whole")
            return int(number)
        whole: int | None = super().to_python(value)
        return whole


class DigitsField(DigitsMixin, forms.CharField):
    """A code of digits alone; leading zeros stay."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not (value.isascii() and value.isdigit()):
            raise ValidationError(_("Write digits only."), code="not_digits")


class DayField(DigitsMixin, forms.DateField):
    """A day, Gregorian or Hijri (see ``dates.parse_date``)."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            return _reading(parse_date, value) if value.strip() else None
        return value.date() if isinstance(value, datetime) else value

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class HourField(forms.CharField):
    """An hour of the day in Riyadh: 9:30, ٩:٣٠, 14."""

    widget = forms.TextInput(
        {"dir": "ltr", "inputmode": "numeric", "placeholder": "09:00", "autocomplete": "off"}
    )

    def to_python(self, value: Any) -> time | None:  # type: ignore[override]
        text = latin_digits(super().to_python(value) or "").strip()
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?", text)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        try:
            return time(hour, minute)
        except ValueError as error:
            raise ValidationError(_("Write an hour of the day, like 9:30 or 14.")) from error

    def validate(self, value: Any) -> None:
        """Empty is an answer."""

    def run_validators(self, value: Any) -> None:
        """It was read already."""


class NationalIdField(DigitsMixin, forms.CharField):
    """An identity number, checked."""

    def to_python(self, value: Any) -> str:
        text: str = super().to_python(value)
        return _reading(parse_national_id, text) if text else text


class PhoneField(DigitsMixin, forms.CharField):
    """A phone number, kept in E.164."""

    input_mode = "tel"

    def to_python(self, value: Any) -> str:
        text: str = super().to_python(value)
        return _reading(parse_phone, text) if text else text


class CodeInput(forms.TextInput):
    """
    A code that was sent or is shown elsewhere; phones offer it from the message.

    Comes back empty: a code that was wrong is not corrected but written anew.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "one-time-code", "class": "code-input"} | (attrs or {}))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:  # noqa: ARG002 -- on purpose
        return super().get_context(name, None, attrs)


class RadioCards(forms.RadioSelect):
    """A choice between few things that each need a sentence; ``notes``: the sentence of each value."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, notes: Mapping[str, Text]) -> None:
        super().__init__(attrs)
        self.notes = notes


class LimitedFileField(forms.FileField):
    """
    A file of certain kinds and no larger than told; the page says both beforehand, a refusal says all that is wrong.

    :param kinds: ends of names with their dot, such as ``.pdf``.
    :param most_megabytes: asked each time, since a setting may say it.
    """

    def __init__(self, *, kinds: tuple[str, ...], most_megabytes: Callable[[], int], **more: Any) -> None:
        self.kinds, self.most_megabytes = kinds, most_megabytes
        more.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(kinds)}))
        super().__init__(**more)

    def validate(self, value: UploadedFile | None) -> None:
        super().validate(value)
        if not value:
            return
        wrong = []
        if PurePath(value.name or "").suffix.lower() not in self.kinds:
            facts = {"name": quoted(value.name or ""), "kinds": ", ".join(self.kinds)}
            wrong.append(
                ValidationError(_("%(name)s is of another kind. Choose one of: %(kinds)s."), "kind", facts)
            )
        most = self.most_megabytes()
        if (value.size or 0) > most * MEGABYTE:
            wrong.append(
                ValidationError(_("The file is larger than %(most)s MB."), "too_large", {"most": most})
            )
        if wrong:
            raise ValidationError(wrong)
