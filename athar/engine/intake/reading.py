"""Reading a file: batch by batch into staging, then the checks that need all of it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Count, F, Q

from athar.engine.intake import people
from athar.engine.intake.checks.across import ACROSS_CHECKS, mark_unchanged
from athar.engine.intake.checks.common import Setting
from athar.engine.intake.choices import RowStatus
from athar.engine.intake.codes import Codes
from athar.engine.intake.columns import layout
from athar.engine.intake.evidence import EvidenceFinder
from athar.engine.intake.files import Line, Table, open_table
from athar.engine.intake.models import Import
from athar.engine.intake.parsed import Finding, Parsed, written
from athar.engine.intake.progress import Clock, Report
from athar.engine.intake.reasons import FileRefused, empty
from athar.engine.intake.rows import RowReader
from athar.engine.intake.staging import sealed_cells, stage
from athar.foundation.core.dates import riyadh_day

BATCH = 5_000


class ReadByAnother(RuntimeError):
    """Another process reads the same import; this one stops, and nothing is doubled."""


def read_rows(imported: Import, *, at: datetime, report: Report, batch_size: int = BATCH) -> None:
    """
    Stage what is not staged yet. Each batch is committed together with the cursor behind it.

    :raises FileRefused: when headers are wrong, the table breaks off or has no rows.
    :raises ReadByAnother: when somebody else moved the cursor.
    """
    table = open_table(Path(imported.file.path))
    reader = row_reader(imported, table, at=at)
    if not imported.started_at:
        _begin(imported, table, at=at)
    clock = Clock(imported.total, imported.share)
    lines = table.lines(cursor=imported.cursor, after=imported.line)
    while batch := list(islice(lines, batch_size)):
        _commit(imported, batch, list(reader.read(batch, width=len(table.headers))))
        report(clock.progress(imported.total, imported.share, "read"))
    if not imported.total:
        raise FileRefused(empty())


def row_reader(imported: Import, table: Table, *, at: datetime) -> RowReader:
    folder = Path(imported.folder) if imported.folder else None
    codes = Codes()
    edition = codes.edition(imported.edition.code) if imported.edition else None
    return RowReader(
        layout(table.headers), codes=codes,
        setting=Setting(riyadh_day(at), imported.organisation_id, imported.initiative_id, edition),
        evidence=EvidenceFinder(folder=folder, by=imported.entered_by, at=at),
    )  # fmt: skip


def _begin(imported: Import, table: Table, *, at: datetime) -> None:
    imported.started_at, imported.headers, imported.length = at, table.headers, table.length
    imported.save(update_fields=["started_at", "headers", "length"])


@transaction.atomic
def _commit(imported: Import, batch: list[Line], rows: list[Parsed]) -> None:
    last, mine = batch[-1], Import.objects.filter(pk=imported.pk)
    # First of all: whoever comes second waits here for the first to commit, and then finds the cursor moved.
    if not mine.filter(cursor=imported.cursor).update(cursor=last.cursor, line=last.number):
        raise ReadByAnother(f"import {imported.pk} is being read by another process")
    refused = stage(imported, rows)
    mine.update(
        total=F("total") + len(rows), refused=F("refused") + refused, valid=F("valid") + len(rows) - refused
    )
    imported.cursor, imported.line = last.cursor, last.number
    imported.total += len(rows)


@transaction.atomic
def check_across(imported: Import) -> None:
    """Everything that needs the whole file, then the final counts. In one transaction: done or not done."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute("ANALYZE intake_row")
    people.recognise(imported)
    mark_unchanged(imported)
    for check in ACROSS_CHECKS:
        found = check(imported)
        while batch := list(islice(found, BATCH)):
            _refuse(imported, batch)
    _fill_in_what_refused_rows_said(imported)
    count_rows(imported)


def _refuse(imported: Import, found: list[tuple[int, Finding]]) -> None:
    lines = [line for line, _ in found]
    reasons = [f"[{written(finding)}]" for _, finding in found]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE intake_row r SET status = 'refused', reasons = r.reasons || found.reasons
            FROM unnest(%s::bigint[], %s::jsonb[]) AS found (line, reasons)
            WHERE r.intake_id = %s AND r.line = found.line AND r.status <> 'unchanged'
            """,
            [lines, reasons, imported.pk],
        )


def _fill_in_what_refused_rows_said(imported: Import) -> None:
    """Rows refused only now were staged without their text: look it up in the file, in one pass."""
    wanted = _lines_without_text(imported)
    line = next(wanted, None)
    if line is None:
        return
    batch: list[tuple[int, bytes]] = []
    for found in open_table(Path(imported.file.path)).lines():
        if found.number == line:
            batch.append((line, sealed_cells(found.cells)))
            line = next(wanted, None)
        if len(batch) >= BATCH or line is None:
            _keep_text(imported, batch)
            batch = []
        if line is None:
            return


def _lines_without_text(imported: Import) -> Iterator[int]:
    rows = imported.rows.refused().filter(raw__isnull=True).order_by("line")
    return rows.values_list("line", flat=True).iterator(chunk_size=BATCH)


def _keep_text(imported: Import, batch: list[tuple[int, bytes]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE intake_row r SET raw = found.raw FROM unnest(%s::bigint[], %s::bytea[]) AS found (line, raw) "
            "WHERE r.intake_id = %s AND r.line = found.line",
            [[line for line, _ in batch], [raw for _, raw in batch], imported.pk],
        )


def count_rows(imported: Import) -> None:
    """Set the counters from the rows themselves."""
    counts = imported.rows.aggregate(
        valid=Count("pk", filter=Q(status=RowStatus.VALID)), refused=Count("pk", filter=Q(status=RowStatus.REFUSED)),
        unchanged=Count("pk", filter=Q(status=RowStatus.UNCHANGED)),
        explained=Count("pk", filter=Q(status=RowStatus.VALID) & ~Q(explanation="")),
    )  # fmt: skip
    for name, value in counts.items():
        setattr(imported, name, value)
    imported.total = imported.valid + imported.refused + imported.unchanged
    imported.people_known, imported.people_new = people.count(imported)
    imported.save(update_fields=[*counts, "total", "people_known", "people_new"])
