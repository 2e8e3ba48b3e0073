"""
Regions as tiles, where they lie on the map; never mirrored, for east stays east.

A disc in each tile grows in area with the number, solid for identified people and hatched for counted ones.
"""

import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

from athar.foundation.core.charts.drawing import SMALL_SIZE, Canvas, Width
from athar.foundation.core.charts.lettering import wrapped
from athar.foundation.core.charts.model import ChartData, ChartRow

GAP = 8
LINE_HEIGHT = 16
FULL_TURN = 2 * math.pi


@dataclass(frozen=True)
class Shape:
    """A tile's height, the largest disc in it, and the space kept clear inside its edge."""

    height: float
    radius: float
    pad: float


SHAPES: dict[Width, Shape] = {
    "wide": Shape(height=96, radius=34, pad=12),
    "narrow": Shape(height=120, radius=22, pad=7),
}


def draw(canvas: Canvas, chart: ChartData) -> float:
    """Draw the tiles and return the height they took. Rows without a place on the map are left to the table."""
    shape = SHAPES[canvas.variant]
    placed = [(row, row.tile) for row in chart.rows if row.tile]
    columns = max((column for _row, (_line, column) in placed), default=0) + 1
    width = (canvas.width - GAP * (columns - 1)) / columns
    most = max((float(row.value) for row, _tile in placed), default=0)
    for row, (line, column) in placed:
        x, y = column * (width + GAP), line * (shape.height + GAP)
        _tile(canvas, row, (x, y, width), most, shape)
    return (max((line for _row, (line, _column) in placed), default=-1) + 1) * (shape.height + GAP) - GAP


def _tile(
    canvas: Canvas, row: ChartRow, place: tuple[float, float, float], most: float, shape: Shape
) -> None:
    x, y, width = place
    canvas.rect(x + 0.5, y + 0.5, width - 1, shape.height - 1, "unknown" if row.missing else "tile")
    # Words begin at the reader's edge of the tile though the map itself is not mirrored.
    arabic = canvas.language == "ar"
    edge, far = (x + width - shape.pad, x + shape.pad) if arabic else (x + shape.pad, x + width - shape.pad)
    anchor = "end" if arabic else "start"
    lines = wrapped(
        row.label, SMALL_SIZE, width - 2 * shape.pad if canvas.variant == "narrow" else width * 0.62
    )
    for number, words in enumerate(lines):
        canvas.text(edge, y + 20 + number * LINE_HEIGHT, words, "muted", anchor)  # type: ignore[arg-type]
    baseline = y + 24 + len(lines) * LINE_HEIGHT
    known = not row.missing
    told = canvas.write(row.value) if known else _("no data")
    canvas.text(edge, baseline, told, "value" if known and row.value else "muted", anchor)  # type: ignore[arg-type]
    if known and row.value > 0 and most:
        radius = shape.radius * math.sqrt(float(row.value) / most)
        _disc(
            canvas,
            row,
            (far + (radius if arabic else -radius), y + shape.height - shape.pad - radius),
            radius,
        )


def _disc(canvas: Canvas, row: ChartRow, centre: tuple[float, float], radius: float) -> None:
    solid, hatched = row.parts
    share = solid / (solid + hatched)
    if share in {0.0, 1.0}:
        canvas.circle(centre[0], centre[1], radius, "bar" if share else "counted")
        return
    canvas.outline(_sector(centre, radius, 0, share), "bar")
    canvas.outline(_sector(centre, radius, share, 1), "counted")


def _sector(centre: tuple[float, float], radius: float, start: float, end: float) -> str:
    """A slice from one share of the turn to another, clockwise from the top."""
    (x1, y1), (x2, y2) = (
        (centre[0] + radius * math.sin(FULL_TURN * share), centre[1] - radius * math.cos(FULL_TURN * share))
        for share in (start, end)
    )
    large = int(end - start > 1 / 2)
    return f"M{centre[0]:.1f} {centre[1]:.1f}L{x1:.1f} {y1:.1f}A{radius:.1f} {radius:.1f} 0 {large} 1 {x2:.1f} {y2:.1f}Z"
