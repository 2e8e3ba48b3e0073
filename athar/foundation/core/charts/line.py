"""A line with its points along time, and what was aimed at as a dotted line."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from athar.foundation.core.charts.drawing import SMALL_SIZE, Canvas, Point
from athar.foundation.core.charts.lettering import width_of
from athar.foundation.core.charts.model import ChartData, Number
from athar.foundation.core.charts.scale import ceiling

TALL = 210
HEAD = 30
FOOT = 26
EDGE = 26  # so that the first and last value are not cut
DOT = 4
ABOVE, BELOW = -11, 21
SIDE = 0.7  # of half the value's width


def draw(canvas: Canvas, chart: ChartData) -> float:
    """Draw the line and return the height it took."""
    values = [row.value for row in chart.rows]
    goals = [row.goal for row in chart.rows]
    known = [float(value) for value in (*values, *goals) if value is not None]
    top = ceiling(max(known, default=0))
    ground = HEAD + TALL
    canvas.path([(0, ground), (canvas.width, ground)], "axis")
    points = _points(canvas, values, top)
    _goal(canvas, _points(canvas, goals, top), points)
    canvas.path(points, "trend")
    for start, y in points:
        canvas.circle(start, y, DOT, "point")
    _values(canvas, points, [canvas.write(value) for value in values])
    _names(canvas, points, [row.brief for row in chart.rows], ground)
    return ground + FOOT


def _goal(canvas: Canvas, aims: Sequence[Point], points: Sequence[Point]) -> None:
    """The dotted line, named at the end where it is farther from the values."""
    if not aims:
        return
    canvas.path(aims, "goal")
    at_end = abs(aims[-1][1] - points[-1][1]) > abs(aims[0][1] - points[0][1])
    start, y = aims[-1] if at_end else aims[0]
    canvas.text(
        start + (EDGE if at_end else -EDGE), y - 8, _("Target"), "muted", "end" if at_end else "start"
    )


def _points(canvas: Canvas, values: Sequence[Number | None], top: float) -> list[Point]:
    step = (canvas.width - 2 * EDGE) / max(len(values) - 1, 1)
    return [
        (EDGE + place * step, HEAD + TALL * (1 - float(value) / top))
        for place, value in enumerate(values)
        if value is not None
    ]


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


def _names(canvas: Canvas, points: Sequence[Point], names: Sequence[str], ground: float) -> None:
    """Names under the axis, every second or third where all of them do not fit; the newest always."""
    step = next((step for step in range(1, len(points) + 1) if _room(points, names, step)), 1)
    for place in range(len(points) - 1, -1, -step):
        at_edge = "end" if place == len(points) - 1 else "start" if place == 0 else "middle"
        start = {"end": points[place][0] + EDGE, "start": 0.0, "middle": points[place][0]}[at_edge]
        canvas.text(start, ground + 19, names[place], "muted", at_edge)  # type: ignore[arg-type]


def _room(points: Sequence[Point], names: Sequence[str], step: int) -> bool:
    shown = range(len(points) - 1, -1, -step)
    widest = max(width_of(names[place], SMALL_SIZE) for place in shown)
    distance = step * (points[1][0] - points[0][0]) if len(points) > 1 else widest
    return widest * 1.1 <= distance
