"""Tables as files to download."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import StreamingHttpResponse

from athar.engine.ledger.models import Record
from athar.foundation.core.spreadsheets import csv_lines
from athar.web.site.presenting.records import SightOf, beneficiary

PIECE = 2_000
COLUMNS = (
    "number", "kind", "occurred_on", "initiative", "edition", "region", "place", "beneficiary", "headcount", "method",
    "quantity", "unit", "level", "evidence_sha256", "entered_at", "approved_at", "hash",
)  # fmt: skip


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(csv_lines(header, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def record_cells(record: Record, sight_of: SightOf) -> list[Any]:
    return [
        str(record), record.kind, record.occurred_on, record.initiative.code, record.edition.code if record.edition else "",
        record.region_id or "", record.place, beneficiary(record, sight_of(record)), record.headcount, record.method,
        record.quantity, record.unit, record.level, record.evidence.sha256 if record.evidence else "",
        record.entered_at.isoformat(), record.approved_at.isoformat(), bytes(record.hash).hex(),
    ]  # fmt: skip
