"""How something goes from state to state: stages as columns, states as boxes, steps as numbered arrows."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from athar.foundation.core.charts.drawing import SMALL_SIZE, TEXT_SIZE, Canvas
from athar.foundation.core.charts.flow_plan import WIDE, Arrow, Box, Plan, planned
from athar.foundation.core.charts.lettering import wrapped

LINE, PAD, ABOVE, ROUND, TIP = 18, 10, 12, 10, 7
WORDS = WIDE - 2 * PAD - 8  # widths of words are estimates


@dataclass(frozen=True)
class Station:
    """A box: ``note`` stands under its name, ``strong`` ones are drawn strong."""

    key: str
    label: str
    note: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Phase:
    """A column of boxes, under its name."""

    heading: str
    stations: tuple[Station, ...]


@dataclass(frozen=True)
class FlowData:
    """
    Columns of boxes and the arrows between them. It is as wide as it needs to be: the page lets it scroll.

    :param alt: the drawing in words; a page that shows it says the same in a table.
    """

    name: str
    title: str
    phases: tuple[Phase, ...]
    arrows: tuple[Arrow, ...]
    alt: str = ""
    kind: Literal["flow"] = "flow"

    @cached_property
    def plan(self) -> Plan:
        stations = {station.key: station for phase in self.phases for station in phase.stations}
        columns = [[station.key for station in phase.stations] for phase in self.phases]
        most = max((len(_heading(phase)) for phase in self.phases), default=0)
        return planned(columns, self.arrows, lambda key: _tall(stations[key]), ABOVE + most * LINE)

    @property
    def room(self) -> int:
        return int(self.plan.width) + 1

    def told(self) -> list[str]:
        return [f"{arrow.label}: {arrow.source} – {arrow.target}" for arrow in self.arrows]


def draw(canvas: Canvas, data: FlowData) -> float:
    """Draw the flow and return the height it took."""
    plan = data.plan
    for phase, start in zip(data.phases, plan.columns, strict=True):
        canvas.rect(start - 6, 0, WIDE + 12, plan.height, "widen")
        for number, words in enumerate(_heading(phase)):
            canvas.text(start, 20 + number * LINE, words, "strong")
    for way in plan.ways:
        canvas.path(way.points, "way")
    for way in plan.ways:
        _tip(canvas, way.points[-2], way.points[-1])
    for phase in data.phases:
        for station in phase.stations:
            _station(canvas, station, plan.boxes[station.key])
    for way in plan.ways:
        _badge(canvas, way.arrow.label, way.points)
    return plan.height


def _heading(phase: Phase) -> list[str]:
    return wrapped(phase.heading, TEXT_SIZE, WIDE - 8)


def _lines(station: Station) -> list[str]:
    return wrapped(station.label, SMALL_SIZE, WORDS)


def _notes(station: Station) -> list[str]:
    return wrapped(station.note, SMALL_SIZE, WORDS) if station.note else []


def _tall(station: Station) -> float:
    return 2 * PAD + LINE * (len(_lines(station)) + len(_notes(station)))


def _station(canvas: Canvas, station: Station, box: Box) -> None:
    canvas.rect(box.start, box.top, box.length, box.height, "station-main" if station.strong else "station")
    for number, words in enumerate(_lines(station)):
        canvas.text(box.start + PAD, box.top + PAD + 12 + number * LINE, words, "small")
    below = box.top + PAD + 12 + len(_lines(station)) * LINE
    for number, words in enumerate(_notes(station)):
        canvas.text(box.start + PAD, below + number * LINE, words, "muted")


def _tip(canvas: Canvas, before: tuple[float, float], at: tuple[float, float]) -> None:
    back = TIP if before[0] > at[0] else -TIP
    canvas.path([at, (at[0] + back, at[1] - TIP / 2), (at[0] + back, at[1] + TIP / 2)], "tip", closed=True)


def _badge(canvas: Canvas, label: str, points: tuple[tuple[float, float], ...]) -> None:
    (edge, y), (further, _y) = points[:2]
    middle = edge + (ROUND + 3 if further > edge else -ROUND - 3)
    canvas.circle(middle, y, ROUND, "badge")
    canvas.text(middle, y + 4.5, label, "small", "middle")
