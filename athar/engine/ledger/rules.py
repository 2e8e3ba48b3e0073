"""What a proposal must be before it may wait for approval; people see every reason at once."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from athar.engine.ledger.choices import IDENTIFIED, Kind
from athar.engine.ledger.models import Fact
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Reason

MOST_PEOPLE_AT_ONCE = (
    50_000  # the largest single count the association has ever had a sheet for is below a tenth of it
)
HOURS_IN_A_DAY = Decimal(24)

Check = Callable[[Fact, datetime], Reason | None]


def in_the_future(fact: Fact, on: datetime) -> Reason | None:
    if fact.kind != Kind.TARGET and fact.occurred_on > riyadh_day(on):
        return Reason(
            "future", _("The day has not come yet."), _("Check the date, and the calendar it is written in.")
        )
    return None


def nobody_named(fact: Fact, on: datetime) -> Reason | None:  # noqa: ARG001 -- checks share one shape
    if fact.kind in {*IDENTIFIED, Kind.HOURS} and fact.person_id is None:
        return Reason(
            "no_person",
            _("This kind of record is about a person."),
            _("Choose the person, or enter a headcount."),
        )
    return None


def headcount_incomplete(fact: Fact, on: datetime) -> Reason | None:  # noqa: ARG001 -- checks share one shape
    if fact.kind == Kind.HEADCOUNT and not (fact.headcount and fact.method and fact.evidence_id):
        return Reason(
            "headcount_incomplete",
            _("A headcount needs a number, a counting method and evidence."),
            _("Attach the counting sheet and say how people were counted."),
        )
    return None


def implausibly_many(fact: Fact, on: datetime) -> Reason | None:  # noqa: ARG001 -- checks share one shape
    if fact.headcount and fact.headcount > MOST_PEOPLE_AT_ONCE and not fact.dimensions.get("explanation"):
        return Reason(
            "too_many",
            _("So many people in one count is implausible."),
            _("Check the number, or explain how they were counted."),
        )
    return None


def too_many_hours(fact: Fact, on: datetime) -> Reason | None:  # noqa: ARG001 -- checks share one shape
    if fact.kind == Kind.HOURS and fact.quantity is not None and not 0 < fact.quantity <= HOURS_IN_A_DAY:
        return Reason("hours", _("Hours of one day lie between 0 and 24."), _("Enter each day by itself."))
    return None


PROPOSAL_CHECKS: list[Check] = [
    in_the_future,
    nobody_named,
    headcount_incomplete,
    implausibly_many,
    too_many_hours,
]


def proposal_refusals(fact: Fact, *, on: datetime) -> list[Reason]:
    answers = [check(fact, on) for check in PROPOSAL_CHECKS]
    return [answer for answer in answers if answer]
