"""From entries to those that count: the only place where the counting rules meet the tables."""

from datetime import date
from functools import reduce
from operator import and_, or_

import ibis
from ibis import _
from ibis.expr.types import BooleanValue, Table

from athar.analytics.metrics.cutoff import Cutoff, open_at, open_size
from athar.analytics.metrics.definition import Definition
from athar.analytics.metrics.frame import Frame, Period
from athar.analytics.metrics.guards import WITHHELD_KINDS, keep
from athar.analytics.metrics.relations import relation

STRIKES = ("reversed", "consent_withdrawn", "guardian_revoked")


def counting(asked: tuple[Definition, ...], frame: Frame, *, roughly: bool = False) -> Table:
    """
    The entries that contribute to at least one of the measured definitions.

    Roughly: every entry of their kinds, for callers that tell the definitions apart anyway.
    """
    return keep(entered(asked, frame, roughly=roughly), frame.cutoff, frame.guards)


def entered(asked: tuple[Definition, ...], frame: Frame, *, roughly: bool = False) -> Table:
    """What was entered for these definitions in their periods, with what has been struck out since."""
    span = _span(asked, frame)
    entries = relation("entries").filter(
        _.occurred_on.between(span.start, span.end),
        *(_[column].isin(values) for column, values in frame.scope if values),
    )
    if roughly:
        kinds = {str(kind) for definition in asked for kind in definition.where["kind"]}
        entries = entries.filter(entries.kind.isin(sorted(kinds)))
    else:
        entries = entries.filter(
            reduce(or_, (_meant(entries, definition, frame, span) for definition in asked))
        )
    return _struck(entries, frame.cutoff, span)


def _meant(entry: Table, definition: Definition, frame: Frame, span: Period) -> BooleanValue:
    period = period_of(definition, frame)
    said = filtered(entry, definition)
    return said if period == span else said & entry.occurred_on.between(period.start, period.end)


def filtered(entry: Table, definition: Definition) -> BooleanValue:
    """The definition's own filters; a count of persons passes over entries that name nobody."""
    said = [entry[column].isin(values) for column, values in definition.where.items()]
    if definition.measure is not None and definition.measure.of_persons:
        said.append(entry.person.notnull())
    return reduce(and_, said)


def period_of(definition: Definition, frame: Frame) -> Period:
    """The frame's period; for a cumulative figure all days up to its end."""
    if definition.type != "cumulative":
        return frame.period
    return Period(min(definition.valid_from or date.min, frame.period.end), frame.period.end)


def _span(asked: tuple[Definition, ...], frame: Frame) -> Period:
    return Period(min(period_of(definition, frame).start for definition in asked), frame.period.end)


def _struck(wanted: Table, cutoff: Cutoff, span: Period) -> Table:
    """
    The entries with a column for each way of being struck out: true, or null.

    A left join on unique positions: an EXISTS would say it too, but DuckDB answers that one
    by first making five million positions distinct.
    """
    strikes = _reversed(cutoff).union(_withheld(span))
    flags = strikes.group_by(struck=strikes.position).agg(
        **{name: (strikes.reason == name).nullif(False).any() for name in STRIKES}
    )
    # Named, and so made once however many scans ask for it: an engine that sees only the name also knows
    # better than to build its join on the entries. Figures of another span have strikes of their own.
    named = flags.alias(f"strikes_{span.start:%Y%m%d}_{span.end:%Y%m%d}")
    return wanted.left_join(named, wanted.position == named.struck).drop("struck")


def _reversed(cutoff: Cutoff) -> Table:
    """Positions that an approved record below the cut-off corrects, whenever that happened."""
    entries = relation("entries")
    said = [entries.corrects.notnull(), entries.standing == "approved"]
    if cutoff.size is not None:
        said.append(entries.position < open_size())
    return entries.filter(said).select(position="corrects", reason=ibis.literal("reversed"))


def _withheld(span: Period) -> Table:
    """Positions of persons who, on that day, had withdrawn consent or lost their guardian's approval."""
    entries, withheld = relation("entries"), relation("withheld")
    named = entries.filter(
        entries.kind.isin(WITHHELD_KINDS), entries.occurred_on.between(span.start, span.end)
    )
    joined = named.join(
        withheld,
        [
            named.person == withheld.person,
            withheld.since <= named.occurred_on,
            withheld.until.isnull() | (named.occurred_on < withheld.until),
            withheld.initiative.isnull() | (withheld.initiative == named.initiative),
        ],
    )
    return joined.select(position=named.position, reason=withheld.reason)


def with_cluster(entries: Table, cutoff: Cutoff) -> Table:
    """
    The entries with ``cluster``: the one person behind the spellings, as known at the cut-off.

    Whoever has no membership is a cluster of one; were somebody in two clusters at once, the lower
    number would hold, so that no entry is ever doubled.
    """
    memberships = relation("memberships")
    if cutoff.at is None:
        known = memberships.filter(memberships.until.isnull())
    else:
        at = open_at()
        known = memberships.filter(
            memberships.since <= at, memberships.until.isnull() | (memberships.until > at)
        )
    one = known.group_by(member=known.person).agg(into=known.cluster.min()).alias("clusters")
    joined = entries.left_join(one, entries.person == one.member)
    return joined.mutate(cluster=ibis.coalesce(joined.into, joined.person)).drop("member", "into")
