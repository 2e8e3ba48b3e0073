"""Numbers as people write and read them, in Latin and Arabic-Indic digits."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused, filled, quoted

Digits = Literal["latin", "arabic"]

MINUS = "\N{MINUS SIGN}"
LONGEST_NUMBER = 40  # characters; no count, hour or riyal needs more

_FOLD = (
    {ord("٠") + n: str(n) for n in range(10)}
    | {ord("۰") + n: str(n) for n in range(10)}
    | dict.fromkeys(map(ord, "\N{MINUS SIGN}\N{SMALL HYPHEN-MINUS}\N{FULLWIDTH HYPHEN-MINUS}"), "-")
    | {ord("٫"): ".", ord("٬"): ","}
)
_UNFOLD = {ord(str(n)): "٠١٢٣٤٥٦٧٨٩"[n] for n in range(10)} | {ord("."): "٫", ord(","): "٬", ord("%"): "٪"}

_SPACES = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]"
_PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?|\.[0-9]+")
_GROUPED = re.compile(
    rf"[0-9]{{1,3}}(?:(?P<mark>[,،']|{_SPACES})[0-9]{{3}})(?:(?P=mark)[0-9]{{3}})*(\.[0-9]+)?"
)
_SHAPE = re.compile(rf"[0-9.,،']|{_SPACES}")

_WRITTEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_UNREAD_OR_READ = re.compile(
    r"(?P<unread><(?P<kept>code|svg)\b.*?</(?P=kept)>|<[^>]*>|&[^;\s]*;)|(?P<read>[^<&]+|&)", re.DOTALL
)

_FACTORS = {
    10**3: ("ألف", "الف", "ألفا", "الفا", "آلاف", "الاف", "ألوف", "thousand", "thousands", "k"),
    10**6: ("مليون", "مليونا", "ملايين", "million", "millions", "mn", "m"),
    10**9: ("مليار", "مليارا", "مليارات", "بليون", "billion", "billions", "bn"),
}
_WORDS = {word: factor for factor, words in _FACTORS.items() for word in words}
_MULTIPLIED = re.compile(
    rf"(?P<number>[-+]?[0-9](?:[0-9.,،']|{_SPACES}(?=[0-9]))*)\s*(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)


class NumberRefused(Refused, ValueError):
    """The text is not a number, or could be two different ones."""


@dataclass(frozen=True)
class Magnitude:
    """A number with a word that multiplies it: «55,000 ألف» is 55,000 × 1,000."""

    literal: Decimal
    word: str
    factor: int

    @property
    def value(self) -> Decimal:
        return self.literal * self.factor


_active: ContextVar[Digits] = ContextVar("digits", default="latin")


def active_digits() -> Digits:
    """The digits the current reader chose; Latin unless set."""
    return _active.get()


@contextmanager
def use_digits(digits: Digits) -> Iterator[None]:
    """Write numbers with these digits until the block ends."""
    token = _active.set(digits)
    try:
        yield
    finally:
        _active.reset(token)


def latin_digits(text: str) -> str:
    """
    Fold Arabic-Indic digits and number signs into ASCII, and drop invisible marks.

    Letters, spaces and all other signs stay as they are.
    """
    return "".join(letter for letter in text.translate(_FOLD) if unicodedata.category(letter) != "Cf")


def arabic_digits(text: str) -> str:
    """Write the digits, separators and percent signs of a formatted number in Arabic-Indic."""
    return text.translate(_UNFOLD)


def with_digits(text: str, digits: Digits) -> str:
    """Write the numbers inside a text, which somebody wrote in Latin digits, in those a reader wants."""
    return _WRITTEN.sub(lambda found: arabic_digits(found[0]), text) if digits == "arabic" else text


def html_with_digits(html: str, digits: Digits) -> str:
    """The same for HTML: only what is read changes, no tag, no entity, no code and no drawing."""
    if digits != "arabic":
        return html
    return _UNREAD_OR_READ.sub(lambda found: found["unread"] or with_digits(found["read"], digits), html)


def format_number(
    value: float | Decimal,
    language: str = "ar",  # noqa: ARG001 -- callers know it, and one day a language may group otherwise
    digits: Digits = "latin",
    places: int | None = None,
) -> str:
    """
    Write a number with grouped thousands: 72,347.5 in both languages.

    :param places: digits after the point, rounded half up; None writes those the value has.
    """
    number = Decimal(str(value))
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    written = f"{abs(number):,f}"
    if places is None and "." in written:
        written = written.rstrip("0").rstrip(".")
    if number < 0 and written.strip("0,.") != "":
        written = MINUS + written
    return arabic_digits(written) if digits == "arabic" else written


def parse_number(text: str) -> Decimal:
    """
    Read a number as people type it.

    The point is the decimal mark. Comma, Arabic comma, apostrophe and space group thousands, one
    kind per number and always three digits. Anything else that looks like a number is ambiguous
    («72,5» may be 72.5 or 725) and refused rather than guessed.

    :raises NumberRefused: with the reason in both languages.
    """
    written = latin_digits(text).strip()
    if not written:
        raise NumberRefused(
            Reason("number_missing", _("There is no number here."), _("Write the number in digits."))
        )
    if multiplied := magnitude(written):
        raise NumberRefused(_multiplier_reason(text, multiplied))
    sign, body = _signed(written)
    if len(body) <= LONGEST_NUMBER and (_PLAIN.fullmatch(body) or _GROUPED.fullmatch(body)):
        number = Decimal(re.sub(rf"[,،']|{_SPACES}", "", body))
        return -number if sign == "-" else number
    if body and all(_SHAPE.fullmatch(letter) for letter in body):
        raise NumberRefused(_ambiguous_reason(text))
    raise NumberRefused(_unreadable_reason(text))


def magnitude(text: str) -> Magnitude | None:
    """
    Find a number followed by a word that multiplies it (ألف, مليون, thousand, k, m …).

    :returns: the first one, or None; so that an import can flag what is probably a slip.
    """
    found = _MULTIPLIED.search(_without_marks(latin_digits(text)))
    if not found:
        return None
    try:
        literal = parse_number(found["number"])
    except NumberRefused:
        return None
    return Magnitude(literal, found["word"], _WORDS[found["word"].lower()])


def _without_marks(text: str) -> str:
    """Drop vowel signs («ألفًا»), which the word list does not carry."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Mn")


def _signed(text: str) -> tuple[str, str]:
    return (text[0], text[1:].lstrip()) if text[0] in "+-" else ("+", text)


def _multiplier_reason(text: str, found: Magnitude) -> Reason:
    return Reason(
        "number_has_multiplier",
        filled(_("“%(text)s” reads as %(value)s."), text=quoted(text), value=format_number(found.value)),
        _("Write the whole number in digits, without a word that multiplies it."),
    )


def _ambiguous_reason(text: str) -> Reason:
    return Reason(
        "number_ambiguous",
        filled(_("“%(text)s” can be read as more than one number."), text=quoted(text)),
        _("Group thousands in threes with a comma and put a point before decimals: 72,347.5"),
    )


def _unreadable_reason(text: str) -> Reason:
    return Reason(
        "number_unreadable",
        filled(_("“%(text)s” is not a number."), text=quoted(text)),
        _("Write the number in digits."),
    )
