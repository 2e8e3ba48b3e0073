"""A line with its points along time, the interval each value lies in, and what was aimed at as a dotted line."""

from collections.abc import Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from athar.foundation.core.charts.drawing import SMALL_SIZE, Anchor, Canvas, Point
from athar.foundation.core.charts.lettering import width_of
from athar.foundation.core.charts.model import ChartData, ChartRow
from athar.foundation.core.charts.scale import ceiling

TALL = 210
HEAD = 30
FOOT = 26
EDGE = 26  # so that the first and last value are not cut
DOT = 4
ABOVE, BELOW = -11, 21
SIDE = 0.7  # of half the value's width


class Plane:
    """Where a value of a row stands."""

    def __init__(self, canvas: Canvas, rows: Sequence[ChartRow]) -> None:
        known = [float(row.goal) for row in rows if row.goal is not None]
        known += [float(row.value) for row in rows if not row.missing]
        known += [end for row in rows if row.interval for end in row.interval]
        self._top = ceiling(max(known)) if known and max(known) > 0 else (0.0 if known else 1.0)
        self._base = -ceiling(-min(known)) if known and min(known) < 0 else 0.0
        if self._top == self._base:
            self._top = 1.0
        # Names too wide for the edge push the first and last point inwards.
        self._edge = max([EDGE, *(width_of(canvas.write(value), SMALL_SIZE + 2) / 2 + 4 for value in known)])
        self._step = (canvas.width - 2 * self._edge) / max(len(rows) - 1, 1)

    def at(self, place: int, value: float) -> Point:
        share = (self._top - value) / (self._top - self._base)
        return self._edge + place * self._step, HEAD + TALL * share

    @property
    def zero(self) -> float:
        return self.at(0, 0.0)[1]


def draw(canvas: Canvas, chart: ChartData) -> float:
    """Draw the line and return the height it took. Where nothing is known the line is open, never drawn at 0."""
    rows = chart.rows
    plane = Plane(canvas, rows)
    canvas.path([(0, plane.zero), (canvas.width, plane.zero)], "axis")
    for run in _runs(rows):
        _interval(canvas, plane, rows, run)
    points = {place: plane.at(place, float(row.value)) for place, row in enumerate(rows) if not row.missing}
    _goal(canvas, plane, rows, list(points.values()))
    for run in _runs(rows):
        canvas.path([points[place] for place in run], "trend")
    for start, y in points.values():
        canvas.circle(start, y, DOT, "point")
    _values(canvas, list(points.values()), [canvas.write(rows[place].value) for place in points])
    _names(canvas, [plane.at(place, 0.0)[0] for place in range(len(rows))], [row.brief for row in rows])
    return HEAD + TALL + FOOT


def _runs(rows: Sequence[ChartRow]) -> list[list[int]]:
    """Places of rows that follow each other with nothing missing between them."""
    grouped = groupby(range(len(rows)), key=lambda place: rows[place].missing)
    return [list(places) for missing, places in grouped if not missing]


def _interval(canvas: Canvas, plane: Plane, rows: Sequence[ChartRow], run: Sequence[int]) -> None:
    ends = [(place, interval) for place in run if (interval := rows[place].interval)]
    if len(ends) == 1:
        place, (low, high) = ends[0]
        canvas.path([plane.at(place, low), plane.at(place, high)], "whisker")
    elif ends:
        upper = [plane.at(place, high) for place, (_low, high) in ends]
        lower = [plane.at(place, low) for place, (low, _high) in reversed(ends)]
        canvas.path([*upper, *lower], "band", closed=True)


def _goal(canvas: Canvas, plane: Plane, rows: Sequence[ChartRow], points: Sequence[Point]) -> None:
    """The dotted line, named at the end where it is farther from the values."""
    aims = [plane.at(place, float(row.goal)) for place, row in enumerate(rows) if row.goal is not None]
    if not aims:
        return
    canvas.path(aims, "goal")
    at_end = not points or abs(aims[-1][1] - points[-1][1]) > abs(aims[0][1] - points[0][1])
    _start, y = aims[-1] if at_end else aims[0]
    canvas.text(canvas.width if at_end else 0, y - 8, _("Target"), "muted", "end" if at_end else "start")


def _values(canvas: Canvas, points: Sequence[Point], words: Sequence[str]) -> None:
    """Direct values; the last and the highest first, then whatever still has room."""
    if not points:
        return
    highest = min(range(len(points)), key=lambda place: points[place][1])
    order = dict.fromkeys([len(points) - 1, highest, 0, *range(len(points))])
    taken: list[tuple[float, float]] = []
    for place in order:
        start, y = points[place]
        half = width_of(words[place], SMALL_SIZE + 2) / 2 + 3
        if all(start + half < low or start - half > high for low, high in taken):
            across, down = _beside(points, place)
            inside = min(max(start + across * half, half), canvas.width - half)
            canvas.text(inside, y + down, words[place], "value", "middle")
            taken.append((start - half, start + half))


def _beside(points: Sequence[Point], place: int) -> tuple[float, float]:
    """Where the value stands off the line: under a dip, over a peak, on the open side of a slope."""
    height = points[place][1]
    before = points[place - 1][1] if place else height
    after = points[place + 1][1] if place + 1 < len(points) else height
    if (
        before < height > after
        or (place == 0 and after < height)
        or (place + 1 == len(points) and before < height)
    ):
        return 0.0, BELOW
    rises, falls = after < height <= before, before < height <= after
    return (-SIDE if rises else SIDE if falls else 0.0), ABOVE


def _names(canvas: Canvas, starts: Sequence[float], names: Sequence[str]) -> None:
    """Names under the drawing, every second or third where all of them do not fit; the newest always."""
    step = next(
        (step for step in range(1, len(starts) + 1) if _room(starts, names, step)), max(len(starts), 1)
    )
    for place in range(len(starts) - 1, -1, -step):
        anchor: Anchor = "end" if place == len(starts) - 1 else "start" if place == 0 else "middle"
        start = {"end": canvas.width, "start": 0.0, "middle": starts[place]}[anchor]
        canvas.text(start, HEAD + TALL + 19, names[place], "muted", anchor)


def _room(starts: Sequence[float], names: Sequence[str], step: int) -> bool:
    shown = range(len(starts) - 1, -1, -step)
    widest = max(width_of(names[place], SMALL_SIZE) for place in shown)
    distance = step * (starts[1] - starts[0]) if len(starts) > 1 else widest
    return widest * 1.1 <= distance or len(shown) == 1
