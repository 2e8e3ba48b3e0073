"""
What keeps an entry out of a figure: an ordered list of guards, each a small pure function or the name of a strike.

The first guard that an entry fails gives the reason under which it is listed as an exclusion.
"""

from collections.abc import Callable
from dataclasses import dataclass

import ibis
from ibis.expr.types import BooleanValue, StringValue, Table

from athar.analytics.metrics.cutoff import Cutoff, open_size


@dataclass(frozen=True)
class Guard:
    """
    Asks the entry itself: ``passes`` is true for what counts; ``reason`` names the exclusion of what does not.

    Without a reason, what fails is out of sight rather than excluded: it is no entry of this snapshot,
    or it is itself the correction of one.
    """

    name: str
    passes: Callable[[Table, Cutoff], BooleanValue]
    reason: Callable[[Table], StringValue] | None = None


@dataclass(frozen=True)
class Strike:
    """Asks what else is known (see :mod:`.strikes`): an entry passes unless it was struck out for this reason."""

    name: str
    reason: str


def is_approved(entry: Table, _: Cutoff) -> BooleanValue:
    return entry.standing == "approved"


def is_below_cutoff(entry: Table, cutoff: Cutoff) -> BooleanValue:
    return ibis.literal(True) if cutoff.size is None else entry.position < open_size()


def is_no_reversal(entry: Table, _: Cutoff) -> BooleanValue:
    return entry.corrects.isnull()


def its_standing(entry: Table) -> StringValue:
    return entry.standing  # pending or rejected: the two ways not to be approved


GUARDS: tuple[Guard | Strike, ...] = (
    Guard("not_reversal", is_no_reversal),
    Guard("approved", is_approved, its_standing),
    # After the approval, which gives an entry its place in the ledger: before it there is nothing to compare.
    Guard("below_cutoff", is_below_cutoff),
    Strike("not_reversed", "reversed"),
    Strike("consent_in_force", "consent_withdrawn"),
    Strike("guardian_approval_in_force", "guardian_revoked"),
)
