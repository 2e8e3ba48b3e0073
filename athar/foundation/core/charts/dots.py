"""A dot for each value and a line for the interval it lies in, the greatest first."""

from django.utils.translation import gettext as _

from athar.foundation.core.charts.bars import LINE_HEIGHT, SHAPES, label
from athar.foundation.core.charts.drawing import SMALL_SIZE, TEXT_SIZE, Anchor, Canvas
from athar.foundation.core.charts.lettering import fit, width_of, wrapped
from athar.foundation.core.charts.model import ChartData, ChartRow
from athar.foundation.core.charts.scale import Axis, axis_over

DOT, CAP, GAP, FOOT, EDGE = 5, 5, 9, 26, 10


def ordered(rows: tuple[ChartRow, ...]) -> list[ChartRow]:
    """Greatest first, equal ones by name, unknown ones last: the order they come in does not matter."""
    return sorted(rows, key=lambda row: (row.missing, -float(row.value), row.label))


def draw(canvas: Canvas, chart: ChartData) -> float:
    """Draw the dots and return the height they took."""
    shape = SHAPES[canvas.variant]
    rows = ordered(chart.rows)
    known = [float(row.value) for row in rows if not row.missing]
    known += [end for row in rows if row.interval for end in row.interval]
    axis = axis_over(known)
    room = max((width_of(canvas.write(row.value), TEXT_SIZE) for row in rows if not row.missing), default=0)
    begin, length = shape.axis + EDGE, canvas.width - shape.axis - 2 * EDGE - room - GAP
    tall = sum(label_height(row, shape.label_width) for row in rows) + len(rows) * shape.pitch
    _grid(canvas, axis, begin, length, tall)
    y = 0.0
    for row in rows:
        bar_y, extra = label(canvas, row.label, y, shape)
        _dot(canvas, row, axis, (begin, length), bar_y + shape.thick / 2)
        y += shape.pitch + extra
    return tall + FOOT


def label_height(row: ChartRow, room: float) -> float:
    """How much higher a row is for the further lines of its name."""
    return (len(wrapped(row.label, TEXT_SIZE, room)) - 1) * LINE_HEIGHT


def _grid(canvas: Canvas, axis: Axis, begin: float, length: float, tall: float) -> None:
    words = [canvas.write(tick) for tick in axis.ticks]
    step = next(
        step
        for step in range(1, len(words) + 1)
        if step == len(words) or fit(words, SMALL_SIZE, step * length / max(len(words) - 1, 1) - GAP)
    )
    for place, tick in enumerate(axis.ticks):
        start = begin + length * axis.share(tick)
        canvas.path([(start, 0), (start, tall)], "grid")
        if place % step == 0:
            anchor: Anchor = "start" if place == 0 and not begin > EDGE else "middle"
            canvas.text(start if anchor == "middle" else 0, tall + 18, words[place], "muted", anchor)


def _dot(canvas: Canvas, row: ChartRow, axis: Axis, place: tuple[float, float], y: float) -> None:
    begin, length = place
    if row.missing:
        canvas.text(begin, y + 5, _("no data"), "muted")
        return
    at = begin + length * axis.share(float(row.value))
    beyond = at + DOT
    if row.interval:
        low, high = (begin + length * axis.share(end) for end in row.interval)
        canvas.path([(low, y), (high, y)], "whisker")
        for end in (low, high):
            canvas.path([(end, y - CAP), (end, y + CAP)], "whisker")
        beyond = max(beyond, high)
    canvas.circle(at, y, DOT, "point")
    canvas.text(beyond + GAP, y + 5, canvas.write(row.value), "value")
