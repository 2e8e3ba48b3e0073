"""
What follows for groups when seats are kept for them no longer, and when whoever leads one is erased; and for whoever was let in
without a case when a word is taken back.
"""

from django.utils import timezone

from athar.engine.journeys.choices import HoldEnding
from athar.engine.journeys.facts import HoldEnded
from athar.foundation.core.facts import subscribe
from athar.foundation.notices.operations import tell
from athar.foundation.people.facts import ApprovalRevoked, ConsentWithdrawn
from athar.foundation.privacy.facts import PersonErasing
from athar.initiatives.volunteering.choices import GroupEnding, GroupVerdict
from athar.initiatives.volunteering.models import Group
from athar.initiatives.volunteering.operations.group_seats import end_group
from athar.initiatives.volunteering.operations.reminding import facts_of
from athar.initiatives.volunteering.operations.stopping import stop_without_a_case

# Whoever ends a group by hand says so themselves.
ENDINGS = {
    HoldEnding.EXPIRED: (GroupEnding.EXPIRED, "volunteering.group_time_up"),
    HoldEnding.CANCELLED: (GroupEnding.CANCELLED, "volunteering.group_shift_cancelled"),
}


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
