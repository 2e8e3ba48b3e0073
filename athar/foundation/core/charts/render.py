"""Draws a chart in one width for one target."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import override

from athar.foundation.core.charts import bars, columns, line, pairs, spark, tiles
from athar.foundation.core.charts.drawing import Canvas, Target, Width
from athar.foundation.core.charts.model import ChartData, ChartKind
from athar.foundation.core.charts.writing import Write, writer
from athar.foundation.core.numerals import Digits

_DRAW: dict[ChartKind, Callable[[Canvas, ChartData], float]] = {
    "bars": bars.draw,
    "columns": columns.draw,
    "line": line.draw,
    "tiles": tiles.draw,
    "pairs": pairs.draw,
    "spark": spark.draw,
}


def render_svg(
    chart: ChartData, language: str, width: Width = "wide", target: Target = "html", digits: Digits = "latin"
) -> str:
    """
    The chart as SVG, 720 or 340 units wide (a sparkline 104), so that no label is shown under 13 px.

    :param target: ``html`` adds classes' hook, role and the words for those who do not see it.
    """
    write = writer(language, digits)
    canvas = Canvas(
        chart.name,
        language,
        width,
        write=write,
        mirrored=False if chart.kind == "tiles" else None,
        room=spark.WIDE if chart.kind == "spark" else None,
    )
    with override(language):
        height = _DRAW[chart.kind](canvas, chart)
        words = in_words(chart, write)
    return canvas.svg(height, words, target)


def in_words(chart: ChartData, write: Write) -> str:
    """The chart for those who do not see it, in the active language: what its writer said, or else its title and rows."""
    if chart.alt:
        return f"{chart.title}. {chart.alt}" if chart.title else chart.alt
    if chart.kind == "pairs":
        first, second = chart.series
        rows = [
            f"{row.label}: {first} {write(row.value)}{_(', ')}{second} {write(row.second or 0)}"
            for row in chart.rows
        ]
    else:
        rows = [f"{row.label}: {write(row.value)}" for row in chart.rows]
    return f"{chart.title}. {_('; ').join(rows)}"
