"""
The two statements by which somebody takes a seat: one asks everything the rules need, one writes everything.

Written by hand, since in a rush each seat waits for the one before: what the client does between two statements of a
transaction is time in which nobody else gets that seat, and composing statements anew costs more than sending them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from athar.engine.journeys.models import Seat, Session
from athar.engine.journeys.operations.asking import asking_with
from athar.engine.journeys.seat_rules import Asking, Span
from athar.foundation.core.prepared import prepared_cursor
from athar.foundation.people.models import Person

# The part is locked, so that nobody leaves it meanwhile; it comes first of all locks, as everywhere.
PART = """
  SELECT id FROM journeys_enrolment
  WHERE edition_id = %(edition)s AND part = %(part)s AND person_id = %(person)s
    AND since <= %(at)s AND (ended_at IS NULL OR ended_at > %(at)s)
  ORDER BY since DESC, id DESC LIMIT 1 FOR NO KEY UPDATE
"""
# When somebody has a seat anywhere, as ``spans`` reads it.
TAKEN = """
(
  SELECT array_agg(session.id) AS keys, array_agg(session.starts_at) AS starts, array_agg(session.ends_at) AS ends
  FROM journeys_seat AS seat JOIN journeys_session AS session ON session.id = seat.session_id
  WHERE seat.person_id = %(person)s AND seat.released_at IS NULL
) AS taken
"""
ASK = f"""
SELECT ({PART}), taken.keys, taken.starts, taken.ends, free.buckets
FROM {TAKEN}, (
  SELECT array_agg(bucket ORDER BY bucket) AS buckets FROM journeys_seatcounter WHERE session_id = %(session)s AND free > 0
) AS free
"""  # noqa: S608 -- put together from constants
# Counted, seated and out of the line in one statement: all of it, or nothing where the counter is empty by now.
WRITE = """
WITH counted AS (
  UPDATE journeys_seatcounter SET free = free - 1 WHERE session_id = %(session)s AND bucket = %(bucket)s AND free > 0
  RETURNING bucket
), left_line AS (
  UPDATE journeys_wait SET left_at = %(at)s FROM counted
  WHERE session_id = %(session)s AND person_id = %(person)s AND left_at IS NULL
)
INSERT INTO journeys_seat (session_id, person_id, enrolment_id, during, bucket, taken_at, taken_by_id)
SELECT %(session)s, %(person)s, %(enrolment)s, tstzrange(%(starts)s, %(ends)s), bucket, %(at)s, %(by)s FROM counted
RETURNING id
"""


@dataclass(frozen=True)
class Asked:
    """What was found: the part by which they may sit, what the rules are asked with, and the counters that have seats."""

    enrolment: int | None
    asking: Asking
    buckets: list[int]


def asked_of(session: Session, person: Person, *, at: datetime) -> Asked:
    """Everything there is to know before somebody takes a seat. The part stands until the transaction ends."""
    with prepared_cursor() as cursor:
        cursor.execute(
            ASK,
            {"edition": session.edition_id, "part": session.part, "person": person.pk, "session": session.pk, "at": at},
        )  # fmt: skip
        enrolment, keys, starts, ends, buckets = cursor.fetchone()
    asking = asking_with(session, spans(keys, starts, ends), at=at)
    return Asked(enrolment, asking, buckets or [])


def spans(
    keys: list[int] | None, starts: list[datetime] | None, ends: list[datetime] | None
) -> Iterator[Span]:
    """What ``TAKEN`` found; without a single seat it finds nothing to aggregate."""
    return map(Span, keys or (), starts or (), ends or ())


def write_seat(
    session: Session, person: Person, *, enrolment: int, bucket: int, by: Person, at: datetime, ends: bool
) -> Seat | None:
    """
    Take one from a counter and seat the person; None where the counter has none left.

    :param ends: whether the transaction ends with it. Then the commit is sent along, and whoever queues for the counter waits for
        the database alone, not for a client that must first hear of its seat; Django finds nothing left to commit.
    :raises IntegrityError: when they have a seat here or elsewhere at that time, by now.
    """
    values: dict[str, Any] = {
        "session": session.pk, "person": person.pk, "enrolment": enrolment, "bucket": bucket, "starts": session.starts_at,
        "ends": session.ends_at, "at": at, "by": by.pk,
    }  # fmt: skip
    # Two statements at once are none that could be prepared.
    with connection.cursor() if ends else prepared_cursor() as cursor:
        cursor.execute(f"{WRITE}; COMMIT" if ends else WRITE, values)
        row = cursor.fetchone()
    if row is None:
        return None
    return Seat.from_db("default", *_columns(row[0], values))


def _columns(key: int, values: dict[str, object]) -> tuple[list[str], list[object]]:
    names = {
        "id": key, "session_id": values["session"], "person_id": values["person"], "enrolment_id": values["enrolment"],
        "bucket": values["bucket"], "held_until": None, "taken_at": values["at"], "taken_by_id": values["by"], "released_at": None,
        "released_by_id": None,
    }  # fmt: skip
    return list(names), list(names.values())
