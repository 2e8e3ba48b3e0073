"""A figure by region, month, …, with what was counted in more than one row; and net of the rows above."""

from collections.abc import Callable, Sequence

import ibis
from ibis.expr.types import Table, Value

from athar.analytics.metrics.counting import counting, with_cluster
from athar.analytics.metrics.definition import Definition
from athar.analytics.metrics.figures import Asked, columns, figures
from athar.analytics.metrics.frame import Frame

ROW = "row"
OVERLAP = "overlap"
KEYS: dict[str, Callable[[Table], Value]] = {
    "region": lambda entry: entry.region,
    "gender": lambda entry: entry.gender,
    "age_group": lambda entry: entry.age_group,
    "initiative": lambda entry: entry.initiative,
    "level": lambda entry: entry.level,
    "month": lambda entry: ibis.date(entry.occurred_on.year(), entry.occurred_on.month(), 1),
}


class NotDisaggregated(ValueError):
    """The definition does not say that its figure may be told by this."""


def check_key(definition: Definition, by: str) -> None:
    """:raises NotDisaggregated: unless ``by`` is among the definition's disaggregations."""
    if by not in definition.disaggregations:
        possible = ", ".join(definition.disaggregations) or "nothing"
        message = f"{definition.code} cannot be told by {by}, only by {possible}."
        raise NotDisaggregated(message)


def breakdown(asked: Asked, frame: Frame, by: str) -> Table:
    """
    Columns line, key, f0, f1, …: a ``row`` for every key, then one ``overlap``, the sum of rows less the total.

    A person in two regions is in both rows, so that the overlap of persons is what the rows count twice.
    """
    rows = figures(asked, frame, KEYS[by])
    names = [f"f{index}" for index in range(len(columns(asked)))]
    gross = rows.agg(**{f"sum_{name}": rows[name].sum().fill_null(0) for name in names})
    both = gross.cross_join(figures(asked, frame))
    over = both.select(
        line=ibis.literal(OVERLAP),
        key=ibis.null(rows.key.type()),
        **{name: both[f"sum_{name}"] - both[name] for name in names},
    )
    listed = rows.select(line=ibis.literal(ROW), key=rows.key, **{name: rows[name] for name in names})
    lines = listed.union(over)
    return lines.order_by(lines.line.desc(), lines.key)


def gross_and_net(asked: Asked, frame: Frame, order: Sequence[str]) -> Table:
    """
    Columns initiative, identified, above, headcount; one row per initiative, in the given order.

    ``identified`` are all distinct persons of the initiative, ``above`` those whom an initiative earlier in the
    order has counted already. Initiatives that the order leaves out come last, by code.
    """
    gross = figures(asked, frame, KEYS["initiative"])
    bases = [definition.basis for definition in asked]
    wide = gross.select(
        initiative=gross.key,
        identified=_total(gross, bases, "identified"),
        above=ibis.literal(0).cast("decimal(38, 4)"),
        headcount=_total(gross, bases, "headcount"),
    )
    persons = tuple(definition for definition in asked if definition.basis == "identified")
    if persons:
        wide = wide.union(_above(persons, frame, order))
    rows = wide.group_by("initiative").agg(
        identified=wide.identified.sum(), above=wide.above.sum(), headcount=wide.headcount.sum()
    )
    return rows.order_by(_rank(rows, order), rows.initiative)


def _total(gross: Table, bases: list[str], basis: str) -> Value:
    found = [gross[f"f{index}"] for index, each in enumerate(bases) if each == basis]
    return sum(found[1:], found[0]) if found else ibis.literal(0).cast("decimal(38, 4)")


def _above(persons: Asked, frame: Frame, order: Sequence[str]) -> Table:
    entries = with_cluster(counting(persons, frame), frame.cutoff)
    pairs = entries.select("cluster", "initiative").distinct()
    place = ibis.row_number().over(group_by=pairs.cluster, order_by=[_rank(pairs, order), pairs.initiative])
    placed = pairs.mutate(place=place)
    again = placed.filter(placed.place > 0)
    nothing = ibis.literal(0).cast("decimal(38, 4)")
    counts = again.group_by("initiative").agg(above=again.count())
    return counts.select(
        "initiative", identified=nothing, above=counts.above.cast("decimal(38, 4)"), headcount=nothing
    )


def _rank(table: Table, order: Sequence[str]) -> Value:
    if not order:
        return ibis.literal(0)
    return table.initiative.cases(*((code, index) for index, code in enumerate(order)), else_=len(order))
