"""Reads that compose: the records behind a measurement, its breakdowns, its history."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Q
from django.db.models.expressions import RawSQL

from athar.analytics.metrics import (
    Breakdown,
    Definition,
    Line,
    Period,
    Scope,
    break_down,
    contributing_sql,
    gross_and_net,
    leaves,
    parse,
)
from athar.direction.reporting.models import FrozenFigure
from athar.direction.strategy import measuring
from athar.direction.strategy.models import Measurement
from athar.engine.ledger.models import Record
from athar.engine.ledger.models.record import RecordQuerySet
from athar.engine.register.models import Initiative
from athar.foundation.places.models import Region

KEPT_SECONDS = 3600
SAMPLE = 3


def remembered(name: str, measurement: Measurement, make: Callable[[], Any]) -> Any:
    """
    What follows from a measurement, kept for an hour.

    A measurement never changes and names the state of the data it was made from, so what was computed
    for it may be shown as long as it may be shown itself.
    """
    return cache.get_or_set(f"site:{name}:{measurement.pk}:{measurement.state}", make, KEPT_SECONDS)


def known_for(measurement: Measurement) -> dict[str, Definition]:
    """All definitions, that of the measurement in the very version it was measured with."""
    return measuring.definitions() | {measurement.code: parse(measurement.indicator.definition)}


def contributing(measurement: Measurement) -> RecordQuerySet:
    """The records that make a value, in ascending position."""
    sql = remembered("contributing", measurement, lambda: _contributing_sql(measurement))
    # The engine writes its literals into the text, and Django would read a bare % as the place of a parameter.
    positions = RawSQL(f"SELECT position FROM ({sql.replace('%', '%%')}) AS contributing", [])  # noqa: S608, S611 -- the engine's own SQL
    return Record.objects.filter(position__in=positions).order_by("position")


def _contributing_sql(measurement: Measurement) -> str:
    known = known_for(measurement)
    return contributing_sql(known[measurement.code], measuring.frame_of(measurement), parts=known)


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
    return Trace(sorted(positions), list(proved))


def sample_of(measurement: Measurement) -> list[Record]:
    found = Record.objects.with_everything().in_bulk(trace_of(measurement).positions)
    return [found[position] for position in sorted(found)]


@dataclass(frozen=True)
class Told:
    """
    A figure told by something; ``part`` is the code of the part it is told of, when not of the whole.

    ``names`` holds, by key, what rows are called in both languages, where the keys are codes of ours.
    """

    by: str
    definition: dict[str, Any]
    part: str
    breakdown: Breakdown
    names: dict[str, dict[str, str]]


def breakdowns_of(measurement: Measurement) -> list[Told]:
    return remembered("breakdowns", measurement, lambda: _breakdowns(measurement))


def _breakdowns(measurement: Measurement) -> list[Told]:
    """By everything its definition allows; what only a part allows (gender of those known by name) is told of that part."""
    known, frame = known_for(measurement), measuring.frame_of(measurement)
    definition = known[measurement.code]
    told: dict[str, Definition] = dict.fromkeys(definition.disaggregations, definition)
    for code in definition.parts if definition.basis == "mixed" else ():
        for by in known[code].disaggregations:
            told.setdefault(by, known[code])
    scoped = {name for name, values in frame.scope if len(values) == 1}
    return [
        Told(
            by=by,
            definition=asked.to_dict(),
            part="" if asked is definition else asked.code,
            breakdown=break_down(asked, measuring.run, frame, by=by, parts=known),
            names=names_of(by),
        )
        for by, asked in told.items() if by not in scoped
    ]  # fmt: skip


def names_of(by: str) -> dict[str, dict[str, str]]:
    model = {"initiative": Initiative, "region": Region}.get(by)
    return {row.code: {"ar": row.name_ar, "en": row.name_en} for row in model.objects.all()} if model else {}


@dataclass(frozen=True)
class Lines:
    """Gross, already counted above and net of each initiative, and what the initiatives are called."""

    rows: list[Line]
    names: dict[str, dict[str, str]]


def lines_of(measurement: Measurement) -> Lines:
    """No rows for figures that are no number of people."""
    return remembered("lines", measurement, lambda: _lines(measurement))


def _lines(measurement: Measurement) -> Lines:
    known = known_for(measurement)
    definition = known[measurement.code]
    if "initiative" not in definition.disaggregations or definition.basis not in {"mixed", "identified"}:
        return Lines([], {})
    names = names_of("initiative")
    found = gross_and_net(
        definition, measuring.run, measuring.frame_of(measurement), order=list(names), parts=known
    )
    return Lines([line for line in found if line.gross], names)


def through(
    code: str, periods: Sequence[Period], scope: dict[str, str], state: str
) -> dict[Period, Measurement]:
    """A figure in several periods: what is kept for that state of the data in one query, the rest computed."""
    key = {name: [value] for name, value in scope.items()}
    kept = {
        Period(found.starts_on, found.ends_on): found
        for found in Measurement.objects.filter(code=code, state=state, scope=key).select_related(
            "indicator", "head"
        )
    }
    asked = Scope(**{name: (value,) for name, value in scope.items()})
    return {
        period: kept.get(period) or measuring.measure([code], period, scope=asked)[code]
        for period in periods
    }  # fmt: skip


def measured(wanted: Mapping[Period, Sequence[str]]) -> dict[tuple[str, Period], Measurement]:
    """Figures of several periods: what is kept for the present data in two queries, the rest computed."""
    state = measuring.data_state().digest
    asked = Q(pk=None)
    for period, codes in wanted.items():
        asked |= Q(starts_on=period.start, ends_on=period.end, code__in=codes)
    kept = Measurement.objects.filter(asked, state=state, scope={}).select_related("indicator", "head")
    found = {(one.code, Period(one.starts_on, one.ends_on)): one for one in kept}
    for period, codes in wanted.items():
        missing = [code for code in codes if (code, period) not in found]
        if missing:
            found |= {(code, period): one for code, one in measuring.measure(missing, period).items()}
    return found


def kinds_of(measurement: Measurement) -> set[str]:
    """The kinds of records that can change a value."""
    return remembered("kinds", measurement, lambda: _kinds(measurement))


def _kinds(measurement: Measurement) -> set[str]:
    known = known_for(measurement)
    return {
        str(kind) for leaf in leaves(known[measurement.code], known) for kind in leaf.where.get("kind", ())
    }


def issues_of(code: str, period: Period) -> list[FrozenFigure]:
    """A figure in every published issue of every report that tells it, oldest first."""
    return list(
        FrozenFigure.objects.filter(code=code, period=period.name, freeze__publication__isnull=False)
        .select_related("measurement__indicator", "freeze__publication", "freeze__revision__report")
        .order_by("freeze__at", "pk")
    )
