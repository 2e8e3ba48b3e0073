"""A group asks for seats in a shift, and whoever chooses volunteers accepts or rejects it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Session
from athar.engine.journeys.operations import SeatRefused, hold_seats
from athar.foundation.core.dates import age_on, end_of_day, riyadh_day
from athar.foundation.core.facts import announce
from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.notices.operations import tell
from athar.foundation.people.choices import OF_AGE
from athar.foundation.people.models import Organisation, Person
from athar.initiatives.volunteering.choices import GroupVerdict
from athar.initiatives.volunteering.facts import GroupAsked
from athar.initiatives.volunteering.groups import coordinated_by
from athar.initiatives.volunteering.models import Group, Opportunity
from athar.initiatives.volunteering.operations.reminding import facts_of
from athar.initiatives.volunteering.rules import NOT_OPEN

BEFORE = timedelta(hours=2)  # at the latest so long before a shift begins, what nobody took is everybody's
MINUTE = timedelta(minutes=1)  # midnight would read as the day after
USUAL = timedelta(days=7)  # how long seats are kept, unless something else is said


class GroupRefused(Refused):
    """The group cannot ask, be decided about, or go on; every reason is listed."""


OVERTAKEN = Reason("overtaken", _("This group stands elsewhere by now."), _("Load it again."))
ONE_AT_A_TIME = Reason(
    "group_asked", _("You have a group in this shift already."), _("Open it under My shifts.")
)


def begin_group(
    *, opportunity: Opportunity, session: Session, leader: Person, name: str, size: int, at: datetime, note: str = "",
    organisation: Organisation | None = None,
) -> Group:  # fmt: skip
    """
    Ask for seats in a shift for a group; it is announced.

    :param organisation: for which the leader coordinates; None: a team of their own.
    :raises GroupRefused: with every reason; then nothing is asked.
    """
    reasons = [
        *_shift_refusals(opportunity, session, size, at),
        *_leader_refusals(leader, organisation, at),
    ]
    if not name.strip():
        reasons.append(Reason("no_name", _("The name is missing."), _("Write what the group is called.")))
    if Group.objects.filter(session=session, leader=leader, ending="").exclude(verdict=GroupVerdict.REJECTED):
        reasons.append(ONE_AT_A_TIME)
    if reasons:
        raise GroupRefused(*reasons)
    try:
        with transaction.atomic():
            group = Group.objects.create(
                session=session, leader=leader, organisation=organisation, name=name.strip()[:120], size=size,
                note=note.strip()[:500], begun_at=at,
            )  # fmt: skip
            announce(GroupAsked(session.pk, leader.pk, at))
            return group
    except IntegrityError:
        raise GroupRefused(ONE_AT_A_TIME) from None  # they sent it twice at once


@transaction.atomic
def accept_group(*, group: Group, last_day: date, by: Person, at: datetime) -> Group:
    """
    Keep as many seats as the group asked for, until a day is over; its leader is told.

    :param last_day: on the day of the shift itself, until two hours before it begins.
    :raises GroupRefused: when it does not wait any more, it is their own, fewer seats are free, or the day is over or too late.
    """
    group = _waiting(group, by)
    session = group.session
    until = min(end_of_day(last_day) - MINUTE, session.starts_at - BEFORE)
    if last_day > riyadh_day(session.starts_at):
        raise GroupRefused(
            Reason(
                "after_shift", _("That day lies after the shift."), _("Choose the day of the shift or an earlier one.")
            )
        )  # fmt: skip
    try:
        hold = hold_seats(session=session, many=group.size, until=until, by=by, at=at)
    except SeatRefused as refused:
        raise GroupRefused(*refused.reasons) from None
    group.hold = hold
    _decided(group, GroupVerdict.ACCEPTED, "", by, at)
    tell(
        group.leader_id, "volunteering.group_accepted", at=at, group=group.pk, seats=group.size, until=until.isoformat(),
        **facts_of(session),
    )  # fmt: skip
    return group


@transaction.atomic
def reject_group(*, group: Group, reason: str, by: Person, at: datetime) -> Group:
    """
    Keep no seats for the group; its leader is told and reads why.

    :raises GroupRefused: when it does not wait any more, it is their own, or there is no reason.
    """
    group = _waiting(group, by)
    if not reason.strip():
        raise GroupRefused(
            Reason("no_reason", _("The reason is missing."), _("Write it; whoever leads the group reads it."))
        )
    _decided(group, GroupVerdict.REJECTED, reason.strip()[:300], by, at)
    tell(group.leader_id, "volunteering.group_rejected", at=at, group=group.pk, **facts_of(group.session))
    return group


def usual_last_day(group: Group, *, at: datetime) -> date:
    """The day until which seats are kept where nothing else is said."""
    latest = riyadh_day(group.session.starts_at - timedelta(days=1))
    return max(riyadh_day(at), min(riyadh_day(at + USUAL), latest))


def _decided(group: Group, verdict: GroupVerdict, reason: str, by: Person, at: datetime) -> None:
    group.verdict, group.reason, group.decided_by, group.decided_at = verdict, reason, by, at
    group.save(update_fields=["verdict", "reason", "decided_by", "decided_at", "hold"])


def _waiting(group: Group, by: Person) -> Group:
    """Nobody else decides about it meanwhile."""
    found = (
        Group.objects.waiting().select_for_update(of=("self",)).select_related("session__edition__opportunity")
        .filter(pk=group.pk).first()
    )  # fmt: skip
    if found is None:
        raise GroupRefused(OVERTAKEN)
    if found.leader_id == by.pk:
        raise GroupRefused(
            Reason("own", _("Nobody decides about a group of their own."), _("Ask a colleague to."))
        )
    return found


def _shift_refusals(opportunity: Opportunity, session: Session, size: int, at: datetime) -> Iterator[Reason]:
    if not opportunity.takes_groups:
        yield Reason(
            "no_groups", _("Groups cannot apply here."), _("Each can sign up alone, or look for another.")
        )
    elif not opportunity.is_open(at=at):
        yield NOT_OPEN
    elif not opportunity.group_least <= size <= opportunity.group_most:  # type: ignore[operator]
        yield Reason(
            "group_size",
            filled(_("Groups here are of %(least)s to %(most)s people."), least=opportunity.group_least, most=opportunity.group_most),
            _("Change how many you are, or ask for a part of you in another shift."),
        )  # fmt: skip
    if session.cancelled_at is not None or at >= session.starts_at - BEFORE:
        yield Reason(
            "too_late", _("It is too late for a group in this shift."), _("Choose a later shift of it.")
        )
    elif size > session.capacity:
        yield Reason(
            "more_than_seats", filled(_("This shift has %(seats)s seats in all."), seats=session.capacity), _("Choose another shift, or come as fewer.")
        )  # fmt: skip


def _leader_refusals(leader: Person, organisation: Organisation | None, at: datetime) -> Iterator[Reason]:
    if leader.birth_date is None:
        yield Reason(
            "age_unknown", _("Your date of birth is not known here."), _("Add it to your data first.")
        )
    elif age_on(leader.birth_date, riyadh_day(at)) < OF_AGE:
        yield Reason(
            "leader_too_young",
            _("Whoever leads a group is of age."),
            _("Ask somebody of age to ask for the seats."),
        )
    if (
        organisation is not None
        and not coordinated_by([leader.pk], at=at).filter(pk=organisation.pk).exists()
    ):
        yield Reason(
            "not_coordinator", _("You do not coordinate this organisation."), _("Choose another, or come as a team of your own.")
        )  # fmt: skip
