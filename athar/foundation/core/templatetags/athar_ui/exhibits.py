"""Charts with everything that belongs to them: words, table, file."""

from typing import Any

from django.template import Library
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from athar.foundation.core.charts import Drawable, TableData, TableRow, render_svg
from athar.foundation.core.numerals import active_digits
from athar.foundation.core.sparkline import Spark

register = Library()


def rows_of(table: TableData) -> dict[str, Any]:
    """Body and foot of a table, each cell with its column; what core/rows.html writes."""
    return {
        "table": table,
        "body": [_row(table, row) for row in table.body],
        "totals": [_row(table, row) for row in table.totals],
    }


def _row(table: TableData, row: TableRow) -> dict[str, Any]:
    return {
        "group": row.cells[0].text if row.kind == "group" else "",
        "cells": list(zip(row.cells, table.columns, strict=False)),
        "name": row.cells[0].text,
    }


def parts_of(chart: Drawable, language: str, level: int = 3) -> dict[str, Any]:
    """What core/exhibit.html needs, in the language."""
    drawings = {
        width: mark_safe(render_svg(chart, language, width, "html", active_digits()))  # noqa: S308  # nosec B308, B703 -- ours, escaped where drawn
        for width in ("wide", "narrow")
    }  # fmt: skip
    return {"chart": chart, "level": level, **rows_of(chart.as_table(language)), **drawings}


@register.inclusion_tag("core/exhibit.html")
def exhibit(chart: Drawable, level: int = 3) -> dict[str, Any]:
    """Show a chart with its table and its file; see core/exhibit.html."""
    return parts_of(chart, "en" if (get_language() or "ar").startswith("en") else "ar", level)


@register.inclusion_tag("core/spark.html")
def spark(line: Spark | None) -> dict[str, Any]:
    """Show how a value grew, in a cell of a table; see core/spark.html."""
    return {"line": line}
