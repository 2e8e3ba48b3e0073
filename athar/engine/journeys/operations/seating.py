"""Seats are taken and given back: never one too many, never one unsold while somebody waits."""

from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Enrolment, Hold, Seat, Session, Wait
from athar.engine.journeys.operations.asking import asking_of, no_part
from athar.engine.journeys.operations.hot import PLANNED, asked_of, taken_at_once, write_seat
from athar.engine.journeys.operations.waiting import free_or_pass_on, locked_queue
from athar.engine.journeys.seat_rules import seat_refusals
from athar.foundation.core.flights import Flights
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person


class SeatRefused(Refused):
    """The seat cannot be taken or given back; every reason is listed."""


FULL = Reason(
    "full", _("Every seat is taken."), _("Put yourself on the waiting list, or choose another time.")
)


def take_seat(*, session: Session, person: Person, by: Person, at: datetime) -> Seat:
    """
    Give the person a seat in the session.

    :raises SeatRefused: with every reason that says no.
    """
    try:
        if connection.in_atomic_block:
            with transaction.atomic():
                return _taken(session, person, by, at, flights=None)
        with Flights(*PLANNED) as flights:
            seat = taken_at_once(session, person, by=by, at=at, flights=flights)
            return seat or _taken(session, person, by, at, flights=flights)
    except IntegrityError:
        # Somebody did the same for them at the same moment: ask again, now that it can be seen.
        raise SeatRefused(*(seat_refusals(asking_of(session, person, at=at)) or [FULL])) from None


def take_seat_within(*, session: Session, person: Person, by: Person, at: datetime) -> Seat:
    """
    Give the person a seat as one part of a transaction of the caller, which asks and does other things too.

    Everything is asked before anything is written, so a refusal leaves the transaction as it was.

    :raises SeatRefused: with every reason that says no.
    :raises IntegrityError: when they took one here or elsewhere at this very moment; whoever begins anew sees it.
    """
    return _taken(session, person, by, at, flights=None)


def _taken(session: Session, person: Person, by: Person, at: datetime, *, flights: Flights | None) -> Seat:
    """:param flights: the transaction, where it is of this seat alone."""
    while True:
        asked = asked_of(session, person, at=at, flights=flights)
        reasons = seat_refusals(asked.asking)
        if asked.enrolment is None:
            reasons.append(no_part())
        if not asked.buckets:
            reasons.append(FULL)
        if reasons or asked.enrolment is None:
            raise SeatRefused(*reasons)
        bucket = asked.buckets[person.pk % len(asked.buckets)]  # people spread over the counters
        seat = write_seat(
            session, person, enrolment=asked.enrolment, bucket=bucket, by=by, at=at, flights=flights
        )
        if seat is not None:
            return seat
        # That counter was emptied a moment ago; what is left is asked anew.


def write_counted(
    session: Session, enrolment: Enrolment, person: Person, *, bucket: int, by: Person, at: datetime
) -> Seat:
    """
    Write a seat that was counted for somebody already; they wait no longer. The queue is held already.

    :raises SeatRefused: when at this very moment they took one elsewhere.
    """
    Wait.objects.filter(session=session, person=person, left_at=None).update(left_at=at)
    try:
        with transaction.atomic():
            return Seat.objects.create(
                session=session, person=person, enrolment=enrolment, bucket=bucket, taken_at=at, taken_by=by,
                during=DateTimeTZRange(session.starts_at, session.ends_at),
            )  # fmt: skip
    except IntegrityError:
        # It can be seen now.
        raise SeatRefused(*seat_refusals(asking_of(session, person, at=at))) from None


@transaction.atomic
def release_seat(*, seat: Seat, by: Person | None, at: datetime) -> None:
    """
    Give a seat back; whoever waits first is offered it. One that was taken out of a hold which lasts goes back into that.

    :param by: None where only time passes.
    :raises SeatRefused: when it was given back already.
    """
    locked_queue(seat.session)
    released = Seat.objects.taken().filter(pk=seat.pk, held_until=None).update(released_at=at, released_by=by)
    if not released:
        raise SeatRefused(
            Reason("released", _("This seat was given back already."), _("Look at your seats."))
        )
    if not Hold.objects.lasting(at=at).filter(seats__seat=seat).update(left=F("left") + 1):
        free_or_pass_on(seat.session, seat.bucket, at=at)
