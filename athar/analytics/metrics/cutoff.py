"""
How much is seen: the one part of a question that changes with every question.

Queries are therefore made with the cut-off left open, kept, and filled in when they are asked: to make one
takes longer than to answer it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import ibis
from ibis.expr.types import IntegerScalar, TimestampScalar

from athar.analytics.metrics.relations import INSTANT

OPEN_SIZE = "{cutoff.size}"
OPEN_AT = "{cutoff.at}"
BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Cutoff:
    """
    How much of the ledger is seen: records with ``position < size``, duplicates as they were known ``at``.

    None sees all records, or the duplicates known today.
    """

    size: int | None = None
    at: datetime | None = None

    def __post_init__(self) -> None:
        if self.size is not None and self.size < 0:
            message = f"A ledger has at least 0 records, not {self.size}."
            raise ValueError(message)
        if self.at is not None and self.at.utcoffset() is None:
            message = f"A cut-off is an instant; give {self.at} a time zone."
            raise ValueError(message)

    def opened(self) -> "Cutoff":
        """The same for all cut-offs that leave the same things open."""
        return Cutoff(None if self.size is None else 0, None if self.at is None else BEGINNING)

    def fill(self, sql: str) -> str:
        """The query with what was left open. Both values are plain digits and signs: nothing in them needs quoting."""
        if self.at is not None:
            sql = sql.replace(OPEN_AT, self.at.astimezone(UTC).isoformat())
        return sql if self.size is None else sql.replace(OPEN_SIZE, str(int(self.size)))


def open_size() -> IntegerScalar:
    return ibis.literal(OPEN_SIZE).cast("int64")


def open_at() -> TimestampScalar:
    return ibis.literal(OPEN_AT).cast(INSTANT)
