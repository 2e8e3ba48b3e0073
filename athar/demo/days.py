"""Days on which things happen, and the moments at which somebody sits at a desk and enters or approves them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from athar.foundation.core.dates import RIYADH, hijri

FRIDAY, SATURDAY = 4, 5  # the weekend, as ``date.weekday`` counts
NATIONAL_DAYS = {(2, 22), (9, 23)}
RAMADAN, SHAWWAL, DHU_AL_HIJJAH = 9, 10, 12
AFTER_RAMADAN, AT_THE_PILGRIMAGE = range(1, 6), range(8, 14)


@cache
def is_holiday(day: date) -> bool:
    """Founding day, national day, and the days of both feasts."""
    lunar = hijri(day)
    feast = (lunar.month == SHAWWAL and lunar.day in AFTER_RAMADAN) or (
        lunar.month == DHU_AL_HIJJAH and lunar.day in AT_THE_PILGRIMAGE
    )
    return feast or (day.month, day.day) in NATIONAL_DAYS


@cache
def is_working(day: date) -> bool:
    return day.weekday() not in {FRIDAY, SATURDAY} and not is_holiday(day)


@cache
def is_school_day(day: date) -> bool:
    """Outside holidays, and outside the long one in summer."""
    summer = (7, 1) <= (day.month, day.day) <= (8, 24)
    return is_working(day) and not summer


def days(start: date, end: date) -> Iterator[date]:
    """Every day from ``start`` to ``end``, both included."""
    for offset in range((end - start).days + 1):
        yield start + timedelta(days=offset)


def working_days(start: date, end: date) -> list[date]:
    return [day for day in days(start, end) if is_working(day)]


def spread(many: list[date], count: int) -> list[date]:
    """``count`` of the days at even distances, in order; days repeat when there are too few."""
    return [many[index * len(many) // count] for index in range(count)]


def working_day_after(day: date, how_many: int = 1) -> date:
    """The how-many-th working day after ``day``."""
    while how_many:
        day += timedelta(days=1)
        how_many -= is_working(day)
    return day


def at_the_desk(rng: Random, day: date) -> datetime:
    """A moment in that day's office hours, which are shorter in Ramadan."""
    first, last = (10, 15) if hijri(day).month == RAMADAN else (8, 16)
    seconds = rng.randrange(first * 3600 + 900, last * 3600 - 900)
    return datetime.combine(day, time(), tzinfo=RIYADH) + timedelta(seconds=seconds)
