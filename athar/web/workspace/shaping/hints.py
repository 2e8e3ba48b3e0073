"""What may be unlikely about a proposal: hints for whoever decides, never a verdict."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from athar.engine.ledger.choices import Kind, Method
from athar.engine.ledger.models import Proposal, Record
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.templatetags.athar_text import day, number
from athar.web.workspace.words import counted

LONG_SHIFT = Decimal(8)
FULL_DAY = Decimal(16)
STALE = timedelta(days=60)
FEWEST_TO_COMPARE = 3
FAR = Decimal("1.5")
MOST_COMPARED = 200


@dataclass(frozen=True)
class Hint:
    """``tone``: watch when it deserves a look, good when it fits what is known."""

    tone: str
    text: str


@dataclass(frozen=True)
class Known:
    """What the ledger already holds beside a proposal: other counts at the place, other hours of the person that day."""

    counts: list[Any]
    hours: list[Any]


def known_beside(proposal: Proposal, records: QuerySet[Record]) -> Known:
    """One query at most, by kind. ``records``: among which it is looked for."""
    if proposal.kind == Kind.HEADCOUNT and proposal.place:
        same = records.filter(
            kind=Kind.HEADCOUNT, initiative=proposal.initiative_id, place=proposal.place, corrects=None
        )
        return Known(list(same.order_by("-position").values_list("headcount", flat=True)[:MOST_COMPARED]), [])
    if proposal.kind == Kind.HOURS and proposal.person_id:
        same = records.filter(
            kind=Kind.HOURS, person=proposal.person_id, occurred_on=proposal.occurred_on, corrects=None
        )
        return Known([], list(same.values_list("quantity", flat=True)))
    return Known([], [])


def hints(proposal: Proposal, records: QuerySet[Record] | None = None) -> list[Hint]:
    """
    Everything that may be unlikely.

    :param records: those that whoever decides may know of; None: all.
    """
    known = known_beside(proposal, Record.objects.all() if records is None else records)
    found = [check(proposal, known) for check in CHECKS]
    return [hint for hint in found if hint]


def unusual_count(proposal: Proposal, known: Known) -> Hint | None:
    if proposal.headcount is None or len(known.counts) < FEWEST_TO_COMPARE:
        return None
    usual = Decimal(median(known.counts))
    facts = {"usual": number(int(usual)), "counts": number(len(known.counts)), "place": proposal.place}
    if usual / FAR <= proposal.headcount <= usual * FAR:
        return Hint(
            "good", _("Usual here: the middle of %(counts)s counts at %(place)s is %(usual)s.") % facts
        )
    return Hint(
        "watch", _("Unusual here: the middle of %(counts)s counts at %(place)s is %(usual)s.") % facts
    )


def nothing_to_compare(proposal: Proposal, known: Known) -> Hint | None:
    if proposal.kind != Kind.HEADCOUNT or len(known.counts) >= FEWEST_TO_COMPARE:
        return None
    return Hint(
        "watch", _("There are too few counts at this place to compare with; look at the sheet itself.")
    )


def estimated(proposal: Proposal, _known: Known) -> Hint | None:
    if proposal.method != Method.ESTIMATE:
        return None
    return Hint("watch", _("This number is an estimate and will be shown as one."))


def long_shift(proposal: Proposal, _known: Known) -> Hint | None:
    if proposal.kind != Kind.HOURS or proposal.quantity is None or proposal.quantity <= LONG_SHIFT:
        return None
    hours = counted(proposal.quantity, "hour")
    return Hint("watch", _("A long day: %(hours)s. Look at the times on the sheet.") % {"hours": hours})


def more_hours_that_day(proposal: Proposal, known: Known) -> Hint | None:
    if not known.hours or proposal.quantity is None:
        return None
    total = sum(known.hours, start=proposal.quantity)
    facts = {"day": day(proposal.occurred_on), "hours": counted(total, "hour")}
    tone_text = (
        _(
            "With what is approved already, this person would have %(hours)s on %(day)s, more than anybody works."
        )
        if total > FULL_DAY
        else _("This person has other approved hours on %(day)s; together they would be %(hours)s.")
    )
    return Hint("watch", tone_text % facts)


def entered_late(proposal: Proposal, _known: Known) -> Hint | None:
    late = riyadh_day(proposal.entered_at) - proposal.occurred_on
    if late <= STALE:
        return None
    return Hint("watch", _("Entered %(days)s after it happened.") % {"days": counted(late.days, "day")})


def without_evidence(proposal: Proposal, _known: Known) -> Hint | None:
    if proposal.evidence_id:
        return None
    return Hint("watch", _("There is no evidence with it."))


CHECKS: list[Callable[[Proposal, Known], Hint | None]] = [
    unusual_count,
    nothing_to_compare,
    estimated,
    long_shift,
    more_hours_that_day,
    entered_late,
    without_evidence,
]
