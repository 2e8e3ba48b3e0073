"""
The one statement by which somebody applies in one go: case, answers, first event and what follows from it, or nothing of it.

Written by hand as ``hot`` is, and for the same reason.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from athar.engine.journeys.designs import Transition, Use
from athar.engine.journeys.designs.taking_part import enrols
from athar.engine.journeys.models import Answers, Case, Event
from athar.foundation.core.prepared import prepared_cursor
from athar.foundation.people.models import Person

BEGIN = """
WITH begun AS (
  INSERT INTO journeys_case (call_id, version_id, person_id, state, moves, begun_at, begun_by_id, ended_at)
  VALUES (%(call)s, %(version)s, %(person)s, %(target)s, 1, %(at)s, %(by)s, %(ended_at)s) RETURNING id
), answered AS (
  INSERT INTO journeys_answers (case_id, revision, form_id, data, by_id, at)
  SELECT id, 1, %(form)s::bigint, %(data)s, %(by)s, %(at)s FROM begun WHERE %(answers)s > 0
), moved AS (
  INSERT INTO journeys_event (case_id, number, transition, source, target, by_id, at, reason, answers)
  SELECT id, 1, %(step)s::text, %(source)s::text, %(target)s::text, %(by)s, %(at)s, '', %(answers)s FROM begun RETURNING id
), followed AS (
  INSERT INTO journeys_pendingeffect (event_id, place, code, settings, not_before, tries, fault, done_at)
  SELECT moved.id, use.place, use.code, use.parameters, %(at)s, 1, '', %(at)s
  FROM moved, jsonb_to_recordset(%(uses)s) AS use (place smallint, code text, parameters jsonb)
), enrolled AS (
  INSERT INTO journeys_enrolment (edition_id, part, person_id, case_id, since)
  SELECT %(edition)s, %(part)s::text, %(person)s, id, %(at)s FROM begun WHERE %(enrols)s ON CONFLICT DO NOTHING
)
SELECT begun.id, moved.id FROM begun, moved
"""


def write_begun(case: Case, answers: Answers | None, step: Transition, *, by: Person, at: datetime) -> Event:
    """
    Write a case that was not there with its answers and its first event; what follows from that stands in the outbox as done.

    Whoever takes part by the step does from here on; of all that may follow, this alone is written along.

    :raises IntegrityError: when the person has a case in this call that goes on.
    """
    ended_at = at if case.version.design.state_by_code[step.target].ends else None
    revision = 1 if answers else 0
    values: dict[str, Any] = {
        "call": case.call_id, "version": case.version_id, "person": case.person_id, "by": by.pk, "at": at, "ended_at": ended_at,
        "step": step.code, "source": case.state, "target": step.target, "answers": revision, "uses": Jsonb(_numbered(step.effects)),
        "edition": case.call.edition_id, "part": case.call.part, "enrols": enrols(step),
        "form": answers.form_id if answers else None, "data": Jsonb(answers.data if answers else {}),
    }  # fmt: skip
    with prepared_cursor() as cursor:
        cursor.execute(BEGIN, values)
        case.pk, key = cursor.fetchone()
    event = Event(
        pk=key, case=case, number=1, transition=step.code, source=case.state, target=step.target, by=by, at=at, answers=revision
    )  # fmt: skip
    case.state, case.moves, case.ended_at = step.target, 1, ended_at
    case._state.adding = event._state.adding = False
    return event


def _numbered(uses: Sequence[Use]) -> list[dict[str, Any]]:
    return [
        {"place": place, "code": use.code, "parameters": dict(use.parameters)}
        for place, use in enumerate(uses)
    ]
