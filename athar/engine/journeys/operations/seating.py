"""Seats are taken and given back: never one too many, never one unsold while somebody waits."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Enrolment, Seat, SeatCounter, Session, Wait
from athar.engine.journeys.operations.asking import asking_of, no_part, part_in
from athar.engine.journeys.operations.waiting import free_or_pass_on, locked_queue
from athar.engine.journeys.seat_rules import seat_refusals
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person


class SeatRefused(Refused):
    """The seat cannot be taken or given back; every reason is listed."""


class _Full(Exception):
    """No counter had a seat left."""


FULL = Reason(
    "full", _("Every seat is taken."), _("Put yourself on the waiting list, or choose another time.")
)


@transaction.atomic
def take_seat(*, session: Session, person: Person, by: Person, at: datetime) -> Seat:
    """
    Give the person a seat in the session.

    :raises SeatRefused: with every reason that says no.
    """
    enrolment = part_in(session, person, at=at)
    reasons = seat_refusals(asking_of(session, person, at=at))
    if enrolment is None:
        reasons.append(no_part())
    buckets = _free_buckets(session)
    if not buckets:
        reasons.append(FULL)
    if reasons or enrolment is None:
        raise SeatRefused(*reasons)
    try:
        return _seated(session, enrolment, person, by, at, buckets)
    except _Full:
        raise SeatRefused(FULL) from None
    except IntegrityError:
        # Somebody did the same for them at the same moment: ask again, now that it can be seen.
        raise SeatRefused(*(seat_refusals(asking_of(session, person, at=at)) or [FULL])) from None


@transaction.atomic
def release_seat(*, seat: Seat, by: Person | None, at: datetime) -> None:
    """
    Give a seat back; whoever waits first is offered it.

    :param by: None where only time passes.
    :raises SeatRefused: when it was given back already.
    """
    locked_queue(seat.session)
    released = Seat.objects.taken().filter(pk=seat.pk, held_until=None).update(released_at=at, released_by=by)
    if not released:
        raise SeatRefused(
            Reason("released", _("This seat was given back already."), _("Look at your seats."))
        )
    free_or_pass_on(seat.session, seat.bucket, at=at)


def _free_buckets(session: Session) -> list[int]:
    counters = SeatCounter.objects.filter(session=session, free__gt=0).order_by("bucket")
    return list(counters.values_list("bucket", flat=True))


def _seated(
    session: Session, enrolment: Enrolment, person: Person, by: Person, at: datetime, buckets: list[int]
) -> Seat:
    # Everything is written first and the seat counted last: the counter's row, for which everybody queues, is held no longer than a commit.
    with transaction.atomic():
        seat = Seat.objects.create(
            session=session, person=person, enrolment=enrolment, during=DateTimeTZRange(session.starts_at, session.ends_at),
            taken_at=at, taken_by=by,
        )  # fmt: skip
        Wait.objects.filter(session=session, person=person, left_at=None).update(left_at=at)
        bucket = _claimed(session, buckets, first=person.pk)
        if bucket:
            Seat.objects.filter(pk=seat.pk).update(bucket=bucket)
            seat.bucket = bucket
        return seat


def _claimed(session: Session, buckets: list[int], *, first: int) -> int:
    """
    Take one from the session's counters, and return of which bucket; each is tried, and looked at again, before none is left.

    :param buckets: those that were seen to have seats left.
    :param first: a number by which people spread over the buckets.
    :raises _Full: when none is left.
    """
    while buckets:
        bucket = buckets.pop(first % len(buckets))
        counter = SeatCounter.objects.filter(session=session, bucket=bucket, free__gt=0)
        if counter.update(free=F("free") - 1):
            return bucket
        buckets = buckets or _free_buckets(session)
    raise _Full
