"""From entries to those that count: the only place where the counting rules meet the tables."""

from datetime import date
from functools import reduce
from operator import and_, or_

import ibis
from ibis import _
from ibis.expr.types import BooleanValue, Table

from athar.analytics.metrics.cutoff import Cutoff, open_at
from athar.analytics.metrics.definition import Definition
from athar.analytics.metrics.frame import Days, Frame
from athar.analytics.metrics.relations import relation
from athar.analytics.metrics.strikes import keep, refuse


def counting(asked: tuple[Definition, ...], frame: Frame, *, roughly: bool = False) -> Table:
    """
    The entries that contribute to at least one of the measured definitions.

    Roughly: every entry of their kinds, for callers that tell the definitions apart anyway.
    """
    return keep(entered(asked, frame, roughly=roughly), frame, span_of(asked, frame))


def excluded(asked: tuple[Definition, ...], frame: Frame) -> Table:
    """The entries for the measured definitions that do not count, each with its ``reason``."""
    return refuse(entered(asked, frame), frame, span_of(asked, frame))


def entered(asked: tuple[Definition, ...], frame: Frame, *, roughly: bool = False) -> Table:
    """What was entered for these definitions in their periods, whether or not it counts."""
    span = span_of(asked, frame)
    entries = relation("entries").filter(
        _.occurred_on.between(*span),
        *(_[column].isin(values) for column, values in frame.scope if values),
    )
    if roughly:
        kinds = {str(kind) for definition in asked for kind in definition.where["kind"]}
        return entries.filter(entries.kind.isin(sorted(kinds)))
    return entries.filter(reduce(or_, (_meant(entries, definition, frame, span) for definition in asked)))


def _meant(entry: Table, definition: Definition, frame: Frame, span: Days) -> BooleanValue:
    days = days_of(definition, frame)
    said = filtered(entry, definition)
    return said if days == span else said & entry.occurred_on.between(*days)


def filtered(entry: Table, definition: Definition) -> BooleanValue:
    """The definition's own filters; a count of persons passes over entries that name nobody."""
    said = [entry[column].isin(values) for column, values in definition.where.items()]
    if definition.measure is not None and definition.measure.of_persons:
        said.append(entry.person.notnull())
    return reduce(and_, said)


def days_of(definition: Definition, frame: Frame) -> Days:
    """The frame's period; for a cumulative figure from its own first day, which may lie beyond the last."""
    start = frame.period.start if definition.type != "cumulative" else definition.valid_from or date.min
    return start, frame.period.end


def span_of(asked: tuple[Definition, ...], frame: Frame) -> Days:
    return min(days_of(definition, frame) for definition in asked)


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
