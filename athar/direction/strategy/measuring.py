"""
From indicators to values with receipts.

A value is computed once for a state of the data and kept, with the hashes of what computed it and of what it
was computed from. It is shown again only while the data is in that state: no total is trusted without them.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from athar.analytics.metrics import (
    Cutoff,
    Definition,
    Frame,
    Period,
    Result,
    Scope,
    catalogue,
    evaluate,
    exclusions,
    parse,
)
from athar.direction.strategy.contributions import records_of
from athar.direction.strategy.models import Indicator, Measurement
from athar.direction.strategy.receipts import issue
from athar.engine.ledger.models import SignedHead
from athar.engine.ledger.signing import sign_head

WHOLE = Scope()


class UnknownFigure(LookupError):
    """There is no indicator of that code."""


class CannotBeTold(ValueError):
    """The records do not determine the figure; the message says what is missing."""


@dataclass(frozen=True)
class State:
    """The data at a moment: how many records, and a digest of everything else a figure depends on."""

    size: int
    digest: str


def run(sql: str) -> list[tuple[Any, ...]]:
    """Execute the engine's SQL on the live database."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def data_state() -> State:
    """
    The present state of the data, in one query.

    Every table a figure reads only grows, or marks the end of a row's validity: so counts and
    highest keys tell any two states apart.
    """
    [row] = run(
        "SELECT (SELECT size FROM ledger_head), "
        "(SELECT concat_ws(',', max(id), count(until)) FROM people_membership), "
        "(SELECT max(id) FROM people_consentevent), "
        "(SELECT concat_ws(',', max(id), count(revoked_on)) FROM people_guardianapproval), "
        "(SELECT max(id) FROM ledger_proposal), (SELECT max(id) FROM ledger_decision), "
        "(SELECT concat_ws(',', count(*), sum(rate)) FROM strategy_rate)"
    )
    return State(row[0], hashlib.sha256(repr(row).encode()).hexdigest())


def definitions() -> dict[str, Definition]:
    """The newest version of every indicator, parts before what is made of them."""
    newest: dict[str, Indicator] = {}
    for indicator in Indicator.objects.order_by("code", "version"):
        newest[indicator.code] = indicator
    return catalogue(parse(indicator.definition) for indicator in newest.values())


def measure(
    codes: Sequence[str],
    period: Period,
    *,
    scope: Scope = WHOLE,
    at: datetime | None = None,
    state: State | None = None,
) -> dict[str, Measurement]:
    """
    The values of figures for a period, from what is kept where the data has not changed since.

    :param state: of the data, where the caller has just asked for it.
    :raises UnknownFigure: when a code is no indicator's.
    """
    state = state or data_state()
    wanted = {
        "starts_on": period.start,
        "ends_on": period.end,
        "scope": _scope_key(scope),
        "state": state.digest,
    }
    kept = {
        found.code: found
        for found in Measurement.objects.filter(code__in=codes, **wanted).select_related("indicator", "head")
    }
    missing = [code for code in codes if code not in kept]
    if missing:
        kept |= _compute(missing, period, scope, at or timezone.now())
    return {code: kept[code] for code in codes}


def _compute(codes: list[str], period: Period, scope: Scope, at: datetime) -> dict[str, Measurement]:
    known = definitions()
    unknown = [code for code in codes if code not in known]
    if unknown:
        message = (
            f"There is no figure called {', '.join(unknown)}; the figures are {', '.join(sorted(known))}."
        )
        raise UnknownFigure(message)
    with transaction.atomic():
        head = sign_head(at=at)  # holds the head's lock: nothing is appended while we count
        state = data_state()
        frame = Frame(period, scope, Cutoff(size=head.size, at=at))
        results = evaluate(list(known.values()), run, frame, codes=codes)
        return {code: _keep(known, results[code], frame, state, head) for code in codes}


def _keep(
    known: dict[str, Definition], result: Result, frame: Frame, state: State, head: SignedHead
) -> Measurement:
    definition = known[result.code]
    at = frame.cutoff.at or head.at
    contributing = records_of(definition, frame, known)
    left_out = [
        {
            "reason": line.reason,
            "records": line.entries,
            "quantity": str(line.headcount or line.quantity or line.entries),
        }
        for line in exclusions(definition, run, frame, parts=known)
    ]
    indicator = Indicator.objects.get(code=definition.code, version=definition.version)
    split = result.breakdown or {}
    measurement = Measurement(
        indicator=indicator, code=definition.code, starts_on=frame.period.start, ends_on=frame.period.end,
        scope=_scope_key(frame.scope), state=state.digest, head=head, at=at, value=_told(result),
        identified=_people(split, "identified"), headcount=_people(split, "headcount"),
        records=contributing.count, records_root=contributing.root, exclusions=left_out,
    )  # fmt: skip
    measurement.receipt = issue(measurement, at=at)
    kept, _ = Measurement.objects.get_or_create(
        indicator=indicator, starts_on=measurement.starts_on, ends_on=measurement.ends_on, scope=measurement.scope, state=state.digest,
        defaults={
            field.name: getattr(measurement, field.name) for field in Measurement._meta.concrete_fields if not field.primary_key
        },
    )  # fmt: skip
    return kept


def _told(result: Result) -> Any:
    if result.value is None:
        why = (
            f"{result.unrated} entries have no rate for their level and year"
            if result.unrated
            else "what it is divided by is zero"
        )
        message = f"{result.code} cannot be told: {why}."
        raise CannotBeTold(message)
    return result.value


def _people(split: Mapping[str, Any], part: str) -> int | None:
    return int(split[part]) if part in split else None


def _scope_key(scope: Scope) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in vars(scope).items() if values}


def scope_of(measurement: Measurement) -> Scope:
    return Scope(**{name: tuple(values) for name, values in measurement.scope.items()})


def frame_of(measurement: Measurement) -> Frame:
    """The frame a kept value was computed in: computing again in it must give the same value."""
    period = Period(measurement.starts_on, measurement.ends_on)
    return Frame(period, scope_of(measurement), Cutoff(size=measurement.head.size, at=measurement.at))


@dataclass(frozen=True)
class Recomputation:
    """A kept value beside the value computed anew from the records in the same frame."""

    kept: Any
    found: Any
    records: int
    root_agrees: bool
    seconds: float

    @property
    def agrees(self) -> bool:
        return bool(self.kept == self.found and self.root_agrees)


def recompute(measurement: Measurement) -> Recomputation:
    """
    Compute a kept value again, by the definition it was computed with, from the records below its cut-off.

    Consents, revocations and proposals are asked as they stand now; merges as of the measurement.
    """
    began = timezone.now()
    known = definitions() | {measurement.code: parse(measurement.indicator.definition)}
    frame = frame_of(measurement)
    found = evaluate(_with_parts(known, measurement.code), run, frame, codes=[measurement.code])[
        measurement.code
    ]
    contributing = records_of(known[measurement.code], frame, known)
    seconds = (timezone.now() - began).total_seconds()
    return Recomputation(
        measurement.value,
        found.value,
        contributing.count,
        contributing.root == measurement.records_root,
        seconds,
    )


def _with_parts(known: dict[str, Definition], code: str) -> Iterable[Definition]:
    wanted, stack = {code}, [code]
    while stack:
        for part in known[stack.pop()].parts:
            if part not in wanted:
                wanted.add(part)
                stack.append(part)
    return [definition for name, definition in known.items() if name in wanted]
