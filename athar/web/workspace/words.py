"""Phrases that hold a number, in the language and digits of the reader."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from athar.foundation.core.dates import RIYADH, riyadh_day
from athar.foundation.core.numerals import active_digits, with_digits
from athar.foundation.core.plurals import Forms
from athar.foundation.core.templatetags.athar_text import both_dates, counted_noun, day

DECISION: Forms = {
    "ar": {
        "zero": "لا قرارات",
        "one": "قرار واحد",
        "two": "قراران",
        "few": "قرارات",
        "many": "قرارًا",
        "other": "قرار",
    },
    "en": {"one": "decision", "other": "decisions"},
}
REQUEST: Forms = {
    "ar": {
        "zero": "لا طلبات",
        "one": "طلب واحد",
        "two": "طلبان",
        "few": "طلبات",
        "many": "طلبًا",
        "other": "طلب",
    },
    "en": {"one": "request", "other": "requests"},
}
BREACH: Forms = {
    "ar": {
        "zero": "لا حوادث",
        "one": "حادثة واحدة",
        "two": "حادثتان",
        "few": "حوادث",
        "many": "حادثة",
        "other": "حادثة",
    },
    "en": {"one": "breach", "other": "breaches"},
}
INVITATION: Forms = {
    "ar": {
        "zero": "لا دعوات",
        "one": "دعوة واحدة",
        "two": "دعوتان",
        "few": "دعوات",
        "many": "دعوة",
        "other": "دعوة",
    },
    "en": {"one": "invitation", "other": "invitations"},
}
EXPENSES: Forms = {
    "ar": {
        "zero": "لا مطالبات بمصروفات",
        "one": "مطالبة واحدة بمصروفات",
        "two": "مطالبتان بمصروفات",
        "few": "مطالبات بمصروفات",
        "many": "مطالبة بمصروفات",
        "other": "مطالبة بمصروفات",
    },
    "en": {"one": "expense report", "other": "expense reports"},
}
APPLICATION: Forms = {
    "ar": {
        "zero": "لا طلبات",
        "one": "طلب تطوع واحد",
        "two": "طلبا تطوع",
        "few": "طلبات تطوع",
        "many": "طلب تطوع",
        "other": "طلب تطوع",
    },
    "en": {"one": "application to volunteer", "other": "applications to volunteer"},
}
JOB: Forms = {
    "ar": {
        "zero": "لا مهام",
        "one": "مهمة واحدة",
        "two": "مهمتان",
        "few": "مهام",
        "many": "مهمة",
        "other": "مهمة",
    },
    "en": {"one": "job", "other": "jobs"},
}


def language() -> str:
    return "en" if (get_language() or "ar").startswith("en") else "ar"


def in_language(texts: Mapping[str, str]) -> str:
    """One of ``{"ar": …, "en": …}``."""
    return texts[language()]


def said(entry: Mapping[str, Any], name: str) -> str:
    """One of ``{"message_ar": …, "message_en": …}``."""
    return str(entry.get(f"{name}_{language()}", ""))


def isolated(text: object) -> str:
    """A name inside a sentence, so that its direction cannot upset the sentence's."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def counted(value: float | Decimal, noun: str | Forms) -> str:
    return counted_noun(value, noun)


def age(since: datetime, now: datetime) -> tuple[str, int]:
    """How long something has waited, in words, and in whole days of Riyadh."""
    days = (riyadh_day(now) - riyadh_day(since)).days
    if days <= 0:
        return _("Today"), 0
    if days == 1:
        return _("Since yesterday"), 1
    return _("For %(days)s") % {"days": counted(days, "day")}, days


def time_left(seconds: float | None) -> str:
    """About how long something still takes; empty when that cannot be told."""
    if seconds is None:
        return ""
    if seconds < 60:  # noqa: PLR2004 -- a minute
        return _("Less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 60:  # noqa: PLR2004 -- an hour
        return ngettext("About one minute left", "About %(minutes)s minutes left", minutes) % {
            "minutes": minutes
        }
    return _("About %(hours)s left") % {"hours": counted(round(minutes / 60), "hour")}


def on(moment: datetime) -> str:
    return day(moment)


def to_the_minute(moment: datetime) -> str:
    """A day in both calendars and the hour in Riyadh, for what is counted in hours."""
    hour = with_digits(f"{moment.astimezone(RIYADH):%H:%M}", active_digits())
    return _("%(day)s, %(hour)s") % {
        "day": both_dates(moment),
        "hour": f"\N{LEFT-TO-RIGHT ISOLATE}{hour}\N{POP DIRECTIONAL ISOLATE}",
    }
