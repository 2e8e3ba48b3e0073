"""A chart as its own table."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from athar.foundation.core.charts.table import Cell, Column, Number, TableData, TableRow

if TYPE_CHECKING:
    from athar.foundation.core.charts.model import ChartData, ChartRow

Numbers = list[tuple[Number | None, ...]]


def table_of(chart: ChartData) -> TableData:
    """Every number of the chart, with headings in the active language."""
    headings, values = _columns(chart)
    columns = (Column(chart.row_heading), *(Column(heading, "number") for heading in headings))
    rows = [
        TableRow((Cell(row.label), *(Cell(number=number) for number in numbers)))
        for row, numbers in zip(chart.rows, values, strict=True)
    ]
    return TableData(
        name=chart.name,
        title=chart.title,
        columns=columns,
        rows=(*rows, *_overlap_rows(chart, len(headings))),
        caption=chart.caption,
        csv_url=chart.csv_url,
    )


def _columns(chart: ChartData) -> tuple[list[str], Numbers]:
    rows, heading = chart.rows, chart.value_heading or _("Value")
    if chart.kind == "pairs":
        return list(chart.series), [(row.value, row.second or 0) for row in rows]
    if chart.kind in {"stacked", "heat"}:
        return list(chart.series), [_padded(row, len(chart.series)) for row in rows]
    if chart.split:
        headings = [_("Identified"), _("Counted"), chart.value_heading or _("Total")]
        return headings, [(row.identified or 0, row.headcount or 0, row.value) for row in rows]
    if any(row.interval for row in rows):
        return [heading, _("Lower end"), _("Upper end")], [(_known(row), row.low, row.high) for row in rows]
    if any(row.goal is not None for row in rows):
        return [heading, _("Target")], [(_known(row), row.goal) for row in rows]
    return [heading], [(_known(row),) for row in rows]


def _known(row: ChartRow) -> Number | None:
    return None if row.missing else row.value


def _padded(row: ChartRow, many: int) -> tuple[Number | None, ...]:
    return (*row.values, *(None,) * many)[:many]


def _overlap_rows(chart: ChartData, numbers: int) -> tuple[TableRow, ...]:
    """Who was counted in more than one row, and the total without repeats."""
    if not chart.overlap:
        return ()
    total = sum(Decimal(str(row.value)) for row in chart.rows)
    overlap = Decimal(str(chart.overlap))
    blank = (Cell(),) * (numbers - 1)
    return (
        TableRow((Cell(_("Sum of the rows")), *blank, Cell(number=total)), "total"),
        TableRow(
            (Cell(chart.overlap_label or _("Counted in more than one row")), *blank, Cell(number=-overlap)),
            "total",
        ),
        TableRow((Cell(chart.total_label or _("Total")), *blank, Cell(number=total - overlap)), "total"),
    )
