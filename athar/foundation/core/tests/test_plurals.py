from decimal import Decimal

import pytest

from athar.foundation.core.nouns import NOUNS
from athar.foundation.core.plurals import CATEGORIES, category, counted, noun

ARABIC = {
    0: ("لا مستفيدين", "لا ساعات", "لا مدربين", "لا شباب"),
    1: ("مستفيد واحد", "ساعة واحدة", "مدرب واحد", "شاب واحد"),
    2: ("مستفيدان", "ساعتان", "مدربان", "شابان"),
    3: ("3 مستفيدين", "3 ساعات", "3 مدربين", "3 شبان"),
    11: ("11 مستفيدًا", "11 ساعة", "11 مدربًا", "11 شابًا"),
    100: ("100 مستفيد", "100 ساعة", "100 مدرب", "100 شاب"),
    103: ("103 مستفيدين", "103 ساعات", "103 مدربين", "103 شبان"),
    55_000: ("55,000 مستفيد", "55,000 ساعة", "55,000 مدرب", "55,000 شاب"),
    72_347: ("72,347 مستفيدًا", "72,347 ساعة", "72,347 مدربًا", "72,347 شابًا"),
}


@pytest.mark.parametrize(
    ("n", "name", "written"),
    [
        (n, name, written)
        for n, phrases in ARABIC.items()
        for name, written in zip(("beneficiary", "hour", "trainer", "youth"), phrases, strict=True)
    ],
)
def test_the_arabic_noun_follows_the_last_two_digits(n, name, written):
    assert counted(n, NOUNS[name]) == written


@pytest.mark.parametrize(
    ("n", "name", "written"),
    [
        (104, "trainer", "104 مدربين"),
        (243, "youth", "243 شابًا"),
        (3_000, "hour", "3,000 ساعة"),
        (1_536, "response", "1,536 استجابة"),
        (14, "initiative", "14 مبادرة"),
    ],
)
def test_the_figures_of_the_report_read_right(n, name, written):
    assert counted(n, NOUNS[name]) == written


@pytest.mark.parametrize(
    ("n", "form"),
    [
        (0, "zero"),
        (1, "one"),
        (2, "two"),
        (3, "few"),
        (10, "few"),
        (11, "many"),
        (99, "many"),
        (100, "other"),
        (101, "other"),
        (102, "other"),
        (103, "few"),
        (110, "few"),
        (111, "many"),
        (1000, "other"),
        (Decimal("3.5"), "other"),
        (Decimal("3.0"), "few"),
        (-2, "two"),
    ],
)
def test_arabic_categories_are_those_of_cldr(n, form):
    assert category(n, "ar") == form


@pytest.mark.parametrize(
    ("n", "form"), [(0, "other"), (1, "one"), (2, "other"), (101, "other"), (Decimal("1.5"), "other")]
)
def test_english_categories_are_those_of_cldr(n, form):
    assert category(n, "en") == form


@pytest.mark.parametrize(
    ("n", "written"), [(0, "0 beneficiaries"), (1, "1 beneficiary"), (72_347, "72,347 beneficiaries")]
)
def test_english_writes_number_and_noun(n, written):
    assert counted(n, NOUNS["beneficiary"], "en") == written


def test_digits_follow_the_readers_choice():
    assert counted(72_347, NOUNS["beneficiary"], "ar", "arabic") == "٧٢٬٣٤٧ مستفيدًا"


@pytest.mark.parametrize(
    ("n", "form"), [(0, "مستفيد"), (1, "مستفيد"), (2, "مستفيدان"), (3, "مستفيدين"), (72_347, "مستفيدًا")]
)
def test_a_noun_apart_from_its_number_repeats_no_count(n, form):
    assert noun(n, NOUNS["beneficiary"]) == form


def test_a_noun_without_its_optional_forms_falls_back_to_number_and_other():
    assert counted(0, {"ar": {"other": "وجبة"}}) == "0 وجبة"


def test_every_noun_has_every_form():
    assert {name: set(forms["ar"]) for name, forms in NOUNS.items()} == {
        name: set(CATEGORIES) for name in NOUNS
    }
