"""How much is seen: the one part of a question that changes with every question."""

from dataclasses import dataclass
from datetime import UTC, datetime

from ibis.expr.types import IntegerScalar, TimestampScalar

from athar.analytics.metrics.openings import fill, opening
from athar.analytics.metrics.relations import INSTANT

BEGINNING = datetime.min.replace(tzinfo=UTC)
SIZE, AT = "cutoff.size", "cutoff.at"


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
        """The query of :meth:`opened`, asked at this cut-off."""
        if self.at is not None:
            sql = fill(sql, AT, self.at.astimezone(UTC).isoformat())
        return sql if self.size is None else fill(sql, SIZE, str(self.size))


def open_size() -> IntegerScalar:
    return opening(SIZE, "int64")


def open_at() -> TimestampScalar:
    return opening(AT, INSTANT)
