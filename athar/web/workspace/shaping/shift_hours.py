"""The hours of a shift: as they were entered, what was decided about them, and whether attendance still says the same."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from athar.engine.ledger.choices import Verdict
from athar.engine.ledger.models import Proposal
from athar.engine.ledger.models.record import number as record_number
from athar.foundation.core.tables import Cell, Column
from athar.initiatives.volunteering.entered import is_outdated
from athar.web.workspace.shaping.attendance import Present, amount, came, doubts, left
from athar.web.workspace.shaping.facts import amount_of


def waits(row: Present) -> bool:
    """Whether their hours are entered and nobody decided about them yet."""
    return row.hours is not None and getattr(row.hours, "decision", None) is None


def standing(row: Present) -> Proposal | None:
    """The entry that waits, or that was approved and counts; None where they came into the ledger another way."""
    if waits(row):
        return row.hours
    decision = getattr(row.hours, "decision", None)
    return row.hours if decision is not None and decision.position == row.record is not None else None


def outdated(row: Present) -> bool:
    """Whether attendance says something else by now than the entry that stands."""
    entry = standing(row)
    return entry is not None and is_outdated(entry, row.session, row.one)


def is_in_doubt(row: Present) -> bool:
    return bool(row.one.doubts) and not _stands(row)


def is_clear(row: Present) -> bool:
    """Whether there are hours to enter, as attendance says now."""
    return not row.one.doubts and row.one.minutes(row.session) > 0 and not _stands(row)


def _stands(row: Present) -> bool:
    """Whether their hours wait for a decision, or count."""
    return row.record is not None or waits(row)


def hours(row: Present) -> str:
    """As they were entered, since that is what is decided about and counts; before, what would be entered."""
    entry = standing(row)
    return amount(row) if entry is None else amount_of(entry)


def decided(row: Present) -> Cell:
    """What became of their hours."""
    if waits(row):
        if outdated(row):
            return Cell(_("Waits, and is outdated"), tone="watch", filled=True)
        return Cell(_("Waits for approval"), tone="watch")
    if row.record is not None:
        return Cell(_("Approved: %(record)s") % {"record": record_number(row.record)}, tone="good")
    if rejection(row) is not None:
        return Cell(_("Rejected"), tone="bad", filled=True)
    return _not_entered(row)


def rejection(row: Present) -> Any:
    """Why the newest entry of their hours was rejected; None where it was not, or others count."""
    decision: Any = getattr(row.hours, "decision", None) if row.hours and row.record is None else None
    return decision if decision is not None and decision.verdict == Verdict.REJECTED else None


def _not_entered(row: Present) -> Cell:
    if row.one.doubts:
        return Cell(_("In doubt"), tone="watch", filled=True)
    if not row.one.came:
        return Cell(_("Did not come"), tone="none")
    return Cell(_("Not entered yet"), tone="none", icon="circle-dashed")


def why(row: Present) -> str:
    """Why hours were rejected, why nobody can tell them, or what attendance says instead by now."""
    rejected = rejection(row)
    if rejected is not None:
        return _("%(name)s rejected it: %(reason)s") % {"name": rejected.by.called, "reason": rejected.reason}
    if outdated(row):
        return f"{_said_now(row)} {_way_on(row)}"
    return "" if _stands(row) else doubts(row)


def _said_now(row: Present) -> str:
    if row.one.doubts:
        return doubts(row)
    if not row.one.minutes(row.session):
        return _("Attendance says by now that they were not there.")
    return _("Attendance says by now: %(hours)s.") % {"hours": amount(row)}


def _way_on(row: Present) -> str:
    if waits(row):
        return _(
            "These hours cannot be approved as they are: reject them with a reason, then enter them again."
        )
    return _("What was approved counts until a correction takes it back.")


COLUMNS = [
    Column("person", pgettext_lazy("volunteer", "Whom"), lambda row: row.who or _("Somebody")),
    Column("came", gettext_lazy("Came"), came),
    Column("left", gettext_lazy("Went"), left),
    Column("hours", gettext_lazy("How much"), hours),
    Column("state", gettext_lazy("Hours"), decided),
    Column("entered_by", gettext_lazy("Entered by"), lambda row: row.hours.entered_by.called if row.hours else "", shown=False),
]  # fmt: skip
