"""A table as a file: CSV that Excel reads as UTF-8, or a workbook. No cell can be taken for a formula."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from athar.foundation.core.spreadsheets import csv_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Rows = Iterable[Sequence[Any]]


def as_file(kind: str, name: str, headers: Sequence[str], rows: Rows, *, rtl: bool = False) -> HttpResponse:
    """A download; ``kind`` is csv or xlsx."""
    content, media_type = (
        (_xlsx(headers, rows, rtl), XLSX)
        if kind == "xlsx"
        else (csv_text(headers, rows), "text/csv; charset=utf-8")
    )
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _xlsx(headers: Sequence[str], rows: Rows, rtl: bool) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet()
        if rtl:
            sheet.right_to_left()
        bold = book.add_format({"bold": True})
        for column, header in enumerate(headers):
            sheet.write_string(0, column, header, bold)
        for line, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, line, column, cell)
        sheet.set_column(0, len(headers) - 1, 22)
    return buffer.getvalue()


def _write(sheet: Any, line: int, column: int, cell: Any) -> None:
    if isinstance(cell, int | float | Decimal):
        sheet.write_number(line, column, float(cell))
    elif cell is not None:
        sheet.write_string(line, column, str(cell))
