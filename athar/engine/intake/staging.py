"""Batches of rows into the staging tables, by COPY."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from athar.engine.intake import identities
from athar.engine.intake.checks.rules import OF_PERSONS
from athar.engine.intake.choices import RowStatus
from athar.engine.intake.identities import Identities
from athar.engine.intake.models import Import, Participant, Row
from athar.engine.intake.parsed import Parsed, written
from athar.engine.ledger.choices import Kind, Level
from athar.foundation.core.crypto import encrypt
from athar.foundation.core.dates import age_group, age_on

COLUMNS = (
    "intake_id", "line", "status", "reasons", "explanation", "raw", "kind", "occurred_on", "initiative_id", "edition_id", "session",
    "organisation_id", "region_id", "place", "participant_id", "gender", "age_group", "level", "headcount", "method", "quantity",
    "unit", "evidence_id", "external_id",
)  # fmt: skip
RAW_CONTEXT = "intake.row"
HOUR = "hour"


def stage(imported: Import, rows: Sequence[Parsed]) -> int:
    """
    Write a batch; the caller's transaction moves the cursor with it.

    :returns: how many of the rows were refused.
    """
    people = Identities(imported.pk)
    first = people.assign(row for row in rows if _is_about_somebody(row))
    _copy(Participant, identities.COLUMNS, people.new(first))
    _copy(Row, COLUMNS, (_values(imported.pk, row) for row in rows))
    return sum(1 for row in rows if row.findings)


def sealed_cells(cells: list[str]) -> bytes:
    """What a refused row said. It may hold an identity number, so it is sealed like one."""
    return encrypt(json.dumps(cells, ensure_ascii=False), context=RAW_CONTEXT)


def _is_about_somebody(row: Parsed) -> bool:
    # Refused rows leave nobody behind; an unlikely one may still be explained, and then needs its person.
    return row.kind in OF_PERSONS and bool(row.person_name) and row.is_explainable


def _values(intake_id: int, row: Parsed) -> tuple[Any, ...]:
    refused = bool(row.findings)
    is_hours = row.kind == Kind.HOURS
    return (
        intake_id, row.line,
        RowStatus.REFUSED.value if refused else RowStatus.VALID.value,
        f"[{', '.join(map(written, row.findings))}]" if refused else "[]",
        "",
        sealed_cells(row.cells) if refused else None,
        row.kind, row.occurred_on,
        row.initiative.id if row.initiative else None,
        row.edition.id if row.edition else None,
        row.session, row.organisation, row.region, row.place, row.participant, row.gender, _age_group(row),
        (row.level or Level.GENERAL.value) if is_hours else row.level,
        _headcount(row),
        row.counting_method if row.kind == Kind.HEADCOUNT else "",
        row.quantity if row.quantity is None or row.is_explainable else None,
        HOUR if is_hours else row.unit,
        row.evidence, row.external_id,
    )  # fmt: skip


def _headcount(row: Parsed) -> int | None:
    return (
        int(row.count)
        if row.count is not None and row.kind == Kind.HEADCOUNT and row.is_explainable
        else None
    )


def _age_group(row: Parsed) -> str:
    if row.birth_date is None or row.occurred_on is None or row.birth_date > row.occurred_on:
        return ""
    return age_group(age_on(row.birth_date, row.occurred_on))


def _copy(
    model: type[Participant] | type[Row], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
