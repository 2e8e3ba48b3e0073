"""A list as a file: whole, in the chosen columns, written row by row whatever its length."""

import io
from collections.abc import Iterator

from django.http import FileResponse, StreamingHttpResponse
from django.utils.translation import get_language, get_language_bidi, override

from athar.foundation.core.spreadsheets import csv_lines, write_workbook
from athar.foundation.core.tables.table import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_file(table: Table, kind: str) -> StreamingHttpResponse | FileResponse:
    """``kind`` is csv or xlsx. Digits are Latin and days ISO, whatever the reader prefers: programs read files."""
    answer = _csv(table) if kind == "csv" else _xlsx(table)
    answer.headers["Content-Disposition"] = f'attachment; filename="{table.name}.{kind}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _csv(table: Table) -> StreamingHttpResponse:
    language = get_language() or "ar"

    def lines() -> Iterator[str]:
        # Written after the answer has left the middleware, which forgets the language then.
        with override(language):
            yield from csv_lines(table.headers(), table.values())

    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")


def _xlsx(table: Table) -> FileResponse:
    # Its rows wait on the disk while it is written; only the packed file, some 50 bytes a row, is held.
    file = io.BytesIO()
    write_workbook(file, table.headers(), table.values(), rtl=get_language_bidi())
    file.seek(0)
    return FileResponse(file, content_type=XLSX)
