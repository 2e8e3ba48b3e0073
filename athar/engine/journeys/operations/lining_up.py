"""
The statements by which somebody begins to wait: one holds, one asks, one writes.

Written by hand as ``hot`` is: where a rush is over, most of those who still come end here.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from athar.engine.journeys.models import Session, Wait
from athar.engine.journeys.operations.asking import asking_with
from athar.engine.journeys.operations.hot import PART, TAKEN, spans, values_of
from athar.foundation.core.prepared import prepared_cursor
from athar.foundation.people.models import Person

# The part is locked before the queue, in the order in which whoever leaves takes them: the queue's row is locked
# once it was joined, and for that the part must have been read.
HOLD = f"""
WITH part AS MATERIALIZED ({PART})
SELECT part.id FROM journeys_queue AS queue LEFT JOIN part ON true WHERE queue.session_id = %(session)s FOR UPDATE OF queue
"""  # noqa: S608 -- put together from constants
ASK = f"""
SELECT taken.keys, taken.starts, taken.ends,
  EXISTS (SELECT FROM journeys_seatcounter WHERE session_id = %(session)s AND free > 0),
  EXISTS (SELECT FROM journeys_wait WHERE session_id = %(session)s AND person_id = %(person)s AND left_at IS NULL),
  EXISTS (SELECT FROM journeys_session WHERE id = %(session)s AND cancelled_at IS NOT NULL)
FROM {TAKEN}
"""  # noqa: S608 -- put together from constants
WRITE = """
INSERT INTO journeys_wait (session_id, person_id, enrolment_id, rank, since)
VALUES (%(session)s, %(person)s, %(enrolment)s, %(rank)s, %(at)s) RETURNING id
"""


class Line:
    """
    The waiting list of a session, held for one person until the transaction ends.

    :ivar asking: what the rules are asked with.
    :ivar enrolment: key of the part by which they may sit here; it stands until then too.
    :ivar free: whether a seat is free; ``waits``: whether they wait already.
    """

    def __init__(self, session: Session, person: Person, *, at: datetime) -> None:
        values = values_of(session, person, at=at)
        self.session, self.person, self.at = session, person, at
        with prepared_cursor() as cursor:
            cursor.execute(HOLD, values)
            self.enrolment: int | None = cursor.fetchone()[0]
            cursor.execute(ASK, values)
            keys, starts, ends, self.free, self.waits, cancelled = cursor.fetchone()
        # The session may have been cancelled since it was read, while its queue was waited for.
        self.asking = replace(asking_with(session, spans(keys, starts, ends), at=at), cancelled=cancelled)

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
