"""Whoever came without a seat is given one at the door, while it goes on."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Seat, SeatCounter, Session
from athar.engine.journeys.operations.asking import asking_of, no_part, part_in
from athar.engine.journeys.operations.seating import FULL, SeatRefused, write_counted
from athar.engine.journeys.operations.waiting import locked_queue
from athar.engine.journeys.seat_rules import seat_refusals
from athar.foundation.core.refusals import Reason
from athar.foundation.people.models import Person

STARTED = "started"  # the one rule of a seat that does not hold at the door


@transaction.atomic
def admit(*, session: Session, person: Person, by: Person, at: datetime, beyond: bool = False) -> Seat:
    """
    Give somebody who came a seat, by the rules of ``take_seat``, but that it may have begun.

    :param beyond: whether, where every seat is taken, there is one more for them; the session has room for one more then.
    :raises SeatRefused: with every reason that says no.
    """
    # In the order in which whoever joins a waiting list takes them: the part, then the queue.
    enrolment = part_in(session, person, at=at)
    locked_queue(session)
    session = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    reasons = [
        reason for reason in seat_refusals(asking_of(session, person, at=at)) if reason.code != STARTED
    ]
    counter = (
        SeatCounter.objects.select_for_update().filter(session=session, free__gt=0).order_by("bucket").first()
    )
    if at >= session.ends_at:
        reasons.append(Reason("over", _("This is over."), _("State on its page that they were there.")))
    if enrolment is None:
        reasons.append(no_part())
    if counter is None and not beyond:
        reasons.append(FULL)
    if reasons or enrolment is None:
        raise SeatRefused(*reasons)
    if counter is None:
        Session.objects.filter(pk=session.pk).update(capacity=F("capacity") + 1)
    else:
        SeatCounter.objects.filter(pk=counter.pk).update(free=F("free") - 1)
    return write_counted(session, enrolment, person, bucket=counter.bucket if counter else 0, by=by, at=at)
