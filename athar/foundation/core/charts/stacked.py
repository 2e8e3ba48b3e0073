"""Bars in parts: solid, hatched, dotted, empty. The pattern tells the parts apart, never colour; a key stands above."""

from django.utils.translation import gettext as _

from athar.foundation.core.charts.bars import GAP, SHAPES, Shape, label, room_for
from athar.foundation.core.charts.drawing import SMALL_SIZE, Canvas
from athar.foundation.core.charts.lettering import width_of
from athar.foundation.core.charts.model import ChartData, ChartRow
from athar.foundation.core.charts.scale import ceiling

LOOKS = ("bar", "counted", "dotted", "empty")
MOST_PARTS = len(LOOKS)
MARK, KEY_LINE = 13, 24


def draw(canvas: Canvas, chart: ChartData) -> float:
    """
    Draw the stacks and return the height they took.

    :raises ValueError: for more parts than there are patterns, or a part below zero.
    """
    if len(chart.series) > MOST_PARTS:
        message = f"a stack has at most {MOST_PARTS} parts, this has {len(chart.series)}"
        raise ValueError(message)
    shape = SHAPES[canvas.variant]
    y = begin = _key(canvas, chart.series)
    top = ceiling(max((sum(_known(row)) for row in chart.rows), default=0))
    room = room_for(canvas, (sum(_known(row)) for row in chart.rows), shape)
    per_unit = (canvas.width - shape.axis - room) / top
    for row in chart.rows:
        y = _stack(canvas, row, per_unit, y, shape)
    if shape.axis:
        canvas.path([(shape.axis, begin), (shape.axis, y)], "axis")
    return y


def _known(row: ChartRow) -> list[float]:
    parts = [float(part or 0) for part in row.values]
    if any(part < 0 for part in parts):
        message = f"a part of a stack cannot be below zero: {row.label}"
        raise ValueError(message)
    return parts


def _stack(canvas: Canvas, row: ChartRow, per_unit: float, y: float, shape: Shape) -> float:
    bar_y, extra = label(canvas, row.label, y, shape)
    start = shape.axis
    for part, look in zip(_known(row), LOOKS, strict=False):
        if part > 0:
            canvas.rect(start, bar_y, part * per_unit, shape.thick, look)
            start += part * per_unit
    known = [part for part in row.values if part is not None]
    words = canvas.write(sum(known)) if known else _("no data")
    canvas.text(start + GAP, bar_y + shape.thick / 2 + 5, words, "value" if known else "muted")
    return y + shape.pitch + extra


def _key(canvas: Canvas, series: tuple[str, ...]) -> float:
    """Names of the parts beside their patterns, in as many lines as they need."""
    start, y = 0.0, 0.0
    for name, look in zip(series, LOOKS, strict=False):
        wide = MARK + GAP + width_of(name, SMALL_SIZE)
        if start and start + wide > canvas.width:
            start, y = 0.0, y + KEY_LINE
        canvas.rect(start + 1, y + 2, MARK - 2, MARK - 2, look)
        canvas.text(start + MARK + GAP, y + 13, name, "muted")
        start += wide + 2 * GAP
    return y + KEY_LINE + 4 if series else 0.0
