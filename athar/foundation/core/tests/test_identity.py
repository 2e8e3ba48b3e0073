import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.core.identity import (
    IdentityRefused,
    fake_national_id,
    is_fake_national_id,
    masked,
    masked_phone,
    national_id_kind,
    parse_national_id,
    parse_phone,
)


@pytest.mark.parametrize(
    "text", ["1000000008", "١٠٠٠٠٠٠٠٠٨", "100 000 0008", "100-000-0008", "\u200f1000000008 "]
)
def test_an_identity_number_is_read_in_any_digits(text):
    assert parse_national_id(text) == "1000000008"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["national_id_length"]),
        ("100000000", ["national_id_length"]),
        ("10000000080", ["national_id_length"]),
        ("10000O0008", ["national_id_length"]),
        ("1000000009", ["national_id_check_digit"]),
        ("3000000004", ["national_id_kind"]),
        ("3000000005", ["national_id_kind", "national_id_check_digit"]),
    ],
)
def test_every_rule_an_identity_number_breaks_is_named_at_once(text, codes):
    with pytest.raises(IdentityRefused) as refused:
        parse_national_id(text)

    assert [reason.code for reason in refused.value.reasons] == codes


def test_one_mistyped_digit_is_always_noticed():
    good = fake_national_id(4417)
    for place in range(1, 10):
        for digit in set("0123456789") - {good[place]}:
            with pytest.raises(IdentityRefused):
                parse_national_id(good[:place] + digit + good[place + 1 :])


def test_the_first_digit_tells_citizens_from_residents():
    assert (national_id_kind(fake_national_id(1)), national_id_kind(fake_national_id(1, "resident"))) == (
        "citizen",
        "resident",
    )


def test_only_the_last_four_digits_are_shown():
    assert masked("1000544417") == "••••••4417"


@given(st.integers(0, 99_999), st.sampled_from(["citizen", "resident"]))
def test_demonstration_numbers_are_valid_and_visibly_made_up(n, kind):
    number = fake_national_id(n, kind)

    assert parse_national_id(number) == number
    assert number[1:4] == "000"
    assert is_fake_national_id(number)


def test_demonstration_numbers_do_not_repeat():
    assert len({fake_national_id(n) for n in range(0, 100_000, 7)}) == len(range(0, 100_000, 7))


@pytest.mark.parametrize("n", [-1, 100_000])
def test_there_are_no_more_demonstration_numbers_than_fit(n):
    with pytest.raises(ValueError, match="demonstration numbers"):
        fake_national_id(n)


@pytest.mark.parametrize(
    "text",
    [
        "0501234567",
        "٠٥٠١٢٣٤٥٦٧",
        "+966 50 123 4567",
        "00966501234567",
        "966501234567",
        "501234567",
        "050-123-4567",
    ],
)
def test_a_phone_number_is_saudi_unless_it_says_otherwise(text):
    assert parse_phone(text) == "+966501234567"


def test_a_foreign_phone_number_keeps_its_country():
    assert parse_phone("+44 20 7946 0958") == "+442079460958"


@pytest.mark.parametrize("text", ["", "سارة", "123", "0501234", "+966 000"])
def test_what_cannot_be_a_phone_number_is_refused(text):
    with pytest.raises(IdentityRefused) as refused:
        parse_phone(text)

    assert refused.value.reasons[0].code == "phone_unreadable"


def test_a_masked_phone_number_keeps_country_and_two_digits():
    assert masked_phone("+966501234567") == "+966 •••••••67"
