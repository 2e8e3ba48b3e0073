"""Filters that write numbers, days and nouns in the language and digits of the reader."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from athar.foundation.core import dates, numerals, plurals
from athar.foundation.core.nouns import NOUNS

register = template.Library()

# The last stretch of a file's name that begins with a Latin letter or a digit and holds nothing in Arabic.
_LATIN_END = re.compile(r"[A-Za-z0-9][^\u0600-\u06ff\s]*\.[A-Za-z0-9]+$")
_ISOLATE_LTR, _END_ISOLATE = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def _language() -> str:
    return "en" if (get_language() or "ar").startswith("en") else "ar"


def _day_of(value: date | datetime) -> date:
    return dates.riyadh_day(value) if isinstance(value, datetime) else value


@register.filter
def number(value: float | Decimal | None, places: int | None = None) -> str:
    """
    ``{{ 72347.5|number }}`` → 72,347.5; None gives an empty string.

    A negative number comes isolated left to right, or the sign would jump to its other side.
    """
    if value is None or value == "":
        return ""
    written = numerals.format_number(value, _language(), numerals.active_digits(), places)
    return f"{_ISOLATE_LTR}{written}{_END_ISOLATE}" if written.startswith(numerals.MINUS) else written


@register.filter
def digits(value: Any) -> str:
    """``{{ "Annual report 2023"|digits }}``: a text somebody wrote, its numbers in the reader's digits."""
    return numerals.with_digits(str(value), numerals.active_digits())


@register.filter
def percent(ratio: float | Decimal | None, places: int = 0) -> str:
    """``{{ 0.834|percent:1 }}`` → 83.4%; the value is a ratio, 1 being the whole."""
    if ratio is None or ratio == "":
        return ""
    chosen = numerals.active_digits()
    written = numerals.format_number(Decimal(str(ratio)) * 100, _language(), chosen, places)
    sign = numerals.arabic_digits("%") if chosen == "arabic" else "%"
    return f"{_ISOLATE_LTR}{written}{sign}{_END_ISOLATE}"


@register.filter
def day(value: date | datetime | None) -> str:
    """``{{ date|day }}`` → 5 مارس 2024, or 24 شعبان 1445 هـ for who reads Hijri first."""
    if not value:
        return ""
    told, chosen = _day_of(value), numerals.active_digits()
    if dates.first_calendar() == "hijri" and dates.in_tables(told):
        return dates.format_hijri(told, _language(), chosen)
    return dates.format_day(told, _language(), chosen)


@register.filter
def hijri(value: date | datetime | None) -> str:
    """``{{ date|hijri }}`` → 24 شعبان 1445 هـ."""
    return dates.format_hijri(_day_of(value), _language(), numerals.active_digits()) if value else ""


@register.filter
def both_dates(value: date | datetime | None) -> str:
    """``{{ date|both_dates }}`` → 5 مارس 2024 م (24 شعبان 1445 هـ)."""
    if not value:
        return ""
    return dates.both_calendars(_day_of(value), _language(), numerals.active_digits(), dates.first_calendar())


@register.filter
def riyadh_day(moment: datetime) -> date:
    """``{{ moment|riyadh_day }}`` → the day it is in Riyadh then."""
    return dates.riyadh_day(moment)


@register.filter
def clock(start: datetime, end: datetime) -> str:
    """``{{ start|clock:end }}`` → من 17:00 إلى 21:00, by the clock of Riyadh."""
    return dates.clock_span(start, end, _language(), numerals.active_digits())


@register.filter
def counted_noun(value: float | Decimal | None, noun: str | plurals.Forms) -> str:
    """
    ``{{ 243|counted_noun:"youth" }}`` → 243 شابًا; the noun is a name in ``nouns.NOUNS`` or forms.

    :raises KeyError: for a noun we do not know, so that a slip shows in the first test.
    """
    if value is None:
        return ""
    forms = NOUNS[noun] if isinstance(noun, str) else noun
    return plurals.counted(value, forms, _language(), numerals.active_digits())


@register.filter
def file_name(name: str) -> str:
    """
    Return a file's name so that its end stays in order: «عدّ رمضان 1444.xlsx» ends in 1444.xlsx in both directions of writing.

    A number after an Arabic word would else be drawn as if it belonged to that word, and behind its own ending.
    """
    found = _LATIN_END.search(name)
    return f"{name[: found.start()]}{_ISOLATE_LTR}{found[0]}{_END_ISOLATE}" if found else name


@register.filter
def bidi_isolate(value: Any, direction: str = "auto") -> SafeString:
    """``{{ name|bidi_isolate }}`` → ``<bdi>…</bdi>``; "ltr" or "rtl" where the direction is known."""
    if direction == "auto":
        return format_html("<bdi>{}</bdi>", conditional_escape(value))
    return format_html('<bdi dir="{}">{}</bdi>', direction, conditional_escape(value))
