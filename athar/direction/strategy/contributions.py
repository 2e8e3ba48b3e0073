"""The records behind a figure: how many, which, and the root over their hashes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from athar.analytics.metrics import Definition, Frame, contributing_count_sql, contributing_sql
from athar.analytics.proofs import root
from athar.engine.ledger.models import Record


@dataclass(frozen=True)
class Contributions:
    """``root`` is the RFC 9162 root, in hex, over the leaf hashes of the records in ascending position."""

    count: int
    root: str


def records_of(definition: Definition, frame: Frame, known: dict[str, Definition]) -> Contributions:
    sql = contributing_sql(definition, frame, parts=known)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT r.hash FROM ({sql}) AS contributing "  # noqa: S608 -- the engine's own SQL
            "JOIN ledger_record AS r USING (position, occurred_on) ORDER BY position"
        )
        hashes = [bytes(digest) for (digest,) in cursor.fetchall()]
    return Contributions(len(hashes), root(hashes).hex())


def count(definition: Definition, frame: Frame, known: dict[str, Definition]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(contributing_count_sql(definition, frame, parts=known))
        return int(cursor.fetchone()[0])


def page(
    definition: Definition,
    frame: Frame,
    known: dict[str, Definition],
    *,
    after: int | None = None,
    limit: int = 50,
) -> Sequence[Record]:
    """Contributing records in ascending position, from the one after ``after``."""
    sql = contributing_sql(definition, frame, parts=known, after=after, limit=limit)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT position FROM ({sql}) AS contributing ORDER BY position")  # noqa: S608 -- the engine's own SQL
        positions = [row[0] for row in cursor.fetchall()]
    found: dict[int, Any] = Record.objects.with_everything().in_bulk(positions)
    return [found[position] for position in positions]
