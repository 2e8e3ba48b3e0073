"""Seats in the database: by the service, and by the control that reads first and writes then."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from benchmarks.rush import cast, ground
from benchmarks.rush.measures import Run
from benchmarks.rush.processes import at_once, dealt

MOST_ASK, ANNOUNCED = 1_000, 4  # people who ask for one small shift; counters of an announced rush
Try = tuple[Any, Any, Any]  # session, person, enrolment


def by_the_service(tries: Sequence[Try]) -> Iterator[str]:
    """Each takes a seat, or hears every reason why not."""
    from athar.engine.journeys.operations import SeatRefused, take_seat

    connection.ensure_connection()
    yield "ready"
    for session, person, _enrolment in tries:
        try:
            take_seat(session=session, person=person, by=person, at=timezone.now())
        except SeatRefused as refused:
            yield " ".join(reason.code for reason in refused.reasons)
        else:
            yield "taken"


def by_reading_first(tries: Sequence[Try]) -> Iterator[str]:
    """The control: whoever reads that a seat is left takes one, as if nobody else read the same."""
    from athar.engine.journeys.models import Seat

    connection.ensure_connection()
    yield "ready"
    for session, person, enrolment in tries:
        if Seat.objects.taken().filter(session=session).count() >= session.capacity:
            yield "full"
            continue
        Seat.objects.create(
            session=session, person=person, enrolment=enrolment, during=DateTimeTZRange(session.starts_at, session.ends_at),
            taken_at=timezone.now(), taken_by=person,
        )  # fmt: skip
        yield "taken"


def many(attempts: int, clients: int) -> dict[str, Any]:
    """
    Small shifts, each asked for by many more people than it has seats, one shift after the other by all clients at once.

    Every fourth shift has several counters, as where a rush is announced.
    """
    tries, sessions = _spread(attempts, clients, "many")
    run = at_once(by_the_service, dealt(tries, clients))
    return _found(run, sessions) | ground.sold(sessions)


def control(attempts: int, clients: int) -> dict[str, Any]:
    tries, sessions = _spread(attempts, clients, "control")
    run = at_once(by_reading_first, dealt(tries, clients))
    return _found(run, sessions) | {"overbooked": ground.sold(sessions)["overbooked"]}


def _spread(attempts: int, clients: int, code: str) -> tuple[list[Try], list[Any]]:
    asking = max(min(MOST_ASK, attempts // 10), clients, 2 * cast.SEATS)
    opportunity, people = cast.opportunity(code), cast.people(asking)
    takers = list(zip(people, cast.enrolled(opportunity, people), strict=True))
    sessions = [
        cast.shift(opportunity, number + 1, cast.SEATS, buckets=1 if number % 4 else ANNOUNCED)
        for number in range(-(-attempts // asking))
    ]
    ground.settled()
    # Others come first at every shift, so that the seats fall to all alike.
    tries = [
        (session, *takers[(number * cast.SEATS + place) % asking])
        for number, session in enumerate(sessions)
        for place in range(asking)
    ]
    return tries, sessions


def _found(run: Run, sessions: Sequence[Any]) -> dict[str, Any]:
    return {
        "attempts": len(run.latencies),
        "shifts": len(sessions),
        "seats": sum(session.capacity for session in sessions),
        "attempts_per_second": round(run.rate, 1),
        "outcomes": dict(run.outcomes),
    }
