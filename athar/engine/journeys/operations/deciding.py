"""Decisions are made one by one, and carried out together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.choices import Ending
from athar.engine.journeys.designs import Transition
from athar.engine.journeys.models import Call, Case, Decision, Event, Release
from athar.engine.journeys.operations.moving import MoveRefused, locked, may, moved, refusals, step_from
from athar.engine.journeys.queries import newest_answers
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person


class DecisionRefused(Refused):
    """The decision cannot be made, taken back or released; every reason is listed."""


@dataclass(frozen=True)
class Outcome:
    """What a release did: the events, and what stood in the way of the decisions that stay pending."""

    release: Release
    events: tuple[Event, ...]
    held: dict[int, tuple[Reason, ...]]


@transaction.atomic
def decide(
    *, case: Case, transition: str, seen: str, answers: int, by: Person, at: datetime, reason: str = ""
) -> Decision:
    """
    Decide what is to become of a case. Nothing moves and nobody is told until the decision is released.

    A second decision takes the place of a pending first, which is kept as taken back.

    :param answers: number of the revision of the answers that were read.
    :raises DecisionRefused: when they may not, the step takes no decision or its reason is missing, or the case or its answers
        changed meanwhile.
    """
    case = locked(case)
    step = _step(case, transition, seen)
    reasons = []
    if not may(case, step, by=by, at=at):
        reasons.append(
            Reason("not_allowed", _("You may not decide on this case."), _("Leave it to whoever may."))
        )
    if not step.decides:
        reasons.append(Reason("no_decision", _("This step takes no decision."), _("Take it directly.")))
    if answers != newest_answers(case):
        reasons.append(
            Reason(
                "answers_changed",
                _("The answers were changed meanwhile."),
                _("Read the newest, then decide."),
            )
        )
    if step.asks_reason and not reason.strip():
        reasons.append(Reason("no_reason", _("The reason is missing."), _("Say why, in a sentence.")))
    if reasons:
        raise DecisionRefused(*reasons)
    Decision.objects.pending().filter(case=case).update(ending=Ending.RETRACTED, ended_at=at, ended_by=by)
    return Decision.objects.create(
        case=case, transition=transition, by=by, at=at, reason=reason.strip(), answers=answers
    )


@transaction.atomic
def retract(*, decision: Decision, by: Person, at: datetime) -> None:
    """
    Take a pending decision back.

    :raises DecisionRefused: when it is pending no longer, or they may not decide on the case.
    """
    case = locked(decision.case)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    reasons = []
    if decision.ending:
        reasons.append(
            Reason(
                "not_pending", _("This decision is pending no longer."), _("Look at where the case stands.")
            )
        )
    if not may(case, case.version.design.transition_by_code[decision.transition], by=by, at=at):
        reasons.append(
            Reason("not_allowed", _("You may not decide on this case."), _("Leave it to whoever may."))
        )
    if reasons:
        raise DecisionRefused(*reasons)
    Decision.objects.filter(pk=decision.pk).update(ending=Ending.RETRACTED, ended_at=at, ended_by=by)


@transaction.atomic
def release(*, call: Call, decisions: Iterable[Decision], by: Person, at: datetime) -> Outcome:
    """
    Carry out pending decisions of a call together, whichever way they went.

    A decision that cannot be carried out now (a guard says no, the case has moved) stays pending and is named with its reasons; the
    others are carried out.

    :raises DecisionRefused: when there is nothing to carry out, or somebody may not release.
    """
    keys = sorted({decision.pk for decision in decisions})
    # Always in the same order, so that two releases at once wait for each other and never in a circle.
    cases = Case.objects.filter(decisions__in=keys, call=call).order_by("pk").distinct()
    standing = {case.pk: locked(case) for case in cases}
    rows = list(Decision.objects.pending().filter(pk__in=keys, case__in=standing).order_by("case"))
    if not rows:
        raise DecisionRefused(
            Reason("nothing", _("There is no decision to release."), _("Choose pending decisions."))
        )
    made = Release.objects.create(call=call, by=by, at=at)
    events, held = [], {}
    for row in rows:
        done = _carried_out(row, standing[row.case_id], made)
        if isinstance(done, Event):
            events.append(done)
        else:
            held[row.pk] = done
    if not events:
        raise DecisionRefused(
            *{reason.code: reason for reasons in held.values() for reason in reasons}.values()
        )
    people = {event.case.person_id for event in events if event.case.person_id}
    tell(people, "journeys.decided", at=at)
    return Outcome(made, tuple(events), held)


def _carried_out(row: Decision, case: Case, made: Release) -> Event | tuple[Reason, ...]:
    try:
        step = step_from(case, row.transition, case.state)
    except MoveRefused as refusal:
        return refusal.reasons
    if not may(case, step, by=made.by, at=made.at):
        return (
            Reason("not_allowed", _("You may not release this decision."), _("Ask whoever may decide here.")),
        )
    reasons = refusals(case, step, by=made.by, at=made.at, reason=row.reason)
    if reasons:
        return tuple(reasons)
    Decision.objects.filter(pk=row.pk).update(
        ending=Ending.RELEASED, ended_at=made.at, ended_by=made.by, release=made
    )
    return moved(case, step, by=made.by, at=made.at, reason=row.reason)


def _step(case: Case, transition: str, seen: str) -> Transition:
    try:
        return step_from(case, transition, seen)
    except MoveRefused as refusal:
        raise DecisionRefused(*refusal.reasons) from refusal
