"""Columns along time, solid where people are identified and hatched where they were counted."""

from django.utils.translation import gettext as _

from athar.foundation.core.charts import bars
from athar.foundation.core.charts.drawing import SMALL_SIZE, Canvas
from athar.foundation.core.charts.lettering import fit
from athar.foundation.core.charts.model import ChartData, ChartRow
from athar.foundation.core.charts.scale import ceiling

TALL = 230
HEAD = 26  # room for the value over the tallest column
FOOT = 26
SHARE = 0.62  # of the pitch, taken by the column
WIDEST = 64


def draw(canvas: Canvas, chart: ChartData) -> float:
    """Draw the columns and return the height they took; where names do not fit under them, rows take their place."""
    pitch = canvas.width / max(len(chart.rows), 1)
    if not fit(
        [row.brief for row in chart.rows] + [canvas.write(row.value) for row in chart.rows],
        SMALL_SIZE,
        pitch * 1.06,
    ):
        return bars.draw(canvas, chart, in_time=True)
    if any(row.value < 0 for row in chart.rows):
        return bars.draw(canvas, chart, in_time=True)
    top = ceiling(max((float(row.value) for row in chart.rows), default=0))
    ground = HEAD + TALL
    for place, row in enumerate(chart.rows):
        _column(canvas, row, place, pitch, TALL / top)
    canvas.path([(0, ground), (canvas.width, ground)], "axis")
    return ground + FOOT


def _column(canvas: Canvas, row: ChartRow, place: int, pitch: float, per_unit: float) -> None:
    thick = min(pitch * SHARE, WIDEST)
    middle, ground = pitch * (place + 0.5), HEAD + TALL
    y = float(ground)
    for part, kind in zip((0.0, 0.0) if row.missing else row.parts, ("bar", "counted"), strict=True):
        tall = part * per_unit
        if tall > 0:
            y -= tall
            canvas.rect(middle - thick / 2, y, thick, tall, kind)
    canvas.text(
        middle,
        y - 8,
        _told(canvas, row),
        "value" if row.value and not row.missing else "muted",
        "middle",
    )
    canvas.text(middle, ground + 19, row.brief, "muted", "middle")


def _told(canvas: Canvas, row: ChartRow) -> str:
    if row.missing:
        return _("no data")
    return canvas.write(row.value) if row.value else _("none")
