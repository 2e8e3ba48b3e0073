"""What has been said of entries since: corrected by a later record, or withheld by whom they are about."""

from functools import reduce

import ibis
from ibis.expr.types import StringValue, Table

from athar.analytics.metrics.cutoff import Cutoff, open_size
from athar.analytics.metrics.frame import Days, Frame
from athar.analytics.metrics.guards import Guard, Strike
from athar.analytics.metrics.relations import relation

REVERSED = "reversed"
# Whoever withdraws consent takes back her hours as well as her participations.
WITHHELD_KINDS = ("service", "training", "completion", "hours")


def keep(entries: Table, frame: Frame, span: Days) -> Table:
    """The entries of a span that pass every guard of the frame."""
    guards = [guard.passes(entries, frame.cutoff) for guard in frame.guards if isinstance(guard, Guard)]
    passed = entries.filter([ibis.literal(True), *guards])
    reasons = [guard.reason for guard in frame.guards if isinstance(guard, Strike)]
    if not reasons:
        return passed
    # Unique positions, named, so that they are found once however many scans ask (another span has strikes of
    # its own). A left join and a null rather than NOT EXISTS: PostgreSQL plans both alike, while DuckDB may
    # build the other's hash table on the entries, which are a hundred times as many.
    struck = _struck(reasons, frame.cutoff, span).select("struck").distinct()
    named = struck.alias("strikes_{:%Y%m%d}_{:%Y%m%d}".format(*span))
    joined = passed.left_join(named, passed.position == named.struck)
    return joined.filter(joined.struck.isnull()).drop("struck")


def refuse(entries: Table, frame: Frame, span: Days) -> Table:
    """The entries that fail a guard with a reason, and in ``reason`` that of the first that says no."""
    for guard in frame.guards:
        if isinstance(guard, Strike):
            struck = _struck([guard.reason], frame.cutoff, span).select(**{guard.name: "struck"}).distinct()
            entries = entries.left_join(struck, entries.position == struck[guard.name])
    judged = entries.mutate(reason=_first_reason(entries, frame))
    return judged.filter(judged.reason.notnull())


def _first_reason(entries: Table, frame: Frame) -> StringValue:
    cases = []
    for guard in frame.guards:
        if isinstance(guard, Strike):
            cases.append((entries[guard.name].notnull(), ibis.literal(guard.reason)))
        else:
            reason = guard.reason(entries) if guard.reason else ibis.null("string")
            cases.append((~guard.passes(entries, frame.cutoff), reason))
    return ibis.cases(*cases) if cases else ibis.null("string")


def _struck(reasons: list[str], cutoff: Cutoff, span: Days) -> Table:
    """Positions, in ``struck``, of what was struck out for any of these reasons."""
    withheld = [reason for reason in reasons if reason != REVERSED]
    found = [_reversed(cutoff)] if REVERSED in reasons else []
    return reduce(Table.union, [*found, _withheld(withheld, span)] if withheld else found)


def _reversed(cutoff: Cutoff) -> Table:
    """What an approved record below the cut-off corrects, whenever that happened."""
    entries = relation("entries")
    said = [entries.corrects.notnull(), entries.standing == "approved"]
    if cutoff.size is not None:
        said.append(entries.position < open_size())
    return entries.filter(said).select(struck="corrects")


def _withheld(reasons: list[str], span: Days) -> Table:
    """What is about persons who, on that day, had withdrawn consent or lost their guardian's approval."""
    entries, withheld = relation("entries"), relation("withheld")
    named = entries.filter(
        entries.kind.isin(WITHHELD_KINDS),
        entries.occurred_on.between(*span),
        entries.position.notnull(),
    )
    joined = named.join(
        withheld.filter(withheld.reason.isin(reasons)),
        [
            named.person == withheld.person,
            withheld.since <= named.occurred_on,
            withheld.until.isnull() | (named.occurred_on < withheld.until),
            withheld.initiative.isnull() | (withheld.initiative == named.initiative),
        ],
    )
    return joined.select(struck=named.position)
