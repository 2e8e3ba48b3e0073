"""A tiny association in memory: rows as people tell them, laid before the engine as DuckDB tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from athar.analytics.metrics import (
    GUARDS,
    RELATIONS,
    Cutoff,
    Definition,
    Frame,
    Guard,
    Period,
    Result,
    Scope,
    Strike,
    evaluate,
    runner,
)
from athar.analytics.metrics.relations import ARROW_SCHEMAS

from .definitions import ALL

SARA, KHALID, NOURA, OMAR = 1, 2, 3, 4
SUMMER = date(2023, 7, 1)
YEAR = Period.year(2023)
STRATEGIC = {"forum", "leaders", "incubator", "hackathon"}


def frame(
    period: Period = YEAR,
    guards: tuple[Guard | Strike, ...] = GUARDS,
    size: int | None = None,
    at: datetime | None = None,
    **scope: Any,
) -> Frame:
    return Frame(period, Scope(**scope), Cutoff(size, at), guards)


def without(*names: str) -> tuple[Guard | Strike, ...]:
    """The guards less those named; a name that is no guard's is a mistake of the test."""
    assert set(names) <= {guard.name for guard in GUARDS}
    return tuple(guard for guard in GUARDS if guard.name not in names)


@dataclass
class Association:
    entries: list[dict[str, Any]] = field(default_factory=list)
    memberships: list[dict[str, Any]] = field(default_factory=list)
    withheld: list[dict[str, Any]] = field(default_factory=list)
    rates: list[dict[str, Any]] = field(default_factory=list)
    records: int = 0

    def record(self, kind: str, initiative: str = "digital", on: date = SUMMER, **facts: Any) -> int:
        """Approve an entry; its position in the ledger."""
        position, self.records = self.records, self.records + 1
        approved = datetime(2023, 12, 31, 12, tzinfo=UTC)
        self._enter(
            kind, initiative, on, position=position, standing="approved", approved_at=approved, **facts
        )
        return position

    def propose(
        self,
        kind: str,
        standing: str = "pending",
        initiative: str = "digital",
        on: date = SUMMER,
        **facts: Any,
    ) -> None:
        """Enter what nobody has approved, or what somebody has rejected."""
        self._enter(kind, initiative, on, proposal=len(self.entries) + 1, standing=standing, **facts)

    def reverse(self, position: int, on: date | None = None) -> int:
        """Correct a record away, by a record of the same facts."""
        row = next(row for row in self.entries if row["position"] == position)
        facts = {name: row[name] for name in ("person", "headcount", "quantity", "region", "level")}
        return self.record(
            row["kind"], row["initiative"], on or row["occurred_on"], corrects=position, **facts
        )

    def merge(
        self,
        *persons: int,
        into: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> None:
        """Somebody decides that these are one person; the clusters' numbers are nobody's own."""
        since = since or datetime(2023, 1, 1, tzinfo=UTC)
        cluster = 1000 + persons[0] if into is None else into
        self.memberships += [
            {"person": person, "cluster": cluster, "since": since, "until": until} for person in persons
        ]

    def withhold(
        self, person: int, reason: str, since: date, until: date | None = None, initiative: str | None = None
    ) -> None:
        self.withheld.append(
            {"person": person, "reason": reason, "initiative": initiative, "since": since, "until": until}
        )

    def rate(self, level: str, rate: str, year: int = 2023) -> None:
        self.rates.append(
            {"level": level, "year": year, "rate": Decimal(rate), "source": "the ministry's table"}
        )

    def _enter(self, kind: str, initiative: str, on: date, **facts: Any) -> None:
        blank = dict.fromkeys(RELATIONS["entries"])
        if facts.get("quantity") is not None:
            facts["quantity"] = Decimal(facts["quantity"])
        self.entries.append(
            blank
            | {
                "kind": kind,
                "initiative": initiative,
                "occurred_on": on,
                "strategic": initiative in STRATEGIC,
            }
            | facts
        )

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        return runner(self.connection())(sql)

    def connection(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(config={"threads": 1})
        for name in RELATIONS:
            connection.register(name, pa.Table.from_pylist(getattr(self, name), schema=ARROW_SCHEMAS[name]))
        return connection

    def figures(
        self, codes: Iterable[str], asked: Frame | None = None, definitions: dict[str, Definition] = ALL
    ) -> dict[str, Result]:
        return evaluate(definitions.values(), self.run, asked or frame(), dialect="duckdb", codes=codes)

    def figure(self, code: str, asked: Frame | None = None) -> Any:
        return self.figures([code], asked)[code].value
