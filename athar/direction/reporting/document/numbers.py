"""
Finds numbers typed into a report, which have no receipt.

Let through: years, dates in either calendar, English ordinals, names that carry digits after a Latin letter. The
caller leaves out headings, links, code and what was marked as plain. Numbers written as words are not seen.
"""

import re
from collections.abc import Iterator
from functools import cache

from athar.direction.reporting.document.model import Language
from athar.foundation.core.dates import hijri_month_name, month_name
from athar.foundation.core.nouns import NOUNS
from athar.foundation.core.numerals import latin_digits

HIJRI_YEARS = range(1400, 1501)
GREGORIAN_YEARS = range(1990, 2101)

_DIGIT = "[0-9٠-٩۰-۹]"
# "و2023": Arabic writes its conjunctions onto the number, so only a Latin letter makes a name of it.
_NUMBER = re.compile(rf"(?<![A-Za-z_0-9])(?<![A-Za-z]-){_DIGIT}+(?:[.,٫٬]{_DIGIT}+)*")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_NUMERIC_DATE = re.compile(
    rf"{_DIGIT}{{4}}-{_DIGIT}{{1,2}}-{_DIGIT}{{1,2}}H?|{_DIGIT}{{1,2}}/{_DIGIT}{{1,2}}/{_DIGIT}{{4}}"
)
_YEAR_DIGITS = 4


def bare_numbers(text: str, language: Language) -> Iterator[str]:
    """Every number in a piece of running text that ought to be a figure."""
    dates = [
        found.span()
        for pattern in (_NUMERIC_DATE, _written_date(language))
        for found in pattern.finditer(text)
    ]
    for found in _NUMBER.finditer(text):
        in_date = any(start <= found.start() and found.end() <= end for start, end in dates)
        if not (
            in_date or _is_year(found[0], text[found.end() :], language) or _ORDINAL.match(text, found.end())
        ):
            yield found[0]


def _is_year(number: str, rest: str, language: Language) -> bool:
    """Four digits in the range of years, unless a noun that we count follows: «2000 متطوع» is no year."""
    written = latin_digits(number)
    if len(written) != _YEAR_DIGITS or not written.isdigit():
        return False
    return int(written) in {*HIJRI_YEARS, *GREGORIAN_YEARS} and not _counted_noun(language).match(rest)


@cache
def _counted_noun(language: Language) -> re.Pattern[str]:
    words = {form for forms in NOUNS.values() for form in forms[language].values() if " " not in form}
    return re.compile(rf"\s+(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b")


@cache
def _written_date(language: Language) -> re.Pattern[str]:
    """«20 فبراير 2024», «10 شعبان», "5 March", "March 5"."""
    months = [name(month, language) for name in (month_name, hijri_month_name) for month in range(1, 13)]
    month = f"(?:{'|'.join(map(re.escape, sorted(months, key=len, reverse=True)))})"
    return re.compile(
        rf"{_DIGIT}{{1,2}}\s+{month}(?:\s+{_DIGIT}{{4}})?|{month}\s+{_DIGIT}{{1,2}}\b(?:,?\s+{_DIGIT}{{4}})?"
    )
