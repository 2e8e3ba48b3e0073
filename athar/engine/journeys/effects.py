"""What may follow from a step, whatever the case is about."""

from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.attempts import Consequence
from athar.engine.journeys.models import Enrolment
from athar.engine.journeys.operations.leaving import leave_what_is_to_come
from athar.engine.journeys.registry import effect
from athar.foundation.core.prepared import prepared_cursor
from athar.foundation.notices.operations import tell

# The case is locked, as by whoever takes a step with it: whoever withdraws at this moment is waited for, and seen to have done so.
# Whoever was let in without a case takes part by this one from here on, so that its steps end that, too.
ENROL = """
WITH held AS (
  SELECT id, CASE WHEN ended_at IS NOT NULL AND moves > %(number)s THEN greatest(ended_at, %(since)s) END AS until
  FROM journeys_case WHERE id = %(case)s FOR NO KEY UPDATE
), adopted AS (
  UPDATE journeys_enrolment SET case_id = held.id FROM held
  WHERE held.until IS NULL AND edition_id = %(edition)s AND part = %(part)s AND person_id = %(person)s AND case_id IS NULL AND ended_at IS NULL
)
INSERT INTO journeys_enrolment (edition_id, part, person_id, team_id, case_id, since, ended_at)
SELECT %(edition)s, %(part)s, %(person)s, %(team)s, id, %(since)s, until FROM held ON CONFLICT DO NOTHING
"""


@effect("enrol", _("They take part from now on"))
def enrol(consequence: Consequence) -> None:
    """
    Once: whoever takes part in this role already keeps what they have, and since when. Where a later step has ended the case, it is
    until then.

    By hand, as all that everybody in a rush waits for.
    """
    case = consequence.case
    values = {
        "edition": case.call.edition_id, "part": case.call.part, "person": case.person_id, "team": case.team_id, "case": case.pk,
        "since": consequence.event.at, "number": consequence.event.number,
    }  # fmt: skip
    with prepared_cursor() as cursor:
        cursor.execute(ENROL, values)


@effect("end_enrolment", _("They take part no longer"))
def end_enrolment(consequence: Consequence) -> None:
    """Of what came by this case; it ends when the step was taken, however late this runs."""
    Enrolment.objects.filter(case=consequence.case, ended_at=None, since__lte=consequence.event.at).update(
        ended_at=consequence.event.at
    )


@effect("give_seats_back", _("Their seats to come are given back, and they wait no longer"))
def give_seats_back(consequence: Consequence) -> None:
    """Of what came by this case; what has begun when the step was taken stays as it was."""
    leave_what_is_to_come(case=consequence.case, by=consequence.event.by, at=consequence.event.at)


@effect("tell_that_it_stopped", _("They are told that it ended without them"))
def tell_that_it_stopped(consequence: Consequence) -> None:
    if consequence.case.person_id is not None:
        tell(consequence.case.person_id, "journeys.stopped", at=consequence.at)
