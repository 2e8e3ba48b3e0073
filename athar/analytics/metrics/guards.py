"""
What keeps an entry out of a figure: an ordered list of small pure functions, each with its reason.

The first guard that an entry fails gives the reason under which it is listed as an exclusion.
"""

from collections.abc import Callable
from dataclasses import dataclass

import ibis
from ibis.expr.types import BooleanValue, StringValue, Table

from athar.analytics.metrics.cutoff import Cutoff, open_size

IDENTIFIED_KINDS = ("service", "training", "completion")
# Whoever withdraws consent takes back her hours as well as her participations.
WITHHELD_KINDS = (*IDENTIFIED_KINDS, "hours")


@dataclass(frozen=True)
class Guard:
    """
    ``passes`` is true for entries that count; ``reason`` names the exclusion of those that do not.

    Without a reason, what fails is out of sight rather than excluded: it is no entry of this snapshot,
    or it is itself the correction of one.
    """

    name: str
    passes: Callable[[Table, Cutoff], BooleanValue]
    reason: Callable[[Table], StringValue] | None


def is_approved(entry: Table, _: Cutoff) -> BooleanValue:
    return entry.standing == "approved"


def is_below_cutoff(entry: Table, cutoff: Cutoff) -> BooleanValue:
    return ibis.literal(True) if cutoff.size is None else entry.position < open_size()


def is_no_reversal(entry: Table, _: Cutoff) -> BooleanValue:
    return entry.corrects.isnull()


def is_not_reversed(entry: Table, _: Cutoff) -> BooleanValue:
    return entry.reversed.isnull()


def has_consent(entry: Table, _: Cutoff) -> BooleanValue:
    return entry.consent_withdrawn.isnull()


def has_guardian_approval(entry: Table, _: Cutoff) -> BooleanValue:
    return entry.guardian_revoked.isnull()


def its_standing(entry: Table) -> StringValue:
    return entry.standing  # pending or rejected: the two ways not to be approved


def always(reason: str) -> Callable[[Table], StringValue]:
    return lambda _: ibis.literal(reason)


GUARDS = (
    Guard("not_reversal", is_no_reversal, None),
    Guard("approved", is_approved, its_standing),
    # After the approval, which gives an entry its place in the ledger: before it there is nothing to compare.
    Guard("below_cutoff", is_below_cutoff, None),
    Guard("not_reversed", is_not_reversed, always("reversed")),
    Guard("consent_in_force", has_consent, always("consent_withdrawn")),
    Guard("guardian_approval_in_force", has_guardian_approval, always("guardian_revoked")),
)


def keep(entries: Table, cutoff: Cutoff, guards: tuple[Guard, ...]) -> Table:
    """The entries, with what struck them out (see :mod:`.counting`), that pass every guard."""
    return entries.filter([ibis.literal(True), *(guard.passes(entries, cutoff) for guard in guards)])


def refuse(entries: Table, cutoff: Cutoff, guards: tuple[Guard, ...]) -> Table:
    """The entries that fail a guard, with the column ``reason`` of the first that says no."""
    nothing = ibis.null("string")
    cases = [
        (~guard.passes(entries, cutoff), guard.reason(entries) if guard.reason else nothing)
        for guard in guards
    ]
    judged = entries.mutate(reason=ibis.cases(*cases) if cases else nothing)
    return judged.filter(judged.reason.notnull())
