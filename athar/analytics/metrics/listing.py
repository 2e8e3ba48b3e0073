"""The records behind a figure, and the entries that were kept out of it."""

import ibis
from ibis.expr.types import Table

from athar.analytics.metrics.counting import counting, excluded, with_cluster
from athar.analytics.metrics.figures import Asked
from athar.analytics.metrics.frame import Frame
from athar.analytics.metrics.openings import opening
from athar.analytics.metrics.relations import ENTRIES

# Where a page of records goes on; left open like the cut-off, because every page asks anew.
AFTER = "after"


def contributing(asked: Asked, frame: Frame, paged: bool = False, limit: int | None = None) -> Table:
    """
    The entries that contribute, each once, by ascending position: all columns of entries, then ``cluster``.

    Paged goes on after a position that is left open; ``limit`` ends a page.
    """
    entries = with_cluster(counting(asked, frame), frame.cutoff)
    if paged:
        entries = entries.filter(entries.position > opening(AFTER, "int64"))
    page = entries.select(*ENTRIES, "cluster").order_by("position")
    return page if limit is None else page.limit(limit)


def contributing_count(asked: Asked, frame: Frame) -> Table:
    """One row, one column: how many entries contribute."""
    return counting(asked, frame).agg(n=ibis._.count())


def exclusions(asked: Asked, frame: Frame) -> Table:
    """
    What was entered for the figure but does not count: reason, entries, sum of headcount, sum of quantity.

    An entry is listed under the first guard that says no, so the lines never overlap.
    """
    refused = excluded(asked, frame)
    lines = refused.group_by("reason").agg(
        entries=refused.count(),
        headcount=refused.headcount.sum().fill_null(0).cast("int64"),
        quantity=refused.quantity.sum().fill_null(0),
    )
    return lines.order_by("reason")
