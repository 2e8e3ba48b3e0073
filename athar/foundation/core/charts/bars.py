"""Horizontal bars from the start edge; two stated scales, and the widening between them, when one bar dwarfs the rest."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from athar.foundation.core.charts.drawing import TEXT_SIZE, Canvas, Width
from athar.foundation.core.charts.lettering import width_of, wrapped
from athar.foundation.core.charts.model import ChartData, ChartRow
from athar.foundation.core.charts.scale import ceiling, two_scales
from athar.foundation.core.charts.table import Number

LINE_HEIGHT = 18
WIDENING = 46
GAP = 8


@dataclass(frozen=True)
class Shape:
    """
    Where things stand in a variant.

    :param axis: where bars begin. Wide: labels stand before it; narrow: above the bars.
    :param thick: height of a bar; ``pitch`` from one row to the next; ``room`` for the value behind the bar.
    """

    axis: float
    thick: float
    pitch: float
    room: float
    label_width: float


SHAPES: dict[Width, Shape] = {
    "wide": Shape(axis=250, thick=18, pitch=34, room=62, label_width=238),
    "narrow": Shape(axis=0, thick=13, pitch=48, room=62, label_width=336),
}


def draw(canvas: Canvas, chart: ChartData, *, in_time: bool = False) -> float:
    """
    Draw the bars and return the height they took.

    :param in_time: the rows follow each other in time, so they are never parted.
    """
    shape = SHAPES[canvas.variant]
    if any(row.value < 0 for row in chart.rows):
        return _both_sides(canvas, chart.rows, shape)
    parted = None if in_time else two_scales(chart.rows, chart.rest_label or _("All the others together"))
    if parted is None:
        top = ceiling(max((float(row.value) for row in chart.rows), default=0))
        return _panel(canvas, chart.rows, top, 0, shape)
    first = ceiling(max(float(row.value) for row in (*parted.large, parted.together)))
    second = ceiling(max(float(row.value) for row in parted.rest))
    canvas.text(0, 14, _("First scale: up to %(end)s") % {"end": canvas.write(first)}, "muted")
    y = _panel(canvas, (*parted.large, parted.together), first, 24, shape)
    y = _widening(
        canvas,
        float(parted.together.value) / first,
        y,
        shape,
        _("Larger scale: up to %(end)s") % {"end": canvas.write(second)},
        [row.value for row in (*parted.large, parted.together)],
    )
    return _panel(canvas, parted.rest, second, y, shape)


def room_for(canvas: Canvas, values: Iterable[Number], shape: Shape) -> float:
    """What is kept free behind the longest bar, so that the longest number still fits."""
    return max([shape.room, *(width_of(canvas.write(value), TEXT_SIZE) + GAP for value in values)])


def _panel(canvas: Canvas, rows: tuple[ChartRow, ...], top: float, y: float, shape: Shape) -> float:
    longest = canvas.width - shape.axis - room_for(canvas, (row.value for row in rows), shape)
    begin = y
    for row in rows:
        y = _row(canvas, row, longest / top, y, shape)
    if shape.axis:
        canvas.path([(shape.axis, begin), (shape.axis, y)], "axis")
    return y


def _row(canvas: Canvas, row: ChartRow, per_unit: float, y: float, shape: Shape) -> float:
    bar_y, extra = label(canvas, row.label, y, shape)
    if row.missing:
        canvas.text(shape.axis + GAP, bar_y + shape.thick / 2 + 5, _("no data"), "muted")
        return y + shape.pitch + extra
    parts = [part * per_unit for part in row.parts]
    canvas.split_bar(shape.axis, bar_y, parts, shape.thick)
    canvas.text(shape.axis + sum(parts) + GAP, bar_y + shape.thick / 2 + 5, canvas.write(row.value), "value")
    return y + shape.pitch + extra


def label(canvas: Canvas, words: str, y: float, shape: Shape) -> tuple[float, float]:
    """Write the name of a row; return where its bar stands and how much higher the row is for its further lines."""
    lines = wrapped(words, TEXT_SIZE, shape.label_width)
    extra = (len(lines) - 1) * LINE_HEIGHT
    above = not shape.axis
    first = y + (18 if above else 22)
    for place, line in enumerate(lines):
        canvas.text(0, first + place * LINE_HEIGHT, line)
    return (y + extra + 25 if above else y + (shape.pitch + extra - shape.thick) / 2), extra


def _both_sides(canvas: Canvas, rows: tuple[ChartRow, ...], shape: Shape) -> float:
    """Bars to both sides of zero, on one scale; what is below zero lies towards the start."""
    low = ceiling(max(-float(row.value) for row in rows))
    high = ceiling(max(float(row.value) for row in rows)) if any(row.value > 0 for row in rows) else 0.0
    room = room_for(canvas, (row.value for row in rows), shape)
    per_unit = (canvas.width - shape.axis - 2 * room) / (low + high)
    zero, y = shape.axis + room + low * per_unit, 0.0
    for row in rows:
        bar_y, extra = label(canvas, row.label, y, shape)
        baseline = bar_y + shape.thick / 2 + 5
        length = abs(float(row.value)) * per_unit
        if row.missing:
            canvas.text(zero + GAP, baseline, _("no data"), "muted")
        elif row.value < 0:
            canvas.rect(zero - length, bar_y, length, shape.thick, "empty")
            canvas.text(zero - length - GAP, baseline, canvas.write(row.value), "value", "end")
        else:
            canvas.split_bar(zero, bar_y, (length, 0.0), shape.thick)
            canvas.text(zero + length + GAP, baseline, canvas.write(row.value), "value")
        if not shape.axis:  # the names stand above the bars, where one long line would cross them
            canvas.path([(zero, bar_y - 3), (zero, bar_y + shape.thick + 3)], "axis")
        y += shape.pitch + extra
    if shape.axis:
        canvas.path([(zero, 0), (zero, y)], "axis")
    return y


def _widening(
    canvas: Canvas, share: float, y: float, shape: Shape, words: str, values: Iterable[Number]
) -> float:
    """The length of the others on the first scale opens into the whole length of the second."""
    longest = canvas.width - shape.axis - room_for(canvas, values, shape)
    low, high = shape.axis + longest * share, shape.axis + longest
    canvas.path(
        [(shape.axis, y + 4), (low, y + 4), (high, y + WIDENING), (shape.axis, y + WIDENING)],
        "widen",
        closed=True,
    )
    canvas.text(0, y + WIDENING - 12, words, "muted")
    return y + WIDENING + 4
