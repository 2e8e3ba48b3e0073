"""Time takes steps too: those that a workflow leaves to the clock, once what they wait for has come."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from athar.engine.journeys.designs import CLOCK, Design, Transition
from athar.engine.journeys.models import Case, Event, WorkflowVersion
from athar.engine.journeys.operations.moving import locked, moved, refusals
from athar.foundation.core.jobs import every, job


@every("15 * * * *")
def take_what_is_due() -> None:
    """What time alone brings about, such as the end of an edition."""
    take_due_steps_of_all()


@job
def take_due_steps_of_all() -> int:
    """
    Let time take every step that is due, each case in a transaction of its own.

    :returns: how many cases moved.
    """
    at = timezone.now()
    timed = [version.pk for version in WorkflowVersion.objects.all() if _timed(version.design)]
    cases = Case.objects.going_on().filter(version__in=timed).order_by("pk")
    return sum(bool(take_due_steps(case=case, at=at)) for case in cases.iterator())


@transaction.atomic
def take_due_steps(*, case: Case, at: datetime) -> list[Event]:
    """
    Let time take the steps of a case that are due, one after another, and carry out at once what follows from them.

    Due is a step that the workflow leaves to the clock and whose guards all agree. One without guards waits for nothing that time
    could bring, so time never takes it by itself.
    """
    case = locked(case)
    design, events = case.version.design, []
    for _turn in design.states:  # no case goes in circles, whatever its workflow says
        step = _due(case, _timed(design), at)
        if step is None:
            break
        events.append(moved(case, step, by=None, at=at, reason="", at_once=True))
    return events


def stop_where_nobody_agrees(people: Iterable[int], *, at: datetime) -> None:
    """Somebody's word was taken back: let time take what follows of it for these people, now."""
    for case in Case.objects.going_on().filter(person__in=people).order_by("pk"):
        take_due_steps(case=case, at=at)


def _timed(design: Design) -> list[Transition]:
    return [step for step in design.transitions if CLOCK in step.by and step.guards]


def _due(case: Case, steps: Iterable[Transition], at: datetime) -> Transition | None:
    here = (step for step in steps if case.state in step.sources)
    return next((step for step in here if not refusals(case, step, by=None, at=at)), None)
