"""
Questions as SQL text, for whoever holds a connection.

Every value is an inlined, quoted literal: execute the text alone, without parameters (a ``%`` in it is a ``%``).
``parts`` maps codes to definitions and is needed for figures made of others; :func:`~.catalogue.catalogue` makes it.
All raise :class:`~.reading.BadDefinition` when a part is missing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal

import ibis
from ibis.expr.types import Table

from athar.analytics.metrics.breakdown import breakdown, check_key, gross_and_net
from athar.analytics.metrics.catalogue import Parts, leaves
from athar.analytics.metrics.definition import Definition
from athar.analytics.metrics.figures import Asked, columns, figures
from athar.analytics.metrics.frame import Frame
from athar.analytics.metrics.listing import AFTER, contributing, contributing_count, exclusions
from athar.analytics.metrics.openings import fill
from athar.analytics.metrics.reading import BadDefinition

Dialect = Literal["postgres", "duckdb"]
Question = Callable[..., Table]
NO_PARTS: Parts = MappingProxyType({})


def value_sql(definition: Definition, frame: Frame, *, dialect: Dialect = "postgres") -> str:
    """One row: the value of a simple or cumulative figure and, for a valued one, its entries without a rate."""
    return headline_sql([definition], frame, dialect=dialect)


def headline_sql(definitions: Iterable[Definition], frame: Frame, *, dialect: Dialect = "postgres") -> str:
    """One row with all the measured figures, in the order of :func:`headline_columns`; the rest follows from these."""
    return _text(figures, _measured(definitions), frame, dialect)


def headline_columns(definitions: Iterable[Definition]) -> tuple[str, ...]:
    """Codes in the order of the columns; ``<code> unrated`` follows a valued one."""
    return columns(_measured(definitions))


def breakdown_sql(
    definition: Definition, frame: Frame, *, by: str, parts: Parts = NO_PARTS, dialect: Dialect = "postgres"
) -> str:
    """
    Rows (line, key, columns of the measured parts): line ``row`` for each key, then one ``overlap``.

    :raises NotDisaggregated: when the definition does not allow it.
    """
    check_key(definition, by)
    return _text(breakdown, leaves(definition, parts), frame, dialect, by)


def contributing_sql(
    definition: Definition,
    frame: Frame,
    *,
    parts: Parts = NO_PARTS,
    after: int | None = None,
    limit: int | None = None,
    dialect: Dialect = "postgres",
) -> str:
    """The columns of entries and ``cluster``, positions ascending; ``after`` a position, at most ``limit`` rows."""
    sql = _text(contributing, leaves(definition, parts), frame, dialect, after is not None, limit)
    return sql if after is None else fill(sql, AFTER, str(int(after)))


def contributing_count_sql(
    definition: Definition, frame: Frame, *, parts: Parts = NO_PARTS, dialect: Dialect = "postgres"
) -> str:
    """One row, one column: how many entries :func:`contributing_sql` would list."""
    return _text(contributing_count, leaves(definition, parts), frame, dialect)


def exclusions_sql(
    definition: Definition, frame: Frame, *, parts: Parts = NO_PARTS, dialect: Dialect = "postgres"
) -> str:
    """Rows (reason, entries, headcount, quantity), by reason."""
    return _text(exclusions, leaves(definition, parts), frame, dialect)


def gross_and_net_sql(
    definition: Definition,
    frame: Frame,
    *,
    order: Sequence[str],
    parts: Parts = NO_PARTS,
    dialect: Dialect = "postgres",
) -> str:
    """
    Rows (initiative, identified, above, headcount) in the order of the initiative codes given.

    :raises BadDefinition: for figures other than identified persons, headcounts and their sum.
    """
    asked = leaves(definition, parts)
    if any(leaf.basis not in ("identified", "headcount") for leaf in asked) or definition.type not in (
        "simple",
        "derived",
    ):
        raise BadDefinition(
            f"{definition.code}.basis", "only identified persons and headcounts have a gross and a net"
        )
    return _text(gross_and_net, asked, frame, dialect, tuple(order))


def _text(question: Question, asked: Asked, frame: Frame, dialect: Dialect, *particulars: Any) -> str:
    shape = replace(frame, cutoff=frame.cutoff.opened())
    return frame.cutoff.fill(_compiled(question, asked, shape, dialect, *particulars))


@lru_cache(maxsize=512)
def _compiled(question: Question, asked: Asked, shape: Frame, dialect: Dialect, *particulars: Any) -> str:
    return str(ibis.to_sql(question(asked, shape, *particulars), dialect=dialect))


def _measured(definitions: Iterable[Definition]) -> tuple[Definition, ...]:
    asked = tuple(definitions)
    for definition in asked:
        if definition.measure is None:
            raise BadDefinition(
                f"{definition.code}.type",
                f"a {definition.type} figure has no query of its own; use evaluate()",
            )
    return asked
