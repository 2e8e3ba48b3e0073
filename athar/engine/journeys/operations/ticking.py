"""Time takes steps too: those that a workflow leaves to the clock, once what they wait for has come."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import reduce
from operator import and_, or_

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from athar.engine.journeys.designs import CLOCK, Design, Transition
from athar.engine.journeys.models import Case, Event, WorkflowVersion
from athar.engine.journeys.operations.moving import locked, moved, refusals
from athar.engine.journeys.registry import narrowings
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
    cases = (case for version in WorkflowVersion.objects.order_by("pk") for case in _perhaps_due(version, at))
    return sum(bool(take_due_steps(case=case, at=at)) for case in cases)


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


def _perhaps_due(version: WorkflowVersion, at: datetime) -> Iterator[Case]:
    """The cases of which a step may be due, as far as the database can say: of all that go on, few are."""
    steps = _timed(version.design)
    if not steps:
        return iter(())
    due = reduce(or_, (_condition(step, at) for step in steps))
    return Case.objects.going_on().filter(due, version=version).order_by("pk").iterator()


def _condition(step: Transition, at: datetime) -> Q:
    narrowed = (narrowings[use.code](at) for use in step.guards if use.code in narrowings)
    return reduce(and_, narrowed, Q(state__in=step.sources))


def _timed(design: Design) -> list[Transition]:
    return [step for step in design.transitions if CLOCK in step.by and step.guards]


def _due(case: Case, steps: Iterable[Transition], at: datetime) -> Transition | None:
    here = (step for step in steps if case.state in step.sources)
    return next((step for step in here if not refusals(case, step, by=None, at=at)), None)
