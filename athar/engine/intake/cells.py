"""From the text of a cell to a value, or to every reason why not. Pure, apart from the codes handed in."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from athar.engine.intake.codes import Codes, KnownEdition, KnownInitiative
from athar.engine.intake.columns import LABELS
from athar.engine.ledger.choices import Kind, Level, Method
from athar.foundation.core.dates import parse_date
from athar.foundation.core.identity import NATIONAL_ID_LENGTH, parse_national_id, parse_phone
from athar.foundation.core.numerals import latin_digits, magnitude, parse_number
from athar.foundation.core.refusals import Reason, Refused, Text, filled, quoted
from athar.foundation.core.search_key import search_key
from athar.foundation.people.choices import Gender


class CellRefused(Refused, ValueError):
    """The cell says nothing that can be used."""


class Multiplied(CellRefused):
    """The number carries a word that multiplies it; ``value`` is what it reads as."""

    def __init__(self, value: Decimal, reason: Reason) -> None:
        super().__init__(reason)
        self.value = value


_UNSHOWN = {"Cc", "Cs", "Co", "Cn"}  # Unicode: control, surrogate, private, unassigned
_DOUBLED = {digit: sum(divmod(2 * int(digit), 10)) for digit in "0123456789"}  # Luhn: twice, nine cast out
_SAUDI_MOBILE = re.compile(r"(?:\+966|00966|966|0)(5[013-689][0-9]{7})")
_WHERE = {
    "regions": _("Write an ISO 3166-2 code such as SA-01."),
    "organisations": _("Ask for the body to be registered, or correct its code."),
}
_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "kind": {
        Kind.SERVICE: ("خدمة لمستفيد", "خدمة"),
        Kind.HEADCOUNT: ("عدّ", "حصر", "عدّ إجمالي"),
        Kind.HOURS: ("ساعات", "ساعات تطوعية", "ساعات تطوع"),
        Kind.TRAINING: ("تدريب",),
        Kind.COMPLETION: ("إكمال", "اجتياز", "إتمام"),
    },
    "counting_method": {
        Method.MEALS: ("عدد الوجبات", "وجبات"),
        Method.TURNSTILE: ("بوابة", "عدّاد البوابة"),
        Method.TALLY: ("عدّادان", "عدّ يدوي"),
        Method.ESTIMATE: ("تقدير بالمساحة", "تقدير"),
    },
    "gender": {Gender.FEMALE: ("f", "امرأة", "أنثى"), Gender.MALE: ("m", "رجل", "ذكر")},
    "level": {Level.GENERAL: ("عام",), Level.SKILLED: ("مهاري",), Level.PROFESSIONAL: ("احترافي",)},
}
_READ_AS = {
    column: {search_key(word): str(value) for value, words in values.items() for word in (str(value), *words)}
    for column, values in _WORDS.items()
}


def text_reader(column: str, longest: int) -> Callable[[str], str]:
    """Any text that fits: no signs that cannot be shown, no longer than the ledger keeps."""

    def read(text: str) -> str:
        clean = text.strip()
        if not clean.isprintable() and any(unicodedata.category(letter) in _UNSHOWN for letter in clean):
            raise CellRefused(
                Reason(
                    "control_characters",
                    filled(_("%(column)s: there are signs that cannot be shown."), column=LABELS[column]),
                    _("Type the text again instead of pasting it."),
                )
            )
        if len(clean) > longest:
            raise CellRefused(
                Reason(
                    "too_long",
                    filled(
                        _("%(column)s: longer than %(longest)s characters."),
                        column=LABELS[column],
                        longest=longest,
                    ),
                    _("Shorten it."),
                )
            )
        return clean

    return read


def word_reader(column: str) -> Callable[[str], str]:
    """One of a few words, in English or Arabic."""
    known = _READ_AS[column]
    words = ", ".join(f"{word} / {arabic[-1]}" for word, arabic in _WORDS[column].items())

    def read(text: str) -> str:
        value = known.get(search_key(text))
        if value is None:
            raise CellRefused(
                Reason(
                    f"{column}_unknown",
                    filled(
                        _("%(column)s: “%(text)s” is not known."), column=LABELS[column], text=quoted(text)
                    ),
                    filled(_("Write one of: %(words)s."), words=words),
                )
            )
        return value

    return read


def initiative_reader(codes: Codes) -> Callable[[str], KnownInitiative]:
    def read(text: str) -> KnownInitiative:
        found = codes.initiatives.find(text.strip())
        if not isinstance(found, KnownInitiative):
            raise CellRefused(
                Reason(
                    "initiative_unknown",
                    filled(_("There is no initiative “%(text)s”."), text=quoted(text)),
                    filled(_("Write one of: %(words)s."), words=", ".join(codes.initiatives.codes()[:20])),
                )
            )
        return found

    return read


def edition_reader(codes: Codes) -> Callable[[str], KnownEdition]:
    def read(text: str) -> KnownEdition:
        found = codes.editions.find(text.strip())
        if not isinstance(found, KnownEdition):
            raise CellRefused(
                _unknown(
                    "edition_unknown",
                    _("There is no edition “%(text)s”."),
                    text,
                    _("Register the edition first, or correct its code."),
                )
            )
        return found

    return read


def region_reader(codes: Codes) -> Callable[[str], str]:
    def read(text: str) -> str:
        found = codes.regions.find(text.strip())
        if found is None:
            raise CellRefused(
                _unknown("region_unknown", _("There is no region “%(text)s”."), text, _WHERE["regions"])
            )
        return str(found)

    return read


def organisation_reader(codes: Codes) -> Callable[[str], int]:
    def read(text: str) -> int:
        found = codes.organisations.find(text.strip())
        if not isinstance(found, int):
            raise CellRefused(
                _unknown(
                    "organisation_unknown",
                    _("No body “%(text)s” is registered."),
                    text,
                    _WHERE["organisations"],
                )
            )
        return found

    return read


def number(text: str) -> Decimal:
    """
    A number in any digits.

    :raises Multiplied: for «55,000 ألف», which reads as 55 million; a person must say whether that is meant.
    """
    try:
        return parse_number(text)
    except Refused as refused:
        found = magnitude(text)
        if (
            found
            and found.value >= 0
            and any(reason.code == "number_has_multiplier" for reason in refused.reasons)
        ):
            raise Multiplied(found.value, refused.reasons[0]) from refused
        raise


def day(text: str) -> date:
    return parse_date(text)


def national_id(text: str) -> str:
    """
    An identity number.

    Ten plain digits are checked here; ``core.identity`` says the same of them (a test compares), five times
    slower, and gives the reasons when they are wrong.
    """
    if len(text) == NATIONAL_ID_LENGTH and text.isascii() and text.isdigit() and text[0] in "12":
        total = sum(map(int, text[1::2])) + sum(map(_DOUBLED.__getitem__, text[0::2]))
        if total % 10 == 0:
            return text
    return parse_national_id(text)


def phone(text: str) -> str:
    """
    A phone number in E.164.

    Saudi mobiles, nearly all there are, are recognised by their shape; ``core.identity`` says the same of
    each (a test compares), thirty times slower.
    """
    plain = "".join(letter for letter in latin_digits(text) if letter not in " -()")
    found = _SAUDI_MOBILE.fullmatch(plain)
    return f"+966{found[1]}" if found else parse_phone(text)


def _unknown(code: str, message: Text, text: str, remedy: Text) -> Reason:
    return Reason(code, filled(message, text=quoted(text)), remedy)
