"""Tables for spreadsheets: UTF-8 that Excel recognises, workbooks, and no cell that could be a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.utils.functional import Promise

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COLUMN_WIDTH = 22  # characters


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would read a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """CSV line by line, for answers that stream; numbers as they are, texts made harmless, None empty."""
    buffer = io.StringIO(BOM)
    buffer.seek(0, io.SEEK_END)
    writer = csv.writer(buffer)
    writer.writerow([harmless(column) for column in columns])
    yield buffer.getvalue()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([_csv_cell(cell) for cell in row])
        yield buffer.getvalue()


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A whole CSV file as text."""
    return "".join(csv_lines(columns, rows))


def write_workbook(
    target: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[object]], *, rtl: bool = False
) -> None:
    """
    Write an XLSX workbook of one sheet, row after row; its head stays in sight.

    Texts are written as texts: a spreadsheet shows ``=1+1``, and does not reckon it.
    """
    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, settings) as book:
        sheet = book.add_worksheet()
        if rtl:
            sheet.right_to_left()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, COLUMN_WIDTH)
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for column, header in enumerate(columns):
            sheet.write_string(0, column, header, bold)
        for line, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, line, column, cell, day)


def _csv_cell(cell: object) -> object:
    if cell is None:
        return ""
    if isinstance(cell, str | Promise):
        return harmless(str(cell))
    return cell.isoformat(sep=" ", timespec="minutes") if isinstance(cell, datetime) else cell


def _write(sheet: Any, line: int, column: int, cell: object, day: Any) -> None:
    if isinstance(cell, datetime):  # Excel knows no time zones
        sheet.write_string(line, column, cell.isoformat(sep=" ", timespec="minutes"))
    elif isinstance(cell, date):
        sheet.write_datetime(line, column, cell, day)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(line, column, float(cell))
    elif cell is not None:
        sheet.write_string(line, column, str(cell))
