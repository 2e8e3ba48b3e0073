"""What stands behind a measurement: the records that make it, and what follows from them, kept while the data stays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from athar.analytics.metrics import (
    Definition,
    contributing_sql,
    leaves,
    parse,
)
from athar.direction.strategy import measuring
from athar.direction.strategy.models import Measurement
from athar.engine.ledger.models import Record
from athar.engine.ledger.models.record import RecordQuerySet
from athar.foundation.core.keeping import Made, kept

KEPT_SECONDS = 3600
SAMPLE = 3


def remembered(name: str, measurement: Measurement, make: Callable[[], Made]) -> Made:
    """
    What follows from a measurement, kept for an hour.

    A measurement never changes and names the state of the data it was made from, so what was computed
    for it may be shown as long as it may be shown itself.
    """
    return kept(f"{name}:{measurement.pk}:{measurement.state}", KEPT_SECONDS, make)


def known_for(measurement: Measurement) -> dict[str, Definition]:
    """All definitions, that of the measurement in the very version it was measured with."""
    return measuring.definitions() | {measurement.code: parse(measurement.indicator.definition)}


COLUMNS = {"kind": "kind", "initiative": "initiative__code", "region": "region_id"}


def contributing(
    measurement: Measurement, wanted: Mapping[str, str] = MappingProxyType({})
) -> RecordQuerySet:
    """The records that make a value, in ascending position; ``wanted`` narrows them by kind, initiative and region."""
    sql = remembered("contributing", measurement, lambda: _contributing_sql(measurement))
    # The engine writes its literals into the text, and Django would read a bare % as the place of a parameter.
    positions = RawSQL(f"SELECT position FROM ({sql.replace('%', '%%')}) AS contributing", [])  # noqa: S608, S611 -- the engine's own SQL
    narrowed = {COLUMNS[name]: value for name, value in wanted.items() if value}
    return Record.objects.filter(position__in=positions, **narrowed).order_by("position")


def _contributing_sql(measurement: Measurement) -> str:
    known = known_for(measurement)
    return contributing_sql(known[measurement.code], measuring.frame_of(measurement), parts=known)


def page_of(
    measurement: Measurement, wanted: Mapping[str, str], *, after: int | None, size: int
) -> list[Record]:
    """
    A page of the records that make a value: those after a position, in order.

    :param wanted: kind, initiative and region, as far as the list is narrowed. The engine's own columns are
        asked, and only the page's rows are fetched: joined first and sorted then, a page would cost the whole list.
    """
    sql = remembered("contributing", measurement, lambda: _contributing_sql(measurement)).replace("%", "%%")
    narrowed = {name: value for name, value in wanted.items() if value}
    conditions = "".join(f" AND {name} = %s" for name in narrowed)
    start = -1 if after is None else after
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT position FROM ({sql}) AS contributing WHERE position > %s{conditions} ORDER BY position LIMIT %s",  # noqa: S608 -- the engine's own SQL; the names are those of our form
            [start, *narrowed.values(), size],
        )
        positions = [row[0] for row in cursor.fetchall()]
    found = Record.objects.with_everything().in_bulk(positions)
    return [found[position] for position in positions]


@dataclass(frozen=True)
class Trace:
    """A few of the records behind a value, one of each kind first, and some of the evidence."""

    positions: list[int]
    evidence: list[dict[str, Any]]


def trace_of(measurement: Measurement) -> Trace:
    return remembered("trace", measurement, lambda: _trace(measurement))


def _trace(measurement: Measurement) -> Trace:
    records = contributing(measurement)
    one_of_each = list(
        records.order_by("kind", "position").distinct("kind").values_list("position", flat=True)[:SAMPLE]
    )
    first = list(records.values_list("position", flat=True)[:SAMPLE])
    with_evidence = records.exclude(evidence=None).order_by("evidence_id", "position").distinct("evidence_id")
    proved = with_evidence.values("evidence__sha256", "evidence__title_ar", "evidence__title_en", "position")[
        :SAMPLE
    ]
    positions = list(dict.fromkeys([*one_of_each, *first]))[:SAMPLE]
    return Trace(sorted(positions), [dict(row) for row in proved])


def sample_of(measurement: Measurement) -> list[Record]:
    found = Record.objects.with_everything().in_bulk(trace_of(measurement).positions)
    return [found[position] for position in sorted(found)]


def kinds_of(measurement: Measurement) -> set[str]:
    """The kinds of records that can change a value."""
    return remembered("kinds", measurement, lambda: _kinds(measurement))


def _kinds(measurement: Measurement) -> set[str]:
    known = known_for(measurement)
    return {
        str(kind) for leaf in leaves(known[measurement.code], known) for kind in leaf.where.get("kind", ())
    }
