"""Whoever takes part no longer gives back what they had of it: seats to come, and places in waiting lists."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from athar.engine.journeys.models import Case, Enrolment, Seat, Session, Wait
from athar.engine.journeys.operations.seating import release_seat
from athar.engine.journeys.operations.waiting import leave_waiting_list, locked_queue
from athar.foundation.people.models import Person


@transaction.atomic
def leave_what_is_to_come(*, case: Case, by: Person | None, at: datetime) -> int:
    """
    Give back every seat to come that somebody has by this case, and wait no longer; whoever waits first is offered the seat.

    Doing it again changes nothing.

    :param by: None where only time passes.
    :returns: how many seats were given back.
    """
    return _given_back({"enrolment__case": case}, by, at)


@transaction.atomic
def end_part(*, enrolment: Enrolment, by: Person | None, at: datetime) -> bool:
    """
    Somebody who takes part without a case does so no longer; what is to come is given back in the same way.

    Whoever came by a case leaves by a step of its workflow.

    :returns: whether they still took part.
    """
    still = Enrolment.objects.filter(pk=enrolment.pk, case=None, ended_at=None, since__lte=at)
    if not still.update(ended_at=at):
        return False
    _given_back({"enrolment": enrolment}, by, at)
    return True


def _given_back(came_by: dict[str, Any], by: Person | None, at: datetime) -> int:
    """:param came_by: of which seats and places: a condition on both."""
    given_back = 0
    has_a_seat = Exists(Seat.objects.taken().filter(session=OuterRef("pk"), **came_by))
    waits = Exists(Wait.objects.filter(session=OuterRef("pk"), left_at=None, **came_by))
    # Always in the same order, so that two who leave at once wait for each other and never in a circle.
    for session in Session.objects.filter(has_a_seat | waits, starts_at__gt=at).order_by("pk"):
        locked_queue(session)
        theirs = {"session": session, **came_by}
        for wait in Wait.objects.filter(**theirs, left_at=None).select_related("session"):
            leave_waiting_list(wait=wait, at=at)
        for seat in Seat.objects.confirmed().filter(**theirs).select_related("session"):
            release_seat(seat=seat, by=by, at=at)
            given_back += 1
    return given_back
