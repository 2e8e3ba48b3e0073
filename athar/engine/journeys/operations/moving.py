"""The only way a case moves."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.attempts import Attempt
from athar.engine.journeys.designs import Transition
from athar.engine.journeys.models import Case, Decision, Event, PendingEffect
from athar.engine.journeys.operations.following import carry_out, carry_out_now
from athar.engine.journeys.queries import is_applicant, newest_answers, roles_about
from athar.engine.journeys.registry import guards
from athar.engine.journeys.rules import may_take
from athar.foundation.core.jobs import later
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person


class MoveRefused(Refused):
    """The case does not move; every reason is listed."""


@transaction.atomic
def move(
    *, case: Case, transition: str, seen: str, by: Person | None, at: datetime, reason: str = "", at_once: bool = False
) -> Event:  # fmt: skip
    """
    Take a step with a case.

    :param seen: the state in which whoever takes the step saw the case: one they have not seen is not left.
    :param by: None where only time passes.
    :param at_once: whether what follows is carried out now, for whoever goes on from there, and not by the worker.
    :raises MoveRefused: when the case stands elsewhere by now, they may not, a guard says no, or the reason is missing.
    """
    case = locked(case)
    step = step_from(case, transition, seen)
    reasons = [*not_theirs(case, step, by, at)]
    reasons += refusals(case, step, by=by, at=at, reason=reason)
    if reasons:
        raise MoveRefused(*reasons)
    return moved(case, step, by=by, at=at, reason=reason, at_once=at_once)


def locked(case: Case) -> Case:
    """The case as it stands now, for this transaction alone."""
    joined = ("call__edition__initiative", "version", "person", "team")
    return Case.objects.select_for_update(of=("self",)).select_related(*joined).get(pk=case.pk)


def step_from(case: Case, transition: str, seen: str) -> Transition:
    """
    Return the step.

    :raises MoveRefused: when the case stands elsewhere than was seen, or its workflow has no such step from there.
    """
    step = case.version.design.transition_by_code.get(transition)
    if case.state != seen:
        raise MoveRefused(
            Reason(
                "overtaken",
                _("This has moved on meanwhile."),
                _("Look at where it stands, then go on from there."),
            )
        )
    if step is None or case.state not in step.sources:
        raise MoveRefused(
            Reason(
                "no_such_step",
                _("This step does not lead on from here."),
                _("Choose one of the steps offered."),
            )
        )
    return step


def not_theirs(case: Case, step: Transition, by: Person | None, at: datetime) -> Iterator[Reason]:
    """Why this is not a step that they take so, whatever its guards say."""
    if not may(case, step, by=by, at=at):
        yield Reason("not_allowed", _("You may not take this step."), _("Ask whoever is in charge of it."))
    if step.decides:
        yield Reason("decided_first", _("This takes a decision."), _("Decide, then release the decision."))


def may(case: Case, step: Transition, *, by: Person | None, at: datetime) -> bool:
    """Whether somebody may take a step with this case, whatever the guards say."""
    if by is None:
        return may_take(step, roles=(), is_applicant=False, is_clock=True)
    if is_applicant(case, by, at=at):
        return may_take(step, roles=(), is_applicant=True, is_clock=False)
    return may_take(step, roles=roles_about(by, case.call, at=at), is_applicant=False, is_clock=False)


def refusals(
    case: Case, step: Transition, *, by: Person | None, at: datetime, reason: str = ""
) -> list[Reason]:
    """What the guards of a step say, and whether it lacks its reason."""
    found = guards_against(step, Attempt(case, by, at))
    if step.asks_reason and not reason.strip():
        found.append(Reason("no_reason", _("The reason is missing."), _("Say why, in a sentence.")))
    return found


def guards_against(step: Transition, attempt: Attempt, *, settled: Collection[str] = ()) -> list[Reason]:
    """What the guards of a step say against an attempt at it, but for those that are known to agree."""
    asked = (use for use in step.guards if use.code not in settled)
    answers = (guards[use.code].run(attempt, **use.parameters) for use in asked)
    return [answer for answer in answers if answer]


def moved(
    case: Case, step: Transition, *, by: Person | None, at: datetime, reason: str, at_once: bool = False
) -> Event:
    """Write the event, the state and what follows; a decision that waited for another way is over. Holds the lock already."""
    event = written(case, step, by=by, at=at, reason=reason, answers=newest_answers(case))
    Decision.objects.pending().filter(case=case).update(ending="lapsed", ended_at=at)
    if at_once:
        carry_out_now(event, step.effects, at=at)
        return event
    PendingEffect.objects.bulk_create(
        [
            PendingEffect(
                event=event, place=place, code=use.code, settings=dict(use.parameters), not_before=at
            )
            for place, use in enumerate(step.effects)
        ]
    )
    if step.effects:
        later(carry_out)
    return event


def written(
    case: Case, step: Transition, *, by: Person | None, at: datetime, reason: str, answers: int
) -> Event:
    """
    Write that the case moved, and where it stands.

    :param answers: number of the newest revision of its answers.
    """
    event = Event.objects.create(
        case=case, number=case.moves + 1, transition=step.code, source=case.state, target=step.target, by=by, at=at,
        reason=reason.strip(), answers=answers,
    )  # fmt: skip
    case.state, case.moves = step.target, event.number
    case.ended_at = at if case.version.design.state_by_code[step.target].ends else None
    case.save(update_fields=["state", "moves", "ended_at"])
    return event
