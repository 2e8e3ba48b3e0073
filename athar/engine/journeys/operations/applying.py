"""Somebody applies in one go: begins, answers and takes the first step, as in a rush where every question to the database is a wait."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from athar.engine.journeys.attempts import Attempt
from athar.engine.journeys.designs.taking_part import ENROLS
from athar.engine.journeys.models import Answers, Call, Case, Event
from athar.engine.journeys.operations.answering import never_right
from athar.engine.journeys.operations.begun import write_begun
from athar.engine.journeys.operations.calling import begin_refusals
from athar.engine.journeys.operations.following import run_now
from athar.engine.journeys.operations.moving import guards_against, not_theirs, step_from
from athar.foundation.core.refusals import Refused
from athar.foundation.people.models import Person


class ApplicationRefused(Refused):
    """They cannot apply so; every reason is listed, and nothing is written."""


def apply_at_once(
    *, call: Call, person: Person, by: Person, at: datetime, data: Mapping[str, Any], transition: str, settled: Collection[str] = ()
) -> Event:  # fmt: skip
    """
    Begin a case of a person in a call, keep the answers, take the first step, and carry out what follows from it.

    Everything is asked before anything is written, so a refusal leaves the transaction as it was.

    :param transition: the step; one that decides is not taken so.
    :param settled: codes of guards that agree, as the caller knows from a question of its own.
    :raises ApplicationRefused: when the call, an answer or a guard says no.
    :raises IntegrityError: when they have a case in this call that goes on; whoever may have asks first.
    """
    case = Case(
        call=call, version=call.workflow, person=person, state=call.workflow.design.start, begun_at=at, begun_by=by
    )  # fmt: skip
    answers, wrong = None, []
    if call.form is not None:
        answers = Answers(case=case, revision=1, form=call.form, data=dict(data), by=by, at=at)
        wrong = list(never_right(call.form, data).values())
    step = step_from(case, transition, case.state)
    reasons = [*begin_refusals(call, person, None, at=at), *not_theirs(case, step, by, at), *wrong]
    reasons += guards_against(step, Attempt(case, by, at, answers), settled=settled)
    if reasons:
        raise ApplicationRefused(*{reason.code: reason for reason in reasons}.values())
    with transaction.atomic(savepoint=False):
        event = write_begun(case, answers, step, by=by, at=at)
        run_now(event, [use for use in step.effects if use.code != ENROLS], at=at)
    return event
