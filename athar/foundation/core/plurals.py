"""
Counted nouns: the form of a noun that follows a number.

Categories follow the plural rules of Unicode CLDR for Arabic and English. Arabic decides by the
last two digits: 103 مستفيدين, 72,347 مستفيدًا, 100 مستفيد.

Units are data, so their forms are data too::

    {"ar": {"zero": "لا مستفيدين", "one": "مستفيد واحد", "two": "مستفيدان",
            "few": "مستفيدين", "many": "مستفيدًا", "other": "مستفيد"},
     "en": {"one": "beneficiary", "other": "beneficiaries"}}

Arabic ``zero``, ``one`` and ``two`` are whole phrases that stand without a digit; the rest follow
one. English ``zero`` is such a phrase where given.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, get_args

from athar.foundation.core.numerals import Digits, format_number

Category = Literal["zero", "one", "two", "few", "many", "other"]
CATEGORIES: tuple[Category, ...] = get_args(Category)
Forms = Mapping[str, Mapping[str, str]]
Count = int | float | Decimal

# These forms already say how many, so no digit goes before them.
_PHRASES = {"ar": ("zero", "one", "two"), "en": ("zero",)}


def category(n: Count, language: str = "ar") -> Category:
    """Return the CLDR plural category of a cardinal; a minus sign does not change it."""
    number = abs(Decimal(str(n)))
    return _arabic(number) if language == "ar" else _english(number)


def counted(n: Count, forms: Forms, language: str = "ar", digits: Digits = "latin") -> str:
    """
    Write a number with its noun: «72,347 مستفيدًا», «مستفيدان», "1 beneficiary".

    :raises KeyError: when the noun lacks the language or its form ``other``.
    """
    form = "zero" if n == 0 else category(n, language)
    if n >= 0 and form in _PHRASES[language] and form in forms[language]:
        return forms[language][form]
    return f"{format_number(n, language, digits)} {noun(n, forms, language)}"


def noun(n: Count, forms: Forms, language: str = "ar") -> str:
    """
    Return the noun alone, for a figure whose number stands apart from it.

    After a written 0 or 1 Arabic takes the plain singular, not the phrase.
    """
    form = category(n, language)
    spoken = forms[language]
    if form in {"zero", "one"} and language == "ar":
        form = "other"
    return spoken.get(form, spoken["other"])


def _arabic(n: Decimal) -> Category:
    if n in (0, 1, 2):
        return ("zero", "one", "two")[int(n)]
    last_two = n % 100
    if last_two != int(last_two):
        return "other"
    if 3 <= last_two <= 10:  # noqa: PLR2004 -- the rule of the language
        return "few"
    return "many" if last_two >= 11 else "other"  # noqa: PLR2004 -- the rule of the language


def _english(n: Decimal) -> Category:
    return "one" if n == 1 else "other"
