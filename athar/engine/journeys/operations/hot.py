"""
The statements by which somebody takes a seat: one holds their part, one asks everything the rules need, one writes everything.

Nearly everybody has no other seat near that time, so that no rule speaks of them: these are seated without asking first.

Written by hand, since in a rush each seat waits for the one before: what the client does between two statements of a
transaction is time in which nobody else gets that seat, and composing statements anew costs more than sending them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from athar.engine.journeys.models import Seat, Session
from athar.engine.journeys.operations.asking import asking_with
from athar.engine.journeys.seat_rules import Asking, Span, reach, seat_refusals
from athar.foundation.core.flights import Flights, Planned
from athar.foundation.core.prepared import prepared_cursor
from athar.foundation.people.models import Person

# By which part somebody sits.
IN_FORCE = """
  SELECT id FROM journeys_enrolment
  WHERE edition_id = %(edition)s AND part = %(part)s AND person_id = %(person)s
    AND since <= %(at)s AND (ended_at IS NULL OR ended_at > %(at)s)
  ORDER BY since DESC, id DESC LIMIT 1
"""
# It is locked, so that nobody leaves it meanwhile, and no two seats are taken by it that do not see each other: a statement sees
# nothing that was committed while it waited, so what is asked after must be another. It comes first of all locks, as everywhere.
PART = f"{IN_FORCE} FOR NO KEY UPDATE"
# When somebody has a seat anywhere, as ``spans`` reads it.
TAKEN = """
(
  SELECT array_agg(session.id) AS keys, array_agg(session.starts_at) AS starts, array_agg(session.ends_at) AS ends
  FROM journeys_seat AS seat JOIN journeys_session AS session ON session.id = seat.session_id
  WHERE seat.person_id = %(person)s AND seat.released_at IS NULL
) AS taken
"""
# The counters that have seats; people spread over them.
FREE = """
(SELECT array_agg(bucket ORDER BY bucket) AS buckets FROM journeys_seatcounter WHERE session_id = %(session)s AND free > 0) AS free
"""
HOLD = Planned(
    "hold_a_part", PART, {"edition": "bigint", "part": "text", "person": "bigint", "at": "timestamptz"}
)
ASK = Planned(
    "ask_for_a_seat",
    f"SELECT taken.keys, taken.starts, taken.ends, free.buckets FROM {TAKEN}, {FREE}",  # noqa: S608 -- of constants
    {"person": "bigint", "session": "bigint"},
)


def _write(what: str, where: str) -> str:
    """Counted, seated and out of the line in one statement: all of it, or nothing where the counter is empty by now."""
    return f"""
