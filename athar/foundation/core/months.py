"""
A month as a grid of weeks, in either calendar, with what happens in it.

The week begins on Sunday and ends with Friday and Saturday, as in Saudi Arabia. A month of one calendar touches two of
the other; both are named.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from athar.foundation.core.dates import (
    Calendar,
    DateRefused,
    HijriDay,
    hijri,
    hijri_month,
    hijri_month_name,
    month_name,
    with_era,
)
from athar.foundation.core.numerals import latin_digits
from athar.foundation.core.refusals import Text

WEEK = 7
LANES = 4  # what a day shows one above the other; the rest is said as a number
MONTHS = 12
FRIDAY, SATURDAY = 4, 5


@dataclass(frozen=True)
class Event:
    """Something on one day or several; ``tone``: done, running, planned."""

    first: date
    last: date
    title: Text
    url: str = ""
    note: Text = ""
    tone: str = "planned"


@dataclass(frozen=True)
class Day:
    """
    :param number: of the leading calendar; ``other`` of the second one, ``other_month`` its month where that begins or the grid does.
    :param more: how many more events it has than there are lanes.
    """

    day: date
    number: int
    other: int
    other_month: int
    inside: bool
    today: bool
    weekend: bool
    more: int = 0


@dataclass(frozen=True)
class Bar:
    """A stretch of a lane: an event over ``span`` days of the week, or, without one, a free day."""

    day: Day
    span: int = 1
    event: Event | None = None
    begins: bool = False
    ends: bool = False


@dataclass(frozen=True)
class Week:
    """Seven days, and lanes of bars that together span them."""

    days: Sequence[Day]
    lanes: Sequence[Sequence[Bar]]

    @property
    def is_crowded(self) -> bool:
        return any(day.more for day in self.days)


@dataclass(frozen=True)
class Month:
    """A month of one calendar; ``str`` is how an address calls it: 2024-03, 1445-09H."""

    calendar: Calendar
    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}{'H' if self.calendar == 'hijri' else ''}"

    @property
    def first(self) -> date:
        return (
            hijri_month(self.year, self.number)[0]
            if self.calendar == "hijri"
            else date(self.year, self.number, 1)
        )

    @property
    def last(self) -> date:
        if self.calendar == "hijri":
            return hijri_month(self.year, self.number)[1]
        return (date(self.year, self.number, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)

    def moved(self, months: int) -> "Month | None":
        """The month so many later, or earlier; None where the tables of the Hijri calendar end."""
        place = self.year * MONTHS + self.number - 1 + months
        return parse_month(str(Month(self.calendar, place // MONTHS, place % MONTHS + 1)))

    def label(self, language: str) -> str:
        """«مارس 2024», «رمضان 1445 هـ»."""
        if self.calendar == "gregorian":
            return f"{month_name(self.number, language)} {self.year}"
        year = with_era(self.year, "هـ" if language == "ar" else "AH")
        return f"{hijri_month_name(self.number, language)} {year}"

    def other_label(self, language: str) -> str:
        """The months of the other calendar that it touches."""
        other: Calendar = "gregorian" if self.calendar == "hijri" else "hijri"
        touched = dict.fromkeys((month_of(self.first, other), month_of(self.last, other)))
        return (" و" if language == "ar" else " and ").join(month.label(language) for month in touched)


def month_of(day: date, calendar: Calendar) -> Month:
    """
    Return the month a day lies in.

    :raises DateRefused: for a day outside the Hijri tables.
    """
    if calendar == "gregorian":
        return Month(calendar, day.year, day.month)
    then = hijri(day)
    return Month(calendar, then.year, then.month)


def parse_month(text: str) -> Month | None:
    """``2024-03``, ``1445-09H``, in either digits; None for anything else, and outside the Hijri tables."""
    written = latin_digits(text).strip().upper()
    year, dash, number = written.removesuffix("H").partition("-")
    if not (dash and year.isascii() and year.isdigit() and number.isascii() and number.isdigit()):
        return None
    month = Month("hijri" if written.endswith("H") else "gregorian", int(year), int(number))
    try:
        # The grid reaches a week beyond either end, and each of its days is told in both calendars.
        hijri(month.first - timedelta(days=WEEK))
        hijri(month.last + timedelta(days=WEEK))
    except (DateRefused, ValueError, OverflowError):
        return None
    return month


def weeks_of(month: Month, events: Iterable[Event], *, today: date) -> list[Week]:
    """The weeks a month touches, Sunday first; days of its neighbours are marked as outside."""
    sunday = month.first - timedelta(days=(month.first.weekday() + 1) % WEEK)
    planned = sorted(events, key=lambda event: (event.first, -(event.last - event.first).days))
    weeks: list[Week] = []
    while sunday <= month.last:
        days = [sunday + timedelta(days=place) for place in range(WEEK)]
        lanes = _lanes(days, planned)
        told = [
            _day(day, month, lanes[LANES:], today=today, first_of_grid=day == days[0] and not weeks)
            for day in days
        ]
        weeks.append(Week(told, [list(_bars(told, lane)) for lane in lanes[:LANES]]))
        sunday += timedelta(days=WEEK)
    return weeks


def _lanes(days: Sequence[date], events: Iterable[Event]) -> list[list[Event]]:
    """Each event of the week in the first lane that is free throughout, so that its bar never jumps."""
    lanes: list[list[Event]] = []
    for event in events:
        if event.last < days[0] or event.first > days[-1]:
            continue
        lane = next((lane for lane in lanes if _is_free(lane, event)), None)
        if lane is None:
            lane = []
            lanes.append(lane)
        lane.append(event)
    return lanes


def _is_free(lane: Sequence[Event], event: Event) -> bool:
    return all(event.last < other.first or event.first > other.last for other in lane)


def _bars(days: Sequence[Day], lane: Sequence[Event]) -> Iterator[Bar]:
    place = 0
    while place < len(days):
        here = days[place]
        event = _on(lane, here.day)
        span = min((event.last - here.day).days + 1, len(days) - place) if event else 1
        if event is None:
            yield Bar(here)
        else:
            yield Bar(here, span, event, begins=event.first == here.day, ends=event.last <= days[-1].day)
        place += span


def _on(lane: Sequence[Event], day: date) -> Event | None:
    return next((event for event in lane if event.first <= day <= event.last), None)


def _day(
    day: date, month: Month, hidden: Sequence[Sequence[Event]], *, today: date, first_of_grid: bool
) -> Day:
    then = hijri(day)
    leading, other = _numbers(day, then) if month.calendar == "gregorian" else _numbers(day, then)[::-1]
    return Day(
        day=day,
        number=leading[1],
        other=other[1],
        other_month=other[0] if other[1] == 1 or first_of_grid else 0,
        inside=month.first <= day <= month.last,
        today=day == today,
        weekend=day.weekday() in {FRIDAY, SATURDAY},
        more=sum(_on(lane, day) is not None for lane in hidden),
    )


def _numbers(day: date, then: HijriDay) -> tuple[tuple[int, int], tuple[int, int]]:
    """Month and day, Gregorian first."""
    return (day.month, day.day), (then.month, then.day)
