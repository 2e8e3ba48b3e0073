"""Tables as files: CSV that spreadsheet programs open in Arabic, and in which no cell is a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse

from athar.engine.ledger.models import Record
from athar.foundation.people.rules import Sight
from athar.web.site.presenting.records import beneficiary

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Excel reads Arabic as Latin
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
PIECE = 2_000
COLUMNS = (
    "number", "kind", "occurred_on", "initiative", "edition", "region", "place", "beneficiary", "headcount", "method",
    "quantity", "unit", "level", "evidence_sha256", "entered_at", "approved_at", "hash",
)  # fmt: skip


def neutral(cell: Any) -> str:
    """
    A cell that a spreadsheet takes for text, whatever somebody typed into it (OWASP, CSV injection).

    Numbers stay as they are: a minus that belongs to a number starts no formula.
    """
    text = "" if cell is None else str(cell)
    if isinstance(cell, str) and text.lstrip(" ").startswith(FORMULAS):
        return f"'{text}"
    return text


class _Line:
    """What ``csv.writer`` writes to: it hands each line on instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield BOM + writer.writerow(header)
    for row in rows:
        yield writer.writerow([neutral(cell) for cell in row])


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(csv_lines(header, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def record_cells(record: Record, sight: Sight) -> list[Any]:
    return [
        str(record), record.kind, record.occurred_on, record.initiative.code, record.edition.code if record.edition else "",
        record.region_id or "", record.place, beneficiary(record, sight), record.headcount, record.method,
        record.quantity, record.unit, record.level, record.evidence.sha256 if record.evidence else "",
        record.entered_at.isoformat(), record.approved_at.isoformat(), bytes(record.hash).hex(),
    ]  # fmt: skip
