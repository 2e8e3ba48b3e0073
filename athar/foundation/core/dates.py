"""
Days in both calendars, Gregorian and Hijri (Umm al-Qura), and the labels of periods.

Gregorian days are stored; Hijri is a way of reading and writing them. Umm al-Qura is the civil
calendar of Saudi Arabia; the tables of ``hijridate`` cover 1343-1500 AH (1924-2077).
"""

import calendar
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from hijridate import Gregorian, Hijri

from athar.foundation.core.numerals import Digits, arabic_digits, latin_digits
from athar.foundation.core.refusals import Reason, Refused, Text, filled, quoted

RIYADH = ZoneInfo("Asia/Riyadh")
FIRST_HIJRI_YEAR, LAST_HIJRI_YEAR = 1343, 1500
OLDEST_YEAR, LATEST_YEAR = 1900, 2100  # what a form or an import may mean by a Gregorian year

_MONTHS = {
    "ar": [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_HIJRI_MONTHS = {
    "ar": ["محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"],
    "en": ["Muharram", "Safar", "Rabi‘ al-Awwal", "Rabi‘ al-Akhir", "Jumada al-Ula", "Jumada al-Akhirah", "Rajab", "Sha‘ban", "Ramadan", "Shawwal", "Dhu al-Qa‘dah", "Dhu al-Hijjah"],
}  # fmt: skip
_WEEKDAYS = {
    "ar": ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_HIJRI_MARK = re.compile(r"\s*(?:هـ|ه|AH|H)\.?$", re.IGNORECASE)
_GREGORIAN_MARK = re.compile(r"\s*(?:م|AD|CE)\.?$", re.IGNORECASE)

AGE_GROUPS = ("0-14", "15-17", "18-24", "25-34", "35-44", "45-59", "60+")
_AGE_GROUP_STARTS = (0, 15, 18, 25, 35, 45, 60)

Calendar = Literal["gregorian", "hijri"]
_first: ContextVar[Calendar] = ContextVar("calendar", default="gregorian")


def first_calendar() -> Calendar:
    """The calendar the current reader wants first; Gregorian unless set."""
    return _first.get()


@contextmanager
def use_calendar(calendar: Calendar) -> Iterator[None]:
    """Tell days in this calendar first until the block ends."""
    token = _first.set(calendar)
    try:
        yield
    finally:
        _first.reset(token)


class DateRefused(Refused, ValueError):
    """The text is not a day, or does not say which calendar it means."""


@dataclass(frozen=True, order=True)
class HijriDay:
    """A day of the Umm al-Qura calendar; months count from 1."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}H"

    def gregorian(self) -> date:
        """
        Return the same day in the Gregorian calendar.

        :raises DateRefused: when the tables do not reach the day or the month is shorter.
        """
        try:
            return date(*Hijri(self.year, self.month, self.day).to_gregorian().datetuple())
        except OverflowError as error:
            raise DateRefused(_out_of_tables()) from error
        except ValueError as error:
            raise DateRefused(_no_such_day(str(self))) from error


def hijri(day: date) -> HijriDay:
    """
    Return the Hijri day of a Gregorian one.

    :raises DateRefused: outside 1343-1500 AH.
    """
    try:
        return HijriDay(*Gregorian(day.year, day.month, day.day).to_hijri().datetuple())
    except OverflowError as error:
        raise DateRefused(_out_of_tables()) from error


def in_tables(day: date) -> bool:
    """Whether the Hijri tables reach the day."""
    try:
        hijri(day)
    except DateRefused:
        return False
    return True


def hijri_month(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last Gregorian day of a Hijri month (Ramadan is month 9)."""
    first = HijriDay(year, month, 1).gregorian()
    return first, first + timedelta(days=Hijri(year, month, 1).month_length() - 1)


def month_name(month: int, language: str = "ar") -> str:
    return _MONTHS[language][month - 1]


def hijri_month_name(month: int, language: str = "ar") -> str:
    return _HIJRI_MONTHS[language][month - 1]


def weekday_name(day: date, language: str = "ar") -> str:
    return _WEEKDAYS[language][day.weekday()]


def format_day(day: date, language: str = "ar", digits: Digits = "latin") -> str:
    """Write a day: «5 مارس 2024», "5 March 2024"."""
    return _in_digits(f"{day.day} {month_name(day.month, language)} {day.year}", digits)


def format_hijri(day: date, language: str = "ar", digits: Digits = "latin") -> str:
    """Write a Gregorian day in the Hijri calendar: «24 شعبان 1445 هـ», "24 Sha‘ban 1445 AH"."""
    then = hijri(day)
    year = with_era(then.year, "هـ" if language == "ar" else "AH")
    return _in_digits(f"{then.day} {hijri_month_name(then.month, language)} {year}", digits)


def with_era(year: int | str, era: str) -> str:
    """A year with the mark of its era, which never stands alone in a line."""
    return f"{year}\N{NO-BREAK SPACE}{era}"


def both_calendars(
    day: date, language: str = "ar", digits: Digits = "latin", first: Calendar = "gregorian"
) -> str:
    """Write a day in both: «5 مارس 2024 م (24 شعبان 1445 هـ)», or the other way round."""
    written = format_day(day, language, digits)
    told = [with_era(written, "م") if language == "ar" else written, format_hijri(day, language, digits)]
    one, other = told if first == "gregorian" else reversed(told)
    return f"{one} ({other})"


def parse_date(text: str) -> date:
    """
    Read a day: 2024-03-05, 5/3/2024, ٥/٣/٢٠٢٤, 1444-09-01H, 1/9/1444 هـ.

    The day comes before the month. A Hijri year must say so with H or هـ: nobody should have to
    guess what 1444 means in a column of birthdays.

    :raises DateRefused: with the reason in both languages.
    """
    written = latin_digits(text).replace("ـ", "").strip()
    if not written:
        raise DateRefused(Reason("date_missing", _("There is no date here."), _how_to_write()))
    is_hijri = bool(_HIJRI_MARK.search(written))
    body = (_HIJRI_MARK if is_hijri else _GREGORIAN_MARK).sub("", written)
    year, month, day = _parts(body, text)
    if is_hijri:
        return HijriDay(year, month, day).gregorian()
    if FIRST_HIJRI_YEAR <= year <= LAST_HIJRI_YEAR:
        raise DateRefused(_unmarked_hijri(text))
    return _gregorian(year, month, day, text)


def riyadh_day(moment: datetime) -> date:
    """
    Return the day it is in Riyadh at that moment.

    :raises ValueError: for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone, so its day in Riyadh is unknown")
    return moment.astimezone(RIYADH).date()


def start_of_day(day: date) -> datetime:
    """Return the moment at which a day of Riyadh begins."""
    return datetime.combine(day, time(), RIYADH)


def end_of_day(day: date) -> datetime:
    """Return the moment at which a day of Riyadh is over."""
    return datetime.combine(day + timedelta(days=1), time(), RIYADH)


def period_label(start: date, end: date, language: str = "ar", digits: Digits = "latin") -> str:
    """
    Name a period, both ends included: «السنة المالية 2023», «من 2020 إلى 2023».

    Ranges are written in words: a dash between two years reads backwards to half the readers.

    :raises ValueError: when the period ends before it starts.
    """
    if end < start:
        raise ValueError(f"the period ends on {end}, before it starts on {start}")
    return _in_digits(_period(start, end, language), digits)


def clock_span(start: datetime, end: datetime, language: str = "ar", digits: Digits = "latin") -> str:
    """
    Name the time from one moment to another by the clock of Riyadh: «من 17:00 إلى 21:00».

    :raises ValueError: for a moment without a time zone.
    """
    if start.tzinfo is None or end.tzinfo is None:
        raise ValueError(f"{start!r} or {end!r} has no time zone, so its hour in Riyadh is unknown")
    return _in_digits(_range(_clock(start), _clock(end), language), digits)


def age_on(birth: date, day: date) -> int:
    """
    Return the completed Gregorian years; somebody born on 29 February has a birthday on 1 March.

    :raises ValueError: when the day is before the birth.
    """
    if day < birth:
        raise ValueError(f"born on {birth}, after {day}")
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def born_after(age: int, day: date) -> date:
    """Return the last birthday of somebody who is that old on the day: ``age_on`` turned round, for a question to the database."""
    year = day.year - age
    short = day.month == 2 and not calendar.isleap(year)  # noqa: PLR2004 -- February
    return date(year, day.month, min(day.day, 28) if short else day.day)


def age_group(age: int) -> str:
    """
    Return the group an age falls in, one of ``AGE_GROUPS``.

    :raises ValueError: for a negative age.
    """
    if age < 0:
        raise ValueError(f"{age} is not an age")
    return AGE_GROUPS[sum(age >= start for start in _AGE_GROUP_STARTS) - 1]


def age_group_label(group: str) -> dict[str, str]:
    """A group of ages in words, by language; in Arabic without a dash, which reads backwards to half the readers."""
    first, _, last = group.rstrip("+").partition("-")
    return {"ar": f"من {first} إلى {last}" if last else f"{first} فأكثر", "en": group.replace("-", "–")}


def _period(start: date, end: date, language: str) -> str:
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if whole_years and start.year == end.year:
        return f"السنة المالية {start.year}" if language == "ar" else f"Financial year {start.year}"
    if whole_years:
        return _range(str(start.year), str(end.year), language)
    if start == end:
        return format_day(start, language)
    if (start.year, start.month, start.day) == (end.year, end.month, 1) and end.day == calendar.monthrange(
        end.year, end.month
    )[1]:
        return f"{month_name(start.month, language)} {start.year}"
    return _range(format_day(start, language), format_day(end, language), language)


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(RIYADH):%H:%M}"


def _range(start: str, end: str, language: str) -> str:
    return f"من {start} إلى {end}" if language == "ar" else f"{start} to {end}"


def _in_digits(text: str, digits: Digits) -> str:
    return arabic_digits(text) if digits == "arabic" else text


def _parts(body: str, text: str) -> tuple[int, int, int]:
    readings: list[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, str, str]]]] = [
        (_YEAR_FIRST, lambda found: (found[1], found[3], found[4])),
        (_DAY_FIRST, lambda found: (found[4], found[3], found[1])),
    ]
    for pattern, order in readings:
        if found := pattern.fullmatch(body):
            year, month, day = order(found)
            return int(year), int(month), int(day)
    raise DateRefused(
        Reason("date_unreadable", filled(_("“%(text)s” is not a date."), text=quoted(text)), _how_to_write())
    )


def _gregorian(year: int, month: int, day: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise DateRefused(_no_such_day(text)) from error
    if not OLDEST_YEAR <= year <= LATEST_YEAR:
        raise DateRefused(
            Reason(
                "date_out_of_range",
                filled(_("The year %(year)s is out of range."), year=year),
                _how_to_write(),
            )
        )
    return found


def _how_to_write() -> Text:
    return _("Write the date as 2024-03-05, 5/3/2024 or, in the Hijri calendar, 1445-08-24H.")


def _no_such_day(text: str) -> Reason:
    return Reason(
        "date_does_not_exist",
        filled(_("There is no such day: %(text)s."), text=quoted(text)),
        _("Check day and month."),
    )


def _out_of_tables() -> Reason:
    return Reason(
        "date_out_of_tables",
        filled(
            _("The Umm al-Qura calendar is known from %(first)s to %(last)s AH."),
            first=FIRST_HIJRI_YEAR,
            last=LAST_HIJRI_YEAR,
        ),
        _("Write the date in the Gregorian calendar."),
    )


def _unmarked_hijri(text: str) -> Reason:
    return Reason(
        "date_calendar_unknown",
        filled(_("“%(text)s” looks like a Hijri date but does not say so."), text=quoted(text)),
        _("Add H or هـ after a Hijri date."),
    )
