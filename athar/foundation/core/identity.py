"""
Saudi identity numbers and phone numbers: read, checked, shown in part.

An identity number has ten digits: 1 (citizen) or 2 (resident), then digits of which the last is
a Luhn check digit (ISO/IEC 7812-1, annex B). Phone numbers are kept in E.164.
"""

from typing import Literal

import phonenumbers
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.numerals import latin_digits
from athar.foundation.core.refusals import Reason, Refused

Kind = Literal["citizen", "resident"]

NATIONAL_ID_LENGTH = 10
FAKE_NATIONAL_IDS = 100_000
COUNTRY = "SA"
DOT = "•"

_KINDS: dict[str, Kind] = {"1": "citizen", "2": "resident"}
_FIRST_DIGITS: dict[Kind, str] = {kind: digit for digit, kind in _KINDS.items()}
_FAKE_MARK = "000"  # after the first digit


class IdentityRefused(Refused, ValueError):
    """Not an identity number or phone number; carries every reason."""


def parse_national_id(text: str) -> str:
    """
    Read an identity number in any digits, with or without spaces and dashes.

    :raises IdentityRefused: with every rule it breaks.
    """
    number = "".join(letter for letter in latin_digits(text) if letter not in " -")
    if len(number) != NATIONAL_ID_LENGTH or not (number.isascii() and number.isdigit()):
        raise IdentityRefused(
            Reason(
                "national_id_length",
                _("An identity number has ten digits."),
                _("Count the digits and write them again."),
            )
        )
    reasons = []
    if number[0] not in _KINDS:
        reasons.append(
            Reason(
                "national_id_kind",
                _("An identity number begins with 1 (citizen) or 2 (resident)."),
                _("Take the number from the identity card or the residence permit."),
            )
        )
    if _luhn(number[:-1]) != number[-1]:
        reasons.append(
            Reason(
                "national_id_check_digit",
                _("The check digit of this identity number is wrong."),
                _("One digit is probably mistyped; compare it with the card."),
            )
        )
    if reasons:
        raise IdentityRefused(*reasons)
    return number


def national_id_kind(number: str) -> Kind:
    """
    Say whether an identity number is a citizen's or a resident's.

    :raises KeyError: when it was never checked and begins with neither 1 nor 2.
    """
    return _KINDS[number[0]]


def masked(number: str) -> str:
    """Show the last four digits alone: ``••••••4417``."""
    return DOT * (len(number) - 4) + number[-4:]


def fake_national_id(n: int, kind: Kind = "citizen") -> str:
    """
    Make the n-th demonstration number: valid to every check, and to the eye made up (1000…).

    :raises ValueError: when n is not below ``FAKE_NATIONAL_IDS``.
    """
    if not 0 <= n < FAKE_NATIONAL_IDS:
        raise ValueError(f"n is {n}; there are {FAKE_NATIONAL_IDS} demonstration numbers, counted from 0")
    body = f"{_FIRST_DIGITS[kind]}{_FAKE_MARK}{n:05d}"
    return body + _luhn(body)


def is_fake_national_id(number: str) -> bool:
    return number[1:4] == _FAKE_MARK


def parse_phone(text: str) -> str:
    """
    Read a phone number and return it in E.164; without a country code it is Saudi.

    :raises IdentityRefused: when no such number can exist.
    """
    try:
        number = phonenumbers.parse(latin_digits(text), COUNTRY)
    except phonenumbers.NumberParseException as error:
        raise IdentityRefused(_not_a_phone()) from error
    if not phonenumbers.is_valid_number(number):
        raise IdentityRefused(_not_a_phone())
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def masked_phone(number: str) -> str:
    """Show the country code and the last two digits of an E.164 number: ``+966 •••••••67``."""
    code = f"+{phonenumbers.parse(number).country_code}"
    rest = number.removeprefix(code)
    return f"{code} {DOT * (len(rest) - 2)}{rest[-2:]}"


def _luhn(body: str) -> str:
    """Return the check digit: from the end, every other digit counts double, 9 cast out."""
    total = sum(
        int(digit) if place % 2 else sum(divmod(2 * int(digit), 10))
        for place, digit in enumerate(reversed(body))
    )
    return str(-total % 10)


def _not_a_phone() -> Reason:
    return Reason(
        "phone_unreadable",
        _("This is not a phone number."),
        _("Write a mobile number as 05XXXXXXXX, or with its country code as +966 5X XXX XXXX."),
    )
