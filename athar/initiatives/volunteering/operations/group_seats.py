"""The seats of a group: its members take them one by one, its leader gives some back or lets it be, and time or the organisers end it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Session
from athar.engine.journeys.operations import SeatRefused, end_hold, give_back_held
from athar.engine.journeys.operations.holding import HELD_NO_LONGER
from athar.foundation.core.refusals import Reason
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.choices import GroupEnding
from athar.initiatives.volunteering.models import Group
from athar.initiatives.volunteering.operations.grouping import OVERTAKEN, GroupRefused
from athar.initiatives.volunteering.operations.reminding import facts_of
from athar.initiatives.volunteering.operations.signing_up import SignedUp, SignUpRefused, sign_up

NOT_LEADER = Reason("not_leader", _("You do not lead this group."), _("Ask whoever leads it."))


@transaction.atomic
def join_group(*, group: Group, person: Person, at: datetime, answers: Mapping[str, Any]) -> SignedUp:
    """
    Sign up by the ordinary way, and take one of the seats that are kept for the group; its leader is told that somebody did.

    :raises SignUpRefused: with every reason, of the opportunity, of the shift and of the group; then nothing is done.
    """
    if group.hold is None:
        raise SignUpRefused(HELD_NO_LONGER)
    session = group.session
    done = sign_up(
        opportunity=session.edition.opportunity, person=person, by=person, at=at, answers=answers, session=session,
        hold=group.hold,
    )  # fmt: skip
    if person.pk != group.leader_id:
        tell(group.leader_id, "volunteering.group_joined", at=at, group=group.pk, **facts_of(session))
    return done


@transaction.atomic
def give_back_some(*, group: Group, many: int, by: Person, at: datetime) -> None:
    """
    Keep fewer seats for the group; whoever waits is offered them, and the rest is everybody's.

    :raises GroupRefused: when they do not lead it, none are kept any more, or fewer are left.
    """
    if group.leader_id != by.pk:
        raise GroupRefused(NOT_LEADER)
    if group.hold is None:
        raise GroupRefused(OVERTAKEN)
    try:
        give_back_held(hold=group.hold, many=many, at=at)
    except SeatRefused as refused:
        raise GroupRefused(*refused.reasons) from None


@transaction.atomic
def end_group(*, group: Group, by: Person, at: datetime) -> int:
    """
    End the asking or the keeping; whoever joined keeps the seat. Where somebody else than its leader does, the leader is told.

    :returns: how many seats went back.
    :raises GroupRefused: when it stands elsewhere by now.
    """
    given_back = 0
    # The seats first: whoever ends them when the time is up holds the queue before the group, too.
    if group.hold is not None:
        try:
            given_back = end_hold(hold=group.hold, by=by, at=at)
        except SeatRefused as refused:
            raise GroupRefused(*refused.reasons) from None
    own = group.leader_id == by.pk
    ending = GroupEnding.WITHDRAWN if own else GroupEnding.RELEASED
    if not Group.objects.filter(pk=group.pk, ending="", hold=group.hold_id).update(
        ending=ending, ended_at=at
    ):
        raise GroupRefused(OVERTAKEN)  # it was accepted a moment ago, or ended: nothing went back then
    if not own:
        tell(
            group.leader_id, "volunteering.group_released", at=at, group=group.pk, seats=given_back, **facts_of(group.session)
        )  # fmt: skip
    return given_back


@transaction.atomic
def end_groups_that_wait(*, session: Session, at: datetime) -> None:
    """The shift does not take place: nobody decides any more about the groups that asked for it, and their leaders are told."""
    waiting = Group.objects.waiting().filter(session=session).select_for_update(of=("self",)).order_by("pk")
    for group in waiting.select_related("session__edition__opportunity"):
        Group.objects.filter(pk=group.pk).update(ending=GroupEnding.CANCELLED, ended_at=at)
        tell(
            group.leader_id, "volunteering.group_shift_cancelled", at=at, group=group.pk, seats=0, **facts_of(group.session)
        )  # fmt: skip


@transaction.atomic
def renew_link(*, group: Group, by: Person) -> Group:
    """
    Make another link to the group; the one before leads nowhere any more.

    :raises GroupRefused: when they do not lead it.
    """
    if not Group.objects.filter(pk=group.pk, leader=by).update(link=F("link") + 1):
        raise GroupRefused(NOT_LEADER)
    group.refresh_from_db(fields=["link"])
    return group
