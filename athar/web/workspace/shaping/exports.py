"""A small table as a file: CSV that Excel reads as UTF-8, or a workbook. No cell can be taken for a formula."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from athar.foundation.core.spreadsheets import csv_text, write_workbook
from athar.foundation.core.tables.files import XLSX

Rows = Iterable[Sequence[Any]]


def as_file(kind: str, name: str, headers: Sequence[str], rows: Rows, *, rtl: bool = False) -> HttpResponse:
    """A download; ``kind`` is csv or xlsx. Long lists are ``core.tables``, which stream."""
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
    write_workbook(buffer, headers, rows, rtl=rtl)
    return buffer.getvalue()
