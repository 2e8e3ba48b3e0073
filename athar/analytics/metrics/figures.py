"""
Many figures out of few scans.

Amounts, entries and initiatives are folded to *cells* first: a handful of rows, one for each combination of
the columns that the definitions speak of; rates meet cells, not entries. Distinct persons and distinct
participations each take one de-duplicated set, shared by all definitions that count them, and whoever counts
the persons of a set of participations takes them from that set.
"""

from collections.abc import Callable
from functools import reduce

import ibis
from ibis.expr.types import BooleanValue, Table, Value

from athar.analytics.metrics.counting import counting, filtered, with_cluster
from athar.analytics.metrics.definition import Definition
from athar.analytics.metrics.frame import Frame
from athar.analytics.metrics.measure import INITIATIVE, PARTICIPATION
from athar.analytics.metrics.relations import relation

Asked = tuple[Definition, ...]
Key = Callable[[Table], Value]

UNRATED = "unrated"


def columns(asked: Asked) -> tuple[str, ...]:
    """
    Names of the value columns that :func:`figures` yields, in order: codes, and ``<code> unrated`` after
    a valued one (how many contributing entries have no rate for their level and year).
    """
    names: list[str] = []
    for definition in asked:
        names.append(definition.code)
        if definition.measure and definition.measure.valued:
            names.append(f"{definition.code} {UNRATED}")
    return tuple(names)


def figures(asked: Asked, frame: Frame, key: Key | None = None) -> Table:
    """
    One row with the value of each measured definition; with a key one row per value of it, first column ``key``.

    Columns are ``f0, f1, …`` in the order of :func:`columns`: codes may be longer than PostgreSQL lets a name be.
    """
    names = {name: f"f{index}" for index, name in enumerate(columns(asked))}
    pieces = [piece for group in _by_span(asked) for piece in _pieces(group, frame, key)]
    rows = reduce(Table.union, [_widened(piece, names, key) for piece in pieces])
    values = {name: rows[name].sum().fill_null(0) for name in names.values()}
    return rows.group_by("key").agg(**values) if key else rows.agg(**values)


def _by_span(asked: Asked) -> list[Asked]:
    # Cumulative figures look further back than the rest: a scan of their own spares the others their days.
    spans: dict[object, list[Definition]] = {}
    for definition in asked:
        spans.setdefault(definition.type == "cumulative" and (definition.valid_from,), []).append(definition)
    return [tuple(group) for group in spans.values()]


def _pieces(asked: Asked, frame: Frame, key: Key | None) -> list[Table]:
    paired = [definition.where for definition in asked if _counts(definition, PARTICIPATION)]
    folded = tuple(
        definition for definition in asked if definition.measure and not definition.measure.of_persons
    )
    persons = [definition for definition in asked if definition.measure and definition.measure.of_persons]
    together = tuple(definition for definition in persons if definition.where in paired)
    apart = tuple(definition for definition in persons if definition.where not in paired)
    pieces = [_folded(folded, frame, key)] if folded else []
    return pieces + [_distinct(group, frame, key) for group in (together, apart) if group]


def _counts(definition: Definition, distinct: tuple[str, ...]) -> bool:
    return definition.measure is not None and definition.measure.distinct == distinct


def _folded(asked: Asked, frame: Frame, key: Key | None) -> Table:
    """Amounts, entries and initiatives: each figure from the cells."""
    cells = _cells(asked, counting(asked, frame, roughly=True), key)
    values: dict[str, Value] = {}
    for definition in asked:
        values |= _from_cells(cells, definition)
    return cells.group_by("key").agg(**values) if key else cells.agg(**values)


def _cells(asked: Asked, entries: Table, key: Key | None) -> Table:
    spoken = {column for definition in asked for column in definition.where}
    valued = any(definition.measure and definition.measure.valued for definition in asked)
    if any(_counts(definition, INITIATIVE) for definition in asked):
        spoken.add("initiative")
    by = {column: entries[column] for column in sorted(spoken | ({"level"} if valued else set()))}
    if valued:
        by["year"] = entries.occurred_on.year()
    if key:
        by["key"] = key(entries)
    cells = entries.group_by(**by).agg(
        total_headcount=entries.headcount.sum(),
        total_quantity=entries.quantity.sum(),
        entries=entries.count(),
    )
    return _rated(cells) if valued else cells


def _rated(cells: Table) -> Table:
    rates = relation("rates")
    # Two different rates for one level and year are as good as none: nobody could say which was meant.
    lowest, highest = rates.rate.min(), rates.rate.max()
    one = rates.group_by(of_level=rates.level, of_year=rates.year).agg(
        rate=ibis.ifelse(lowest == highest, lowest, None)
    )
    return cells.left_join(one, [cells.level == one.of_level, cells.year == one.of_year])


def _from_cells(cells: Table, definition: Definition) -> dict[str, Value]:
    measure, where = definition.measure, filtered(cells, definition)
    if measure is None or measure.distinct:
        return {definition.code: cells.initiative.nunique(where=where)}
    if measure.valued:
        return {
            definition.code: (cells.total_quantity * cells.rate).sum(where=where),
            f"{definition.code} {UNRATED}": cells.entries.sum(where=where & cells.rate.isnull()),
        }
    return {definition.code: cells[f"total_{measure.added}" if measure.added else "entries"].sum(where=where)}


def _distinct(asked: Asked, frame: Frame, key: Key | None) -> Table:
    """Distinct persons and, where anybody asks for them, distinct participations: first these, then their persons."""
    entries = with_cluster(counting(asked, frame), frame.cutoff)
    flags = _flags(asked)
    told = {flags[definition.code]: filtered(entries, definition) for definition in asked}
    by: dict[str, Value] = {"key": key(entries)} if key else {}
    by["cluster"] = entries.cluster
    if any(_counts(definition, PARTICIPATION) for definition in asked):
        pairs = _unique(entries, by | {"initiative": entries.initiative}, told)
        times = {
            flag: pairs.count(where=pairs[flag]) if flag in pairs.columns else pairs.count() for flag in told
        }
        people = pairs.group_by(list(by)).agg(**times)
    else:
        people = _unique(entries, by, told)
    values = {
        definition.code: _from_people(people, definition, flags[definition.code]) for definition in asked
    }
    return people.group_by("key").agg(**values) if key else people.agg(**values)


def _from_people(people: Table, definition: Definition, flag: str) -> Value:
    """The flag of a person is how often she took part, whether she did, or missing when everybody there did."""
    if _counts(definition, PARTICIPATION):
        return people[flag].sum()
    if flag not in people.columns:
        return people.count()
    return people.count(where=people[flag] if people[flag].type().is_boolean() else people[flag] > 0)


def _flags(asked: Asked) -> dict[str, str]:
    """The flag column of each code; definitions of the same filters share one."""
    wheres: list[object] = []
    for definition in asked:
        if definition.where not in wheres:
            wheres.append(definition.where)
    return {definition.code: f"is{wheres.index(definition.where)}" for definition in asked}


def _unique(table: Table, by: dict[str, Value], told: dict[str, BooleanValue]) -> Table:
    # A single filter has been applied already: whatever is there is meant.
    if len(told) <= 1:
        return table.select(**by).distinct()
    return table.group_by(**by).agg(**{flag: value.any() for flag, value in told.items()})


def _widened(piece: Table, names: dict[str, str], key: Key | None) -> Table:
    """The piece with a column for every figure, null where it does not know the figure."""
    values = {
        column: (piece[name] if name in piece.columns else ibis.null()).cast("decimal(38, 4)")
        for name, column in names.items()
    }
    return piece.select(**({"key": piece.key} if key else {}), **values)
