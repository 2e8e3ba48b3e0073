"""Two groups back to back, their rows named in the middle: position tells them apart, not colour."""

from dataclasses import dataclass

from athar.foundation.core.charts.bars import LINE_HEIGHT
from athar.foundation.core.charts.drawing import TEXT_SIZE, Anchor, Canvas, Width
from athar.foundation.core.charts.lettering import width_of, wrapped
from athar.foundation.core.charts.model import ChartData, ChartRow
from athar.foundation.core.charts.scale import ceiling

SIDES: tuple[Anchor, Anchor] = ("end", "start")
HEAD = 30
GAP = 8
BASELINE = 5  # below the middle of a line
SHORTEST = 30  # units that the longest bar has at least


@dataclass(frozen=True)
class Shape:
    middle: float  # at least; more where the rows have longer names
    thick: float
    pitch: float
    room: float


SHAPES: dict[Width, Shape] = {
    "wide": Shape(middle=110, thick=18, pitch=32, room=58),
    "narrow": Shape(middle=64, thick=14, pitch=30, room=50),
}


def draw(canvas: Canvas, chart: ChartData) -> float:
    """Draw the pairs and return the height they took."""
    shape = SHAPES[canvas.variant]
    largest = max((float(number) for row in chart.rows for number in (row.value, row.second or 0)), default=0)
    written = [canvas.write(number) for row in chart.rows for number in (row.value, row.second or 0)]
    room = max([shape.room, *(width_of(words, TEXT_SIZE) + 2 * GAP for words in written)])
    named = max([shape.middle, *(width_of(row.label, TEXT_SIZE) + 2 * GAP for row in chart.rows)])
    # However long a name is, the bars beside it keep a length that can be compared.
    middle = min(named, canvas.width - 2 * (room + SHORTEST))
    near, far = (canvas.width - middle) / 2, (canvas.width + middle) / 2
    longest = near - room
    for name, start, anchor in zip(chart.series, (near, far), SIDES, strict=False):
        canvas.text(start, 16, name, "", anchor)
    height: float = HEAD
    for row in chart.rows:
        lines = wrapped(row.label, TEXT_SIZE, middle - 2 * GAP)
        tall = shape.pitch + (len(lines) - 1) * LINE_HEIGHT
        _name(canvas, lines, height + tall / 2)
        _pair(canvas, row, height + tall / 2, longest / ceiling(largest), shape, (near, far))
        height += tall
    for axis in (near, far):
        canvas.path([(axis, HEAD - 4), (axis, height)], "axis")
    return height + 4


def _name(canvas: Canvas, lines: list[str], centre: float) -> None:
    first = centre + BASELINE - (len(lines) - 1) * LINE_HEIGHT / 2
    for place, line in enumerate(lines):
        canvas.text(canvas.width / 2, first + place * LINE_HEIGHT, line, "", "middle")


def _pair(
    canvas: Canvas, row: ChartRow, centre: float, per_unit: float, shape: Shape, axes: tuple[float, float]
) -> None:
    near, far = axes
    top, baseline = centre - shape.thick / 2, centre + BASELINE
    for number, axis, side in ((row.value, near, -1), (row.second or 0, far, 1)):
        length = float(number) * per_unit
        if length:
            canvas.rect(axis - length if side < 0 else axis, top, length, shape.thick)
        canvas.text(
            axis + side * (length + GAP),
            baseline,
            canvas.write(number),
            "value",
            "end" if side < 0 else "start",
        )
