"""
The statements by which somebody begins to wait: one holds, one asks, one writes.

Written by hand as ``hot`` is: where a rush is over, most of those who still come end here.
"""

from datetime import datetime
from typing import Any

from athar.engine.journeys.models import Session, Wait
from athar.engine.journeys.seat_rules import Asking, Span
from athar.foundation.core.prepared import prepared_cursor
from athar.foundation.people.models import Person

# The part is locked before the queue, in the order in which whoever leaves takes them: the queue's row is locked
# once it was joined, and for that the part must have been read.
HOLD = """
WITH part AS MATERIALIZED (
  SELECT id FROM journeys_enrolment
  WHERE edition_id = %(edition)s AND part = %(part)s AND person_id = %(person)s
    AND since <= %(at)s AND (ended_at IS NULL OR ended_at > %(at)s)
  ORDER BY since DESC, id DESC LIMIT 1 FOR NO KEY UPDATE
)
SELECT part.id FROM journeys_queue AS queue LEFT JOIN part ON true WHERE queue.session_id = %(session)s FOR UPDATE OF queue
"""
ASK = """
SELECT taken.keys, taken.starts, taken.ends,
  EXISTS (SELECT FROM journeys_seatcounter WHERE session_id = %(session)s AND free > 0),
  EXISTS (SELECT FROM journeys_wait WHERE session_id = %(session)s AND person_id = %(person)s AND left_at IS NULL)
FROM (
  SELECT array_agg(session.id) AS keys, array_agg(session.starts_at) AS starts, array_agg(session.ends_at) AS ends
  FROM journeys_seat AS seat JOIN journeys_session AS session ON session.id = seat.session_id
  WHERE seat.person_id = %(person)s AND seat.released_at IS NULL
) AS taken
"""
WRITE = """
INSERT INTO journeys_wait (session_id, person_id, enrolment_id, rank, since)
VALUES (%(session)s, %(person)s, %(enrolment)s, %(rank)s, %(at)s) RETURNING id
"""


class Line:
    """
    The waiting list of a session, held for one person until the transaction ends.

    :ivar enrolment: key of the part by which they may sit here; it stands until then too.
    :ivar free: whether a seat is free; ``waits``: whether they wait already.
    """

    def __init__(self, session: Session, person: Person, *, at: datetime) -> None:
        values = {
            "edition": session.edition_id, "part": session.part, "person": person.pk, "session": session.pk, "at": at,
        }  # fmt: skip
        self.session, self.person, self.at = session, person, at
        with prepared_cursor() as cursor:
            cursor.execute(HOLD, values)
            self.enrolment: int | None = cursor.fetchone()[0]
            cursor.execute(ASK, values)
            keys, starts, ends, self.free, self.waits = cursor.fetchone()
        self.taken = tuple(map(Span, keys or (), starts or (), ends or ()))

    @property
    def asking(self) -> Asking:
        session = self.session
        return Asking(
            span=Span(session.pk, session.starts_at, session.ends_at), rest_minutes=session.rest_minutes,
            weekly_minutes=session.weekly_minutes, cancelled=session.cancelled_at is not None, taken=self.taken, at=self.at,
        )  # fmt: skip

    def write(self, enrolment: int, *, rank: int) -> Wait:
        values: dict[str, Any] = {
            "session": self.session.pk, "person": self.person.pk, "enrolment": enrolment, "rank": rank, "at": self.at,
        }  # fmt: skip
        with prepared_cursor() as cursor:
            cursor.execute(WRITE, values)
            [key] = cursor.fetchone()
        wait = Wait(
            pk=key, session=self.session, person=self.person, enrolment_id=enrolment, rank=rank, since=self.at
        )  # fmt: skip
        wait._state.adding = False
        return wait
