from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils.translation import override

from athar.foundation.core.forms import (
    DayField,
    DigitsField,
    NationalIdField,
    NumberField,
    PhoneField,
    WholeNumberField,
)


class Everything(forms.Form):
    hours = NumberField(max_digits=8, decimal_places=2, required=False)
    people = WholeNumberField(min_value=1, required=False)
    code = DigitsField(max_length=4, required=False)
    day = DayField(required=False)
    national_id = NationalIdField(required=False)
    phone = PhoneField(required=False)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("hours", "٣٬٠٠٠٫٥", Decimal("3000.5")),
        ("people", "٧٢٬٣٤٧", 72_347),
        ("people", "55 000", 55_000),
        ("code", "٠٠٤٢", "0042"),
        ("day", "١/٩/١٤٤٤ هـ", date(2023, 3, 23)),
        ("national_id", "١٠٠٠٠٠٠٠٠٨", "1000000008"),
        ("phone", "٠٥٠١٢٣٤٥٦٧", "+966501234567"),
        ("hours", "", None),
        ("people", "", None),
        ("day", "", None),
        ("phone", "", ""),
    ],
)
def test_every_field_takes_arabic_digits(name, typed, value):
    form = Everything({name: typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data[name] == value


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("hours", "72,5", "number_ambiguous"),
        ("people", "55,000 ألف", "number_has_multiplier"),
        ("people", "3.5", "not_whole"),
        ("people", "0", "min_value"),
        ("code", "12a", "not_digits"),
        ("code", "12345", "max_length"),
        ("day", "1444-09-01", "date_calendar_unknown"),
        ("national_id", "1000000009", "national_id_check_digit"),
        ("phone", "123", "phone_unreadable"),
    ],
)
def test_every_field_says_why_it_refuses(name, typed, code):
    form = Everything({name: typed})

    assert [error.code for error in form.errors[name].as_data()] == [code]


def test_refusals_in_forms_speak_the_readers_language():
    with override("ar"):
        assert Everything({"code": "12a"}).errors["code"] == ["اكتب أرقامًا فقط."]


def test_inputs_are_text_because_browsers_drop_arabic_digits_from_number_inputs():
    kinds = {name: field.widget.input_type for name, field in Everything.base_fields.items()}

    assert set(kinds.values()) == {"text"}


def test_phones_raise_the_right_keyboard():
    assert Everything.base_fields["hours"].widget.attrs["inputmode"] == "decimal"
    assert Everything.base_fields["people"].widget.attrs["inputmode"] == "numeric"
    assert Everything.base_fields["phone"].widget.attrs["inputmode"] == "tel"


def test_a_day_is_shown_again_as_it_is_stored():
    assert 'value="2023-03-23"' in str(Everything(initial={"day": date(2023, 3, 23)})["day"])
