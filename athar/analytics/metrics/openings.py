"""
What a query leaves open, to be filled in each time it is asked.

A figure's query differs from day to day only by its cut-off. Making it takes longer than answering it, so it is
made once with an opening in that place.
"""

import ibis
from ibis.expr.types import Scalar


def opening(name: str, kind: str) -> Scalar:
    """A scalar of a type (``int64``, ``timestamp('UTC', 6)``) whose value :func:`fill` gives."""
    return ibis.literal(_mark(name)).cast(kind)


def fill(sql: str, name: str, value: str) -> str:
    """The query with the value: digits and signs, nothing that needs quoting."""
    # Together with CAST and both quotes: inside a literal of somebody else's the quotes would be doubled.
    return sql.replace(f"CAST('{_mark(name)}' AS ", f"CAST('{value}' AS ")


def _mark(name: str) -> str:
    return f"{{{name}}}"
