"""Draws a chart in one width for one target."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import override

from athar.foundation.core.charts import (
    bars,
    columns,
    dots,
    flow,
    funnel,
    gantt,
    heat,
    line,
    network,
    pairs,
    spark,
    stacked,
    tiles,
)
from athar.foundation.core.charts.drawing import Canvas, Target, Width
from athar.foundation.core.charts.model import ChartData, ChartKind, ChartRow
from athar.foundation.core.charts.writing import Write, writer
from athar.foundation.core.numerals import Digits, use_digits

Drawable = ChartData | network.NetworkData | gantt.GanttData
Drawn = Drawable | flow.FlowData  # what is no exhibit, and has a page of its own

_DRAW: dict[ChartKind, Callable[[Canvas, ChartData], float]] = {
    "bars": bars.draw,
    "columns": columns.draw,
    "line": line.draw,
    "tiles": tiles.draw,
    "pairs": pairs.draw,
    "spark": spark.draw,
    "stacked": stacked.draw,
    "dots": dots.draw,
    "heat": heat.draw,
    "funnel": funnel.draw,
}


def render_svg(
    chart: Drawn, language: str, width: Width = "wide", target: Target = "html", digits: Digits = "latin"
) -> str:
    """
    The chart as SVG, 720 or 340 units wide (a sparkline 104, a flow what it needs), so that no label is shown under 13 px.

    :param target: ``html`` adds classes' hook, role and the words for those who do not see it.
    """
    write = writer(language, digits)
    canvas = Canvas(
        chart.name,
        language,
        width,
        write=write,
        mirrored=False if chart.kind == "tiles" else None,
        room=_room(chart),
    )
    with override(language), use_digits(digits):
        height = _height(canvas, chart)
        words = in_words(chart, write)
    return canvas.svg(height, words, target)


def _room(chart: Drawn) -> int | None:
    if isinstance(chart, flow.FlowData):
        return chart.room
    return spark.WIDE if chart.kind == "spark" else None


def _height(canvas: Canvas, chart: Drawn) -> float:
    match chart:
        case ChartData():
            return _DRAW[chart.kind](canvas, chart)
        case network.NetworkData():
            return network.draw(canvas, chart)
        case gantt.GanttData():
            return gantt.draw(canvas, chart)
        case flow.FlowData():
            return flow.draw(canvas, chart)


def in_words(chart: Drawn, write: Write) -> str:
    """The chart for those who do not see it, in the active language: what its writer said, or else its title and rows."""
    if chart.alt:
        return f"{chart.title}. {chart.alt}" if chart.title else chart.alt
    rows = [_told(chart, row, write) for row in chart.rows] if isinstance(chart, ChartData) else chart.told()
    return f"{chart.title}. {_('; ').join(rows) if rows else _('no data')}"


def _told(chart: ChartData, row: ChartRow, write: Write) -> str:
    if chart.kind == "pairs":
        sides = zip(chart.series, (row.value, row.second or 0), strict=False)
        return f"{row.label}: {_(', ').join(f'{name} {write(value)}' for name, value in sides)}"
    if chart.kind in {"stacked", "heat"}:
        parts = zip(chart.series, row.values, strict=False)
        known = [f"{name} {write(value) if value is not None else _('no data')}" for name, value in parts]
        return f"{row.label}: {_(', ').join(known)}"
    if row.missing:
        return f"{row.label}: {_('no data')}"
    if row.low is not None and row.high is not None:
        words = _("%(value)s, from %(low)s to %(high)s") % {"value": write(row.value), "low": write(row.low), "high": write(row.high)}  # fmt: skip
        return f"{row.label}: {words}"
    return f"{row.label}: {write(row.value)}"
