"""What runs when: a bar from the first day to the last, months of both calendars along the edges, and today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from athar.foundation.core import dates, numerals
from athar.foundation.core.charts.bars import LINE_HEIGHT
from athar.foundation.core.charts.drawing import SMALL_SIZE, TEXT_SIZE, Canvas, Width
from athar.foundation.core.charts.lettering import width_of, wrapped
from athar.foundation.core.charts.table import Cell, Column, TableData, TableRow

State = Literal["done", "running", "planned"]
LOOKS: dict[State, str] = {"done": "bar", "running": "counted", "planned": "dashed"}
HEAD, FOOT, THICK, PITCH, GAP, ABOVE = 26, 26, 14, 36, 8, 24
LEAST = 4  # a day must be seen on an axis of years
STEPS = (1, 3, 6, 12, 24, 60, 120)  # months from one name on an axis to the next
NAMES: dict[Width, float] = {"wide": 220, "narrow": 0}


@dataclass(frozen=True)
class Span:
    """Something with a first and a last day; ``note`` says more about it in the table."""

    label: str
    starts_on: date
    ends_on: date
    state: State = "planned"
    note: str = ""

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            message = f"{self.label} ends before it starts"
            raise ValueError(message)


@dataclass(frozen=True)
class GanttData:
    """Spans and, when it lies among them, ``today``. They are drawn by first day, whatever order they come in."""

    name: str
    title: str
    rows: tuple[Span, ...]
    today: date | None = None
    caption: str = ""
    alt: str = ""
    row_heading: str = ""
    csv_url: str = ""
    kind: Literal["gantt"] = "gantt"
    split: bool = False

    @property
    def ordered(self) -> list[Span]:
        return sorted(self.rows, key=lambda span: (span.starts_on, span.ends_on, span.label, span.state))

    def as_table(self, language: str) -> TableData:
        with override(language):
            columns = (self.row_heading, _("First day"), _("Last day"), _("State"))
            rows = [
                TableRow((Cell(span.label), Cell(_day(span.starts_on)), Cell(_day(span.ends_on)), Cell(span.note or state_name(span.state))))
                for span in self.ordered
            ]  # fmt: skip
            return TableData(self.name, self.title, tuple(map(Column, columns)), tuple(rows), caption=self.caption, csv_url=self.csv_url)  # fmt: skip

    def told(self) -> list[str]:
        return [f"{span.label}: {_day(span.starts_on)} – {_day(span.ends_on)}" for span in self.ordered]


def state_name(state: State) -> str:
    return {"done": _("Done"), "running": _("Running"), "planned": _("Planned")}[state]


def _language() -> str:
    return get_language() or "ar"


def _day(day: date) -> str:
    return dates.format_day(day, _language(), numerals.active_digits())


@dataclass(frozen=True)
class Time:
    """Days from the first to the day after the last, along the part of a line."""

    first: date
    last: date
    begin: float
    length: float

    def at(self, day: date) -> float:
        whole = (self.last - self.first).days + 1
        return self.begin + self.length * (day - self.first).days / whole


def draw(canvas: Canvas, data: GanttData) -> float:
    """Draw the spans and return the height they took."""
    spans = data.ordered
    if not spans:
        return 0.0
    names = NAMES[canvas.variant]
    time = Time(spans[0].starts_on, max(span.ends_on for span in spans), names, canvas.width - names - 2)
    tall = HEAD + sum(_height(canvas, span) for span in spans)
    _calendar(canvas, time, _gregorian(time), tall, above=True)
    _calendar(canvas, time, _hijri(time), tall, above=False)
    shown = data.today is not None and time.first <= data.today <= time.last
    if data.today and shown:
        if time.begin:
            canvas.path([(time.at(data.today), HEAD - 6), (time.at(data.today), tall)], "now")
        _today(canvas, time, data.today, tall)
    y = float(HEAD)
    for span in spans:
        top = _span(canvas, span, time, y)
        if (
            data.today and shown and not time.begin
        ):  # the names stand above, where one long line would cross them
            canvas.path([(time.at(data.today), top - 3), (time.at(data.today), top + THICK + 3)], "now")
        y += _height(canvas, span)
    return tall + FOOT * (2 if shown else 1)


def _today(canvas: Canvas, time: Time, today: date, tall: float) -> None:
    words, at = _("Today"), time.at(today)
    half = width_of(words, SMALL_SIZE) / 2
    canvas.text(min(max(at, half), canvas.width - half), tall + FOOT + 17, words, "small", "middle")


def _lines(canvas: Canvas, span: Span) -> list[str]:
    return wrapped(span.label, TEXT_SIZE, (NAMES[canvas.variant] or canvas.width) - 12)


def _height(canvas: Canvas, span: Span) -> float:
    further = (len(_lines(canvas, span)) - 1) * LINE_HEIGHT
    return PITCH + further + (0 if NAMES[canvas.variant] else ABOVE - 8)


def _span(canvas: Canvas, span: Span, time: Time, y: float) -> float:
    """Draw a span; return where its bar begins."""
    lines = _lines(canvas, span)
    for number, words in enumerate(lines):
        canvas.text(0, y + (22 if time.begin else 18) + number * LINE_HEIGHT, words)
    further = (len(lines) - 1) * LINE_HEIGHT
    top = y + (PITCH + further - THICK) / 2 if time.begin else y + ABOVE + further + 3
    start = time.at(span.starts_on)
    length = max(time.at(span.ends_on + timedelta(days=1)) - start, LEAST)
    start = min(start, time.begin + time.length - length)
    canvas.rect(start, top, length, THICK, LOOKS[span.state])
    return top


Tick = tuple[date, str]


def _calendar(canvas: Canvas, time: Time, ticks: dict[int, list[Tick]], tall: float, *, above: bool) -> None:
    """The names of one calendar along one edge: as many as fit, each beginning where its month begins."""
    shown = next((ticks[step] for step in STEPS if _fits(time, ticks[step])), [])
    for day, words in shown:
        at = time.at(day)
        if above:
            canvas.path([(at, HEAD - 6), (at, tall)], "grid")
        if at + width_of(words, SMALL_SIZE) + 4 <= time.begin + time.length:
            canvas.text(at + 4, 14 if above else tall + 16, words, "muted")


def _fits(time: Time, ticks: list[Tick]) -> bool:
    starts = [time.at(day) for day, _words in ticks]
    return all(
        width_of(words, SMALL_SIZE) + GAP <= following - start
        for start, following, (_day, words) in zip(starts, starts[1:], ticks, strict=False)
    )


def _gregorian(time: Time) -> dict[int, list[Tick]]:
    months = list(_months_of(time))
    return {
        step: [
            (day, _month_words(dates.month_name(day.month, _language()), day.year, step))
            for day in months
            if (day.year * 12 + day.month - 1) % step == 0
        ]
        for step in STEPS
    }


def _months_of(time: Time) -> Iterator[date]:
    day = time.first.replace(day=1)
    while day <= time.last:
        if day >= time.first:
            yield day
        day = (day + timedelta(days=32)).replace(day=1)


def _hijri(time: Time) -> dict[int, list[Tick]]:
    first, last = dates.hijri(time.first), dates.hijri(time.last)
    count = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    months = [(number, dates.HijriDay(number // 12, number % 12 + 1, 1)) for number in count]
    starts = [(number, month, month.gregorian()) for number, month in months]
    return {
        step: [
            (day, _month_words(dates.hijri_month_name(month.month, _language()), month.year, step))
            for number, month, day in starts
            if number % step == 0 and time.first <= day <= time.last
        ]
        for step in STEPS
    }


def _month_words(month: str, year: int, step: int) -> str:
    written = str(year) if numerals.active_digits() == "latin" else numerals.arabic_digits(str(year))
    return written if step % 12 == 0 else f"{month} {written}"