WITH counted AS (
  UPDATE journeys_seatcounter AS counter SET free = counter.free - 1 FROM {what}
  WHERE counter.session_id = %(session)s AND counter.free > 0 AND {where}
  RETURNING counter.bucket, part.id AS enrolment
), left_line AS (
  UPDATE journeys_wait SET left_at = %(at)s FROM counted
  WHERE session_id = %(session)s AND person_id = %(person)s AND left_at IS NULL
)
INSERT INTO journeys_seat (session_id, person_id, enrolment_id, during, bucket, taken_at, taken_by_id)
SELECT %(session)s, %(person)s, enrolment, tstzrange(%(starts)s, %(ends)s), bucket, %(at)s, %(by)s FROM counted
RETURNING id, enrolment_id, bucket
"""  # noqa: S608 -- of constants


_WRITTEN = {
    "session": "bigint", "person": "bigint", "starts": "timestamptz", "ends": "timestamptz", "at": "timestamptz", "by": "bigint",
}  # fmt: skip
WRITE = Planned(
    "write_a_seat",
    _write("(SELECT %(enrolment)s::bigint AS id) AS part", "counter.bucket = %(bucket)s"),
    _WRITTEN | {"bucket": "integer", "enrolment": "bigint"},
)
TAKE = Planned(
    "take_a_seat",
    _write(
        f"({IN_FORCE}) AS part, {FREE}",
        """counter.bucket = free.buckets[1 + %(person)s %% cardinality(free.buckets)] AND NOT EXISTS (
    SELECT FROM journeys_seat WHERE person_id = %(person)s AND released_at IS NULL AND during && tstzrange(%(near)s, %(until)s)
  )""",
    ),
    {**_WRITTEN, **HOLD.types, "near": "timestamptz", "until": "timestamptz"},
)
PLANNED = (HOLD, TAKE, ASK, WRITE)


@dataclass(frozen=True)
class Asked:
    """What was found: the part by which they may sit, what the rules are asked with, and the counters that have seats."""

    enrolment: int | None
    asking: Asking
    buckets: list[int]


def asked_of(session: Session, person: Person, *, at: datetime, flights: Flights | None) -> Asked:
    """
    Everything there is to know before somebody takes a seat. The part stands until the transaction ends.

    :param flights: None inside a transaction of somebody else.
    """
    values = values_of(session, person, at=at)
    calls = (HOLD, values), (ASK, values)
    part, found = flights.ask(*calls) if flights else [_row(*call) for call in calls]
    keys, starts, ends, buckets = found or ()
    asking = asking_with(session, spans(keys, starts, ends), at=at)
    return Asked(part[0] if part else None, asking, buckets or [])


def values_of(session: Session, person: Person, *, at: datetime) -> dict[str, Any]:
    """What ``PART`` and ``TAKEN`` are asked with, and the session."""
    return {"edition": session.edition_id, "part": session.part, "person": person.pk, "session": session.pk, "at": at}  # fmt: skip


def _written(session: Session, person: Person, *, by: Person, at: datetime) -> dict[str, Any]:
    more = {"starts": session.starts_at, "ends": session.ends_at, "by": by.pk}
    return values_of(session, person, at=at) | more


def spans(
    keys: list[int] | None, starts: list[datetime] | None, ends: list[datetime] | None
) -> Iterator[Span]:
    """What ``TAKEN`` found; without a single seat it finds nothing to aggregate."""
    return map(Span, keys or (), starts or (), ends or ())


def write_seat(
    session: Session,
    person: Person,
    *,
    enrolment: int,
    bucket: int,
    by: Person,
    at: datetime,
    flights: Flights | None,
) -> Seat | None:
    """
    Take one from a counter and seat the person; None where the counter has none left.

    :param flights: the transaction that ends with it, so that whoever queues for the counter waits for the database alone; None
        inside a transaction of somebody else.
    :raises IntegrityError: when they have a seat here or elsewhere at that time, by now.
    """
    values = _written(session, person, by=by, at=at) | {"enrolment": enrolment, "bucket": bucket}
    row = flights.end(WRITE, values) if flights else _row(WRITE, values)
    return None if row is None else _seat(row, values)


def taken_at_once(
    session: Session, person: Person, *, by: Person, at: datetime, flights: Flights
) -> Seat | None:
    """
    Seat somebody of whom no rule speaks: they have a part, and no other seat so near that one could. None for anybody else.

    :raises IntegrityError: as ``write_seat``.
    """
    asking = asking_with(session, (), at=at)
    if seat_refusals(asking):
        return None
    near, until = reach(asking)
    values = _written(session, person, by=by, at=at) | {"near": near, "until": until}
    row = flights.whole((HOLD, values), (TAKE, values))
    return None if row is None else _seat(row, values)


def _row(planned: Planned, values: Mapping[str, object]) -> Any:
    with prepared_cursor() as cursor:
        cursor.execute(planned.statement, values)
        return cursor.fetchone()


def _seat(row: tuple[int, int, int], values: Mapping[str, Any]) -> Seat:
    key, enrolment, bucket = row
    columns = {
        "id": key, "session_id": values["session"], "person_id": values["person"], "enrolment_id": enrolment, "bucket": bucket,
        "held_until": None, "taken_at": values["at"], "taken_by_id": values["by"], "released_at": None, "released_by_id": None,
    }  # fmt: skip
    return Seat.from_db("default", list(columns), list(columns.values()))
