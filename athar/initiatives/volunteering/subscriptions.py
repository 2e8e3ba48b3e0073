"""
What follows for groups when seats are kept for them no longer, for whoever was let in without a case when a word is taken back, and
for what is owed, reported and led when somebody is erased.
"""

import pgtrigger
from django.db.models import QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.choices import HoldEnding
from athar.engine.journeys.facts import HoldEnded
from athar.foundation.core.facts import subscribe
from athar.foundation.core.refusals import Reason
from athar.foundation.notices.operations import tell
from athar.foundation.people.facts import ApprovalRevoked, ConsentWithdrawn
from athar.foundation.privacy.facts import ErasureConsidered, PersonErasing
from athar.initiatives.volunteering.choices import GroupEnding, GroupVerdict
from athar.initiatives.volunteering.ending import NOTES
from athar.initiatives.volunteering.models import ExpenseReport, Group, Injury, InjuryEntry
from athar.initiatives.volunteering.models.expense import TO_SETTLE
from athar.initiatives.volunteering.operations.group_seats import end_group
from athar.initiatives.volunteering.operations.reminding import facts_of
from athar.initiatives.volunteering.operations.stopping import stop_without_a_case

# Whoever ends a group by hand says so themselves.
ENDINGS = {
    HoldEnding.EXPIRED: (GroupEnding.EXPIRED, "volunteering.group_time_up"),
    HoldEnding.CANCELLED: (GroupEnding.CANCELLED, "volunteering.group_shift_cancelled"),
}

HOLDING = (
    Reason(
        "expenses_unsettled",
        _("Their expenses are not settled yet."),
        _("Once they are paid, rejected or taken back, the erasure can go on."),
    ),
    Reason(
        "injury_unclosed",
        _("A report of an injury about them is not closed yet."),
        _("Once whoever handles it closes it with its outcome, the erasure can go on."),
    ),
)


@subscribe(HoldEnded)
def end_with_the_hold(fact: HoldEnded) -> None:
    if fact.ending not in ENDINGS:
        return
    ending, kind = ENDINGS[fact.ending]
    joined = Group.objects.select_related("session__edition__opportunity")
    group = joined.filter(hold=fact.hold, ending="").first()
    if group is None:
        return
    Group.objects.filter(pk=group.pk).update(ending=ending, ended_at=fact.at)
    if fact.given_back or fact.ending is HoldEnding.CANCELLED:
        tell(
            group.leader_id,
            kind,
            at=fact.at,
            group=group.pk,
            seats=fact.given_back,
            **facts_of(group.session),
        )


@subscribe(ErasureConsidered)
def hold_what_is_open(fact: ErasureConsidered) -> None:
    """Without the bill nobody could decide, nor pay a pseudonym; and whose injury is followed up could be cared for no more. One question."""
    owed = ExpenseReport.objects.filter(person__in=fact.people, state__in=TO_SETTLE).order_by()
    hurt = Injury.objects.unclosed().filter(person__in=fact.people).order_by()
    held = set(_each_as("expenses_unsettled", owed).union(_each_as("injury_unclosed", hurt)))
    fact.reasons.extend(reason for reason in HOLDING if reason.code in held)


def _each_as(code: str, rows: QuerySet) -> QuerySet:
    named: QuerySet = rows.annotate(held=Value(code)).values_list("held", flat=True)
    return named


@subscribe(PersonErasing)
def unname_what_they_reported_of_themselves(fact: PersonErasing) -> None:
    """Who reported it would say whom it was about; notes go whole, as with their period: whom they are about may have written them."""
    with pgtrigger.ignore():
        Injury.objects.filter(person__in=fact.people, reported_by__in=fact.people).update(reported_by=None)
        InjuryEntry.objects.filter(NOTES, injury__person__in=fact.people).delete()


@subscribe(PersonErasing)
def give_up_what_they_lead(fact: PersonErasing) -> None:
    """Nobody could answer for the group any more; whoever joined keeps the seat."""
    asking = Group.objects.filter(leader__in=fact.people, ending="").exclude(verdict=GroupVerdict.REJECTED)
    for group in asking.select_related("leader", "hold__session", "session__edition__opportunity").order_by(
        "pk"
    ):
        end_group(group=group, by=group.leader, at=fact.at)


@subscribe(ApprovalRevoked)
def stop_what_needs_a_guardian(fact: ApprovalRevoked) -> None:
    stop_without_a_case([fact.child], at=timezone.now())


@subscribe(ConsentWithdrawn)
def stop_what_needs_consent(fact: ConsentWithdrawn) -> None:
    stop_without_a_case([fact.person], at=timezone.now())
