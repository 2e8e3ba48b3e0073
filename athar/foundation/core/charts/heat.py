"""A table whose cells are darker the greater their number; the number stands in each, so shade only helps the eye."""

from dataclasses import dataclass

from athar.foundation.core.charts.drawing import SMALL_SIZE, TEXT_SIZE, Canvas, Width
from athar.foundation.core.charts.lettering import width_of, wrapped
from athar.foundation.core.charts.model import ChartData, ChartRow
from athar.foundation.core.charts.table import Number

TALL, GAP, LINE_HEIGHT, FOOT = 36, 3, 17, 14
NOTHING = "–"


@dataclass(frozen=True)
class Shape:
    """Room for the names of rows at the start (wide), or a line of its own above the cells (narrow)."""

    names: float
    above: float


SHAPES: dict[Width, Shape] = {"wide": Shape(names=210, above=0), "narrow": Shape(names=0, above=24)}


def draw(canvas: Canvas, chart: ChartData) -> float:
    """Draw the table and return the height it took; columns that do not fit beside the others stand below them."""
    shape = SHAPES[canvas.variant]
    known = [float(cell) for row in chart.rows for cell in row.values if cell is not None]
    least, most = min(known, default=0.0), max(known, default=1.0)
    room = canvas.width - shape.names
    words = [canvas.write(cell) for row in chart.rows for cell in row.values if cell is not None]
    widest = max((width_of(word, TEXT_SIZE) for word in words), default=0) + 2 * GAP + 8
    longest = max((width_of(part, SMALL_SIZE) for name in chart.series for part in name.split()), default=0)
    beside = max(1, min(len(chart.series) or 1, int(room // (max(widest, longest) + GAP))))
    y = 0.0
    for first in range(0, len(chart.series), beside):
        block = range(first, min(first + beside, len(chart.series)))
        y = _block(canvas, chart, block, (room / beside, y), (least, most))
    return max(y - FOOT, 0)


def _block(
    canvas: Canvas, chart: ChartData, block: range, cell: tuple[float, float], ends: tuple[float, float]
) -> float:
    """Some of the columns; return where they end."""
    shape, (pitch, y) = SHAPES[canvas.variant], cell
    heads = [wrapped(chart.series[place], SMALL_SIZE, pitch - GAP) for place in block]
    head = max(len(lines) for lines in heads) * LINE_HEIGHT + 6
    for column, lines in enumerate(heads):
        middle = shape.names + pitch * (column + 0.5)
        for place, line in enumerate(lines):
            canvas.text(
                middle, y + head - 8 - (len(lines) - 1 - place) * LINE_HEIGHT, line, "muted", "middle"
            )
    y += head
    for row in chart.rows:
        y = _row(canvas, row, block, (pitch, y), ends)
    return y + FOOT


def _row(
    canvas: Canvas, row: ChartRow, block: range, cell: tuple[float, float], ends: tuple[float, float]
) -> float:
    shape, (pitch, y) = SHAPES[canvas.variant], cell
    lines = wrapped(row.label, TEXT_SIZE, (shape.names or canvas.width) - 12)
    first = y + 18 if shape.above else y + (TALL - (len(lines) - 1) * LINE_HEIGHT) / 2 + 5
    for place, line in enumerate(lines):
        canvas.text(0, first + place * LINE_HEIGHT, line)
    y += shape.above + (len(lines) - 1) * LINE_HEIGHT if shape.above else 0
    tall = TALL if shape.above else max(TALL, len(lines) * LINE_HEIGHT + 6)
    values = (*row.values, *(None,) * (block.stop - len(row.values)))
    for column, place in enumerate(block):
        _cell(canvas, values[place], (shape.names + pitch * column, y, pitch - GAP, tall - GAP), ends)
    return y + tall


def _cell(
    canvas: Canvas, value: Number | None, box: tuple[float, float, float, float], ends: tuple[float, float]
) -> None:
    start, y, length, tall = box
    middle, baseline = start + length / 2, y + tall / 2 + 5
    if value is None:
        canvas.rect(start + 0.5, y + 0.5, length - 1, tall - 1, "unknown")
        canvas.text(middle, baseline, NOTHING, "muted", "middle")
        return
    least, most = ends
    canvas.shade(start, y, length, tall, (float(value) - least) / (most - least) if most > least else 0.5)
    canvas.text(middle, baseline, canvas.write(value), "", "middle")
