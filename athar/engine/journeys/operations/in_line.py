"""Who of those that wait for a session could take a seat of it now."""

from collections.abc import Iterator
from datetime import datetime

from athar.engine.journeys.models import Session, Wait
from athar.engine.journeys.operations.asking import askings_of
from athar.engine.journeys.registry import seat_needs
from athar.engine.journeys.seat_rules import Asking, seat_refusals
from athar.foundation.core.refusals import Reason
from athar.foundation.people.models import Person

TOGETHER = 50  # people; most often the first in line can take the seat, and nobody after them is asked


def takers(session: Session, *, at: datetime) -> Iterator[Wait]:
    """
    Those who could take a seat, the first in line first; whoever cannot take it now is passed over, and waits on.

    Each is asked once, however many seats are passed on along the line.
    """
    if at >= session.starts_at or session.cancelled_at is not None:
        return
    waits = list(Wait.objects.waiting().filter(session=session).select_related("person", "enrolment"))
    for begin in range(0, len(waits), TOGETHER):
        batch = waits[begin : begin + TOGETHER]
        askings = askings_of(session, [wait.person_id for wait in batch], at=at)
        for wait in batch:
            if _can_take(session, wait, askings[wait.person_id], at):
                yield wait


def lacking(session: Session, person: Person, *, at: datetime) -> list[Reason]:
    """What the rooms above ask for besides; it may have run out while somebody waited."""
    return [reason for needs in seat_needs for reason in needs(session, person, at)]


def _can_take(session: Session, wait: Wait, asking: Asking, at: datetime) -> bool:
    in_force = wait.enrolment.ended_at is None or wait.enrolment.ended_at > at
    return in_force and not seat_refusals(asking) and not lacking(session, wait.person, at=at)
