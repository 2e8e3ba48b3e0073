"""Somebody in charge brings a list of people, who get their seats together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Enrolment, Seat, SeatCounter, Session, Wait
from athar.engine.journeys.operations.asking import askings_of, no_part, parts_in
from athar.engine.journeys.operations.seating import FULL, SeatRefused
from athar.engine.journeys.seat_rules import seat_refusals
from athar.foundation.core.refusals import Reason
from athar.foundation.people.models import Person


@dataclass(frozen=True)
class Brought:
    """What became of a list: the seats, and why others have none, by the key of the person."""

    seats: tuple[Seat, ...]
    refused: dict[int, tuple[Reason, ...]]


class _Overtaken(Exception):
    """Others took what was free at the same moment."""


TRIES = 5
RUSH = Reason(
    "rush", _("Many people are taking seats here at this moment."), _("Bring the list again in a minute.")
)


@transaction.atomic
def take_seats(*, session: Session, people: Sequence[Person], by: Person, at: datetime) -> Brought:
    """
    Give many people a seat each in the session, the first of the list first.

    The rules are those of ``take_seat``; whoever cannot have a seat is named with every reason, and the others have theirs. The
    database is asked as often for a hundred people as for one.

    :raises SeatRefused: when others were quicker time and again; then nobody of the list has a seat.
    """
    listed = list(dict.fromkeys(person.pk for person in people))
    for _try in range(TRIES):
        fitting, refused = _sorted_out(session, listed, at)
        try:
            with transaction.atomic():
                return Brought(_seated(session, fitting, by, at), refused)
        except (IntegrityError, _Overtaken):
            continue  # what others did can be seen now
    raise SeatRefused(RUSH)


def _sorted_out(
    session: Session, listed: Sequence[int], at: datetime
) -> tuple[dict[int, Enrolment], dict[int, tuple[Reason, ...]]]:
    """By what part those take seats who can, and why the others cannot; by the key of the person."""
    parts, askings = parts_in(session, listed, at=at), askings_of(session, listed, at=at)
    free = SeatCounter.objects.filter(session=session).aggregate(free=Sum("free"))["free"] or 0
    fitting: dict[int, Enrolment] = {}
    refused: dict[int, tuple[Reason, ...]] = {}
    for key in listed:
        reasons = seat_refusals(askings[key])
        if key not in parts:
            reasons.append(no_part())
        if len(fitting) >= free:
            reasons.append(FULL)
        if reasons:
            refused[key] = tuple(reasons)
        else:
            fitting[key] = parts[key]
    return fitting, refused


def _seated(session: Session, fitting: Mapping[int, Enrolment], by: Person, at: datetime) -> tuple[Seat, ...]:
    """Seats, then counters, then the line, as for one; people in the order of their keys, so that two lists never wait in a circle."""
    during = DateTimeTZRange(session.starts_at, session.ends_at)
    seats = [
        Seat(session=session, person_id=key, enrolment=fitting[key], during=during, taken_at=at, taken_by=by)
        for key in sorted(fitting)
    ]
    Seat.objects.bulk_create(seats)
    _count(session, seats)
    Wait.objects.filter(session=session, person__in=[seat.person_id for seat in seats], left_at=None).update(
        left_at=at
    )
    return tuple(seats)


def _count(session: Session, seats: Sequence[Seat]) -> None:
    """
    Take as many from the session's counters, the first bucket first.

    :raises _Overtaken: when fewer are left.
    """
    left = seats
    for counter in (
        SeatCounter.objects.select_for_update().filter(session=session, free__gt=0).order_by("bucket")
    ):
        here, left = left[: counter.free], left[counter.free :]
        if not here:
            return
        SeatCounter.objects.filter(pk=counter.pk).update(free=F("free") - len(here))
        if counter.bucket:
            Seat.objects.filter(pk__in=[seat.pk for seat in here]).update(bucket=counter.bucket)
        for seat in here:
            seat.bucket = counter.bucket
    if left:
        raise _Overtaken
