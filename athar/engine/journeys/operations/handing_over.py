"""A seat passes from whoever has it to somebody else in one step: it is never free meanwhile, and never two people's."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Seat, Session, Wait
from athar.engine.journeys.operations.asking import asking_of, no_part, part_in
from athar.engine.journeys.operations.seating import SeatRefused, write_counted
from athar.engine.journeys.operations.waiting import locked_queue
from athar.engine.journeys.seat_rules import seat_refusals
from athar.foundation.core.refusals import Reason
from athar.foundation.people.models import Person

GONE = Reason("released", _("This seat was given back already."), _("Look at your seats."))
WAITED_FOR = Reason(
    "waited_for", _("Others wait for this seat."), _("Give it back: it goes to whoever waits first.")
)


@transaction.atomic
def hand_over(*, seat: Seat, to: Person, by: Person, at: datetime, past_waiting: bool = False) -> Seat:
    """
    Give somebody else the seat, by the rules of ``take_seat``; how many seats are free stays as it is.

    :param past_waiting: whether it may go past those who wait; else only whoever waits first can have it.
    :raises SeatRefused: with every reason that says no; then the seat stays whose it is.
    """
    # In the order in which whoever joins a waiting list takes them: the part, then the queue.
    enrolment = part_in(seat.session, to, at=at)
    locked_queue(seat.session)
    session = Session.objects.get(pk=seat.session_id)
    reasons = seat_refusals(asking_of(session, to, at=at))
    if enrolment is None:
        reasons.append(no_part())
    if not past_waiting and is_waited_for(session, but=to):
        reasons.append(WAITED_FOR)
    if not Seat.objects.confirmed().filter(pk=seat.pk).update(released_at=at, released_by=by):
        reasons.append(GONE)
    if reasons or enrolment is None:
        raise SeatRefused(*reasons)
    return write_counted(session, enrolment, to, bucket=seat.bucket, by=by, at=at)


def is_waited_for(session: Session, *, but: Person | None = None) -> bool:
    """Whether somebody waits whom a seat would pass by; whoever waits first is passed by nobody."""
    first = Wait.objects.waiting().filter(session=session).first()
    return first is not None and (but is None or first.person_id != but.pk)
