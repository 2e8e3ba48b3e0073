"""Somebody takes part no longer, or takes an application back."""

from datetime import datetime

from django.db import transaction

from athar.engine.journeys.designs.taking_part import withdrawal
from athar.engine.journeys.models import Case, Event
from athar.engine.journeys.operations import move
from athar.foundation.people.models import Person


@transaction.atomic
def withdraw(*, case: Case, seen: str, by: Person, at: datetime, reason: str = "") -> Event:
    """
    Take an application back, or take part no longer: seats to come are given back at once, and whoever waits is offered them.

    What was done stays: attendance, and hours that were entered.

    :param seen: the state in which they saw it.
    :raises MoveRefused: when it stands elsewhere by now, is over, or is somebody else's.
    """
    step = withdrawal(case.version.design, seen)
    return move(
        case=case, transition=step.code if step else "", seen=seen, by=by, at=at, reason=reason, at_once=True
    )
