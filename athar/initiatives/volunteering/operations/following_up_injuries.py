"""A report of an injury is followed up: notes and states, one after the other, until it is closed by somebody it does not concern."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.facts import announce
from athar.foundation.core.refusals import Reason, filled
from athar.foundation.people.models import Person
from athar.foundation.privacy.queries import rows_of_human
from athar.initiatives.volunteering.choices import InjuryOutcome, InjuryState
from athar.initiatives.volunteering.facts import InjuryNoted
from athar.initiatives.volunteering.models import Injury, InjuryEntry
from athar.initiatives.volunteering.models.injury import LONGEST
from athar.initiatives.volunteering.operations.reporting_injuries import InjuryRefused, tell_whose_it_is

MOST_DAYS = 3650
NEXT = {
    InjuryState.REPORTED: (InjuryState.IN_CARE, InjuryState.CLOSED),
    InjuryState.IN_CARE: (InjuryState.CLOSED,),
    InjuryState.CLOSED: (InjuryState.REOPENED,),
    InjuryState.REOPENED: (InjuryState.IN_CARE, InjuryState.CLOSED),
}


@dataclass(frozen=True)
class FollowUp:
    """
    What is noted about a report.

    :ivar state: into which it goes; empty: it is a note. ``outcome``: of what is closed.
    :ivar shared: whether whom it is about reads it. ``days_lost``: in all until now.
    """

    words: str = ""
    state: InjuryState | str = ""
    shared: bool = False
    days_lost: int | None = None
    outcome: InjuryOutcome | str = ""


@transaction.atomic
def follow_up_injury(*, injury: Injury, step: FollowUp, by: Person, at: datetime) -> InjuryEntry:
    """
    Note something about a report, or take it further; whom it is about is told of what is theirs to read, and of each state.

    :raises InjuryRefused: with every reason: it is about whoever writes, it cannot go there, something is missing.
    """
    current = _locked(injury)
    if reasons := _refusals(current, step, by, at):
        raise InjuryRefused(*reasons)
    entry = InjuryEntry.objects.create(
        injury=current, state=step.state, words=step.words.strip(), shared=step.shared, days_lost=step.days_lost,
        outcome=step.outcome, by=by, at=at,
    )  # fmt: skip
    if step.state or step.shared:
        tell_whose_it_is(
            current, "volunteering.injury_went_on", "volunteering.injury_of_child_went_on", but=by, at=at
        )
    return entry


@transaction.atomic
def add_to_injury(
    *, injury: Injury, words: str, by: Person, people: Collection[int], at: datetime
) -> InjuryEntry:
    """
    Whom a report is about, or whoever speaks for them, adds a note; whoever follows it up is told.

    :param people: the rows of those for whom ``by`` may write.
    :raises InjuryRefused: when it is about nobody of them, or nothing is said.
    """
    current = _locked(injury)
    if current.person_id not in people:
        raise InjuryRefused(NOT_YOURS)
    if not words.strip():
        raise InjuryRefused(NOTHING_NOTED)
    entry = InjuryEntry.objects.create(
        injury=current, words=words.strip()[:LONGEST], shared=True, by=by, at=at
    )
    announce(InjuryNoted(current.pk, by.pk, at))
    return entry


def _locked(injury: Injury) -> Injury:
    Injury.objects.select_for_update(of=("self",)).filter(pk=injury.pk).first()
    return Injury.objects.with_standing().select_related("session__edition", "person").get(pk=injury.pk)


def _refusals(injury: Injury, step: FollowUp, by: Person, at: datetime) -> list[Reason]:
    if injury.person is None:
        return [NOBODYS]
    state, found = InjuryState(injury.state), []  # type: ignore[attr-defined]
    if by.pk in rows_of_human(injury.person, at=at):
        found.append(OWN)
    if step.state and step.state not in NEXT[state]:
        found.append(_not_from(state))
    if not step.state and state is InjuryState.CLOSED:
        found.append(CLOSED)
    if step.state == InjuryState.CLOSED and not step.outcome:
        found.append(NO_OUTCOME)
    if not step.words.strip() and (
        step.state == InjuryState.REOPENED or (not step.state and step.days_lost is None)
    ):
        found.append(NOTHING_NOTED)  # fmt: skip
    if step.days_lost is not None and not 0 <= step.days_lost <= MOST_DAYS:
        found.append(DAYS)
    return found


def _not_from(state: InjuryState) -> Reason:
    return Reason(
        "not_from",
        filled(_("From the state “%(state)s” it cannot go there."), state=state.label),
        _("Read what was noted meanwhile, and choose again."),
    )


OWN = Reason("own", _("Nobody follows up what happened to themselves."), _("Ask a colleague to."))
NOT_YOURS = Reason("not_yours", _("This report is about somebody else."), _("Open one of your own."))
NOBODYS = Reason(
    "nobodys", _("Whom it was about is not known any more."), _("What is left of it is a number.")
)
CLOSED = Reason("closed", _("The report is closed."), _("Reopen it first, and say why."))
NO_OUTCOME = Reason("no_outcome", _("Nothing says how it ended."), _("Choose the outcome."))
NOTHING_NOTED = Reason("nothing_noted", _("Nothing is said."), _("Write it in a sentence or two."))
DAYS = Reason(
    "days", filled(_("Days lost lie between 0 and %(most)s."), most=MOST_DAYS), _("Count them once more.")
)
