from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.core.numerals import (
    NumberRefused,
    active_digits,
    format_number,
    html_with_digits,
    latin_digits,
    magnitude,
    parse_number,
    use_digits,
    with_digits,
)


def test_both_arabic_digit_families_fold_into_latin():
    assert latin_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹") == "0123456789 0123456789"


def test_arabic_separators_minus_signs_and_invisible_marks_fold_too():
    assert latin_digits("\u200f\u2212٧٢٬٣٤٧٫٥\u200e\ufeff") == "-72,347.5"


def test_letters_and_spaces_stay_as_they_are():
    assert latin_digits("قاعة ٣ب، الدور 2") == "قاعة 3ب، الدور 2"


@pytest.mark.parametrize(
    ("value", "digits", "places", "written"),
    [
        (Decimal("72347.5"), "latin", None, "72,347.5"),
        (Decimal("72347.5"), "arabic", None, "٧٢٬٣٤٧٫٥"),
        (Decimal("72347.50"), "latin", None, "72,347.5"),
        (Decimal("72347.5"), "latin", 2, "72,347.50"),
        (55000, "latin", None, "55,000"),
        (1000, "latin", None, "1,000"),
        (100, "latin", None, "100"),
        (-1600, "latin", None, "−1,600"),
        (Decimal("0.125"), "latin", 2, "0.13"),
        (Decimal("-0.001"), "latin", 2, "0.00"),
        (Decimal("1E+3"), "latin", None, "1,000"),
        (0, "latin", None, "0"),
    ],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_numbers_are_grouped_and_rounded_alike_in_both_languages(value, digits, places, written, language):
    assert format_number(value, language, digits, places) == written


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("72,347.5", "72347.5"),
        ("٧٢٬٣٤٧٫٥", "72347.5"),
        ("۷۲۳۴۷", "72347"),
        ("72،347", "72347"),
        ("1 000", "1000"),
        ("1\u202f000\u202f000", "1000000"),
        ("1'000", "1000"),
        (" 42 ", "42"),
        ("−1,600", "-1600"),
        ("+7", "7"),
        ("0.5", "0.5"),
        (".5", "0.5"),
        ("007", "7"),
        ("1.234", "1.234"),
    ],
)
def test_numbers_are_read_as_people_type_them(text, number):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number_missing"),
        ("  \u200f ", "number_missing"),
        ("72,5", "number_ambiguous"),
        ("1,23,456", "number_ambiguous"),
        ("1,000 000", "number_ambiguous"),
        ("1.234.567", "number_ambiguous"),
        ("1.234,5", "number_ambiguous"),
        ("12 34", "number_ambiguous"),
        ("5.", "number_ambiguous"),
        ("9" * 60, "number_ambiguous"),
        ("خمسة", "number_unreadable"),
        ("1e5", "number_unreadable"),
        ("NaN", "number_unreadable"),
        ("Infinity", "number_unreadable"),
        ("12%", "number_unreadable"),
        ("-", "number_unreadable"),
        ("--5", "number_unreadable"),
        ("½", "number_unreadable"),
        ("55,000 ألف", "number_has_multiplier"),
        ("55k", "number_has_multiplier"),
    ],
)
def test_what_could_mean_two_numbers_or_none_is_refused(text, code):
    with pytest.raises(NumberRefused) as refused:
        parse_number(text)

    assert [reason.code for reason in refused.value.reasons] == [code]


def test_a_refusal_says_in_both_languages_what_was_typed_and_what_to_do():
    with pytest.raises(NumberRefused) as refused:
        parse_number("55,000 ألف")

    assert refused.value.as_problem() == [
        {
            "code": "number_has_multiplier",
            "message_ar": "«\u206855,000 ألف\u2069» يُقرأ 55,000,000.",
            "message_en": "“\u206855,000 ألف\u2069” reads as 55,000,000.",
            "remedy_ar": "اكتب العدد كاملًا بالأرقام، بلا كلمة تضاعفه.",
            "remedy_en": "Write the whole number in digits, without a word that multiplies it.",
        }
    ]


@pytest.mark.parametrize(
    ("text", "literal", "word", "value"),
    [
        ("55,000 ألف", 55_000, "ألف", 55_000_000),
        ("٥٥٬٠٠٠ ألف", 55_000, "ألف", 55_000_000),
        ("55 ألفًا", 55, "ألفا", 55_000),
        ("3 آلاف مستفيد", 3, "آلاف", 3_000),
        ("2 مليون", 2, "مليون", 2_000_000),
        ("1.5m", Decimal("1.5"), "m", 1_500_000),
        ("55K", 55, "K", 55_000),
        ("7 thousand people", 7, "thousand", 7_000),
        ("about 4 million", 4, "million", 4_000_000),
        ("-2 k", -2, "k", -2_000),
    ],
)
def test_words_that_multiply_are_found_with_what_they_imply(text, literal, word, value):
    found = magnitude(text)

    assert found is not None
    assert (found.literal, found.word, found.value) == (literal, word, value)


@pytest.mark.parametrize(
    "text", ["", "55,000", "ألف", "5 ألفية", "3 kg", "4 متطوعين", "10 minutes", "1,23 ألف"]
)
def test_other_words_after_a_number_do_not_multiply(text):
    assert magnitude(text) is None


def test_the_readers_digits_last_as_long_as_the_block():
    with use_digits("arabic"):
        inside = active_digits()

    assert (inside, active_digits()) == ("arabic", "latin")


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15),
    st.sampled_from(["latin", "arabic"]),
)
def test_every_number_we_write_can_be_read_back(value, digits):
    assert parse_number(format_number(value, "ar", digits)) == value


@given(st.text())
def test_any_text_is_either_a_number_or_refused(text):
    with suppress(NumberRefused):
        assert parse_number(text).is_finite()


@given(st.text())
def test_folding_digits_twice_changes_nothing(text):
    assert latin_digits(latin_digits(text)) == latin_digits(text)


def test_the_numbers_of_a_text_are_told_in_the_readers_digits():
    told = "In 2023, 72,347 people; 83.4 of 100. (Rule 3.)"
    assert with_digits(told, "arabic") == "In ٢٠٢٣, ٧٢٬٣٤٧ people; ٨٣٫٤ of ١٠٠. (Rule ٣.)"
    assert with_digits(told, "latin") == told


def test_of_html_only_what_is_read_changes():
    html = '<p id="p1">In 2023 &#39;a&amp;b 7&#39; <code dir="ltr">x=1</code><svg><text>5</text></svg> & 3 < 4</p>'
    assert html_with_digits(html, "arabic") == html.replace("2023", "٢٠٢٣").replace("b 7", "b ٧").replace(
        "& 3", "& ٣"
    )
