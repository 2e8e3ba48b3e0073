from datetime import date, timedelta
from decimal import Decimal

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from athar.engine.intake import cells
from athar.foundation.core.dates import hijri
from athar.foundation.core.identity import fake_national_id, parse_national_id, parse_phone
from athar.foundation.core.numerals import arabic_digits, format_number
from athar.foundation.core.refusals import Refused


@given(st.decimals(0, 10**9, places=2))
def test_numbers_mean_the_same_in_arabic_digits(value):
    assert cells.number(arabic_digits(format_number(value))) == cells.number(format_number(value)) == value


@settings(deadline=None)  # the calendar loads its tables on first use
@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_days_mean_the_same_in_both_calendars_and_all_digits(day):
    written = [day.isoformat(), str(hijri(day)), f"{day.day}/{day.month}/{day.year}"]

    assert {cells.day(text) for text in [*written, *map(arabic_digits, written)]} == {day}


@settings(deadline=None)  # the library reads its tables on first use
@given(st.integers(50_000_0000, 59_999_9999))
def test_the_quick_way_to_read_a_mobile_number_says_what_the_thorough_one_says(number):
    """The pattern in ``cells`` is a copy of what the library knows; this notices when they part."""
    assert _said(cells.phone, f"0{number}") == _said(parse_phone, f"0{number}")


@given(st.from_regex("[0-9]{9,11}", fullmatch=True) | st.integers(0, 99_999).map(fake_national_id))
def test_the_quick_way_to_read_an_identity_number_says_what_the_thorough_one_says(text):
    assert _said(cells.national_id, text) == _said(parse_national_id, text)


def _said(read, text):
    try:
        return read(text)
    except Refused as refused:
        return [reason.code for reason in refused.reasons]


@pytest.mark.parametrize(
    "text", ["0551234567", "٠٥٥١٢٣٤٥٦٧", "+966 55 123 4567", "00966551234567", "966551234567", "055-123-4567"]
)
def test_one_mobile_number_has_many_spellings(text):
    assert cells.phone(text) == "+966551234567"
    assert phonenumbers.is_valid_number(phonenumbers.parse(cells.phone(text)))


def test_a_number_with_a_word_that_multiplies_it_reads_as_what_it_says_and_is_flagged():
    with pytest.raises(cells.Multiplied) as flagged:
        cells.number("55,000 ألف")

    assert (flagged.value.value, flagged.value.reasons[0].code) == (
        Decimal(55_000_000),
        "number_has_multiplier",
    )


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("kind", "Hours", "hours"), ("kind", "ساعات تطوُّع", "hours"), ("kind", "عدّ إجمالي", "headcount"), ("kind", "خدمة", "service"),
        ("gender", "أنثى", "female"), ("gender", "M", "male"), ("counting_method", "وجبات", "meals"), ("level", "احترافي", "professional"),
    ],
)  # fmt: skip
def test_words_may_be_english_or_arabic(column, text, value):
    assert cells.word_reader(column)(text) == value


def test_a_kind_that_files_may_not_bring_is_refused():
    with pytest.raises(cells.CellRefused) as refused:
        cells.word_reader("kind")("target")

    assert refused.value.as_problem()[0]["remedy_en"] == (
        "Write one of: service / خدمة, headcount / عدّ إجمالي, hours / ساعات تطوع, training / تدريب, completion / إتمام."
    )


def test_text_must_fit_and_be_showable():
    read = cells.text_reader("place", 10)

    assert read(" الموقع 1 ") == "الموقع 1"
    assert _said(read, "x" * 11) == ["too_long"]
    assert _said(read, "a\x00b") == ["control_characters"]


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(1, 400))
def test_later_days_stay_later(day, gap):
    assert cells.day(str(hijri(day + timedelta(days=gap)))) > cells.day(str(hijri(day)))
