"""
Seats are held for people whom somebody names later: counted as taken, taken one by one, and everybody's again when the time is up.

Whoever holds, takes or gives back holds the session's queue, as the waiting list does: what is held is therefore never counted as
free besides, and a seat that is held no longer cannot miss whoever waits. Whoever takes a free seat meets one counter less, and asks
nothing more.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.choices import HoldEnding
from athar.engine.journeys.facts import HoldEnded
from athar.engine.journeys.models import HeldSeat, Hold, Seat, SeatCounter, Session
from athar.engine.journeys.operations.asking import asking_of, no_part, part_in
from athar.engine.journeys.operations.seating import SeatRefused, write_counted
from athar.engine.journeys.operations.waiting import free_or_pass_on, locked_queue
from athar.engine.journeys.seat_rules import seat_refusals
from athar.foundation.core.facts import announce
from athar.foundation.core.jobs import every, job, later
from athar.foundation.core.refusals import Reason, filled
from athar.foundation.people.models import Person

FIRST = 0  # the bucket that every session has; which counter a seat goes back to makes no difference to how many there are
HELD_NO_LONGER = Reason(
    "held_no_longer", _("These seats are kept no longer."), _("Take one that is free, or wait for one.")
)
ALL_TAKEN = Reason(
    "all_taken", _("Every seat that was kept is taken."), _("Take one that is free, or wait for one.")
)


@transaction.atomic
def hold_seats(*, session: Session, many: int, until: datetime, by: Person, at: datetime) -> Hold:
    """
    Hold free seats of a session: as many, or none.

    :raises SeatRefused: when fewer are free, it has begun or does not take place, or the time would be up already or only after it has begun.
    """
    locked_queue(session)
    session = Session.objects.get(pk=session.pk)
    counters = list(
        SeatCounter.objects.select_for_update().filter(session=session, free__gt=0).order_by("bucket")
    )
    free = sum(counter.free for counter in counters)
    if reasons := list(_not_to_hold(session, many, free, until, at)):
        raise SeatRefused(*reasons)
    _uncount(counters, many)
    hold = Hold.objects.create(session=session, many=many, left=many, until=until, made_at=at, made_by=by)
    later(expire_holds, not_before=until)
    return hold


@transaction.atomic
def take_held_seat(*, hold: Hold, person: Person, by: Person, at: datetime) -> Seat:
    """
    Give the person one of the seats that are held, by the rules of ``take_seat``.

    :raises SeatRefused: with every reason that says no.
    """
    # In the order in which whoever joins a waiting list takes them: the part, then the queue.
    enrolment = part_in(hold.session, person, at=at)
    locked_queue(hold.session)
    session, hold = Session.objects.get(pk=hold.session_id), Hold.objects.get(pk=hold.pk)
    reasons = seat_refusals(asking_of(session, person, at=at))
    if enrolment is None:
        reasons.append(no_part())
    if not hold.lasts(at=at):
        reasons.append(HELD_NO_LONGER)
    elif not hold.left:
        reasons.append(ALL_TAKEN)
    if reasons or enrolment is None:
        raise SeatRefused(*reasons)
    Hold.objects.filter(pk=hold.pk).update(left=F("left") - 1)
    seat = write_counted(session, enrolment, person, bucket=FIRST, by=by, at=at)
    HeldSeat.objects.create(hold=hold, seat=seat)
    return seat


@transaction.atomic
def give_back_held(*, hold: Hold, many: int, at: datetime) -> None:
    """
    Hold fewer seats: whoever waits first is offered them, and what is left over is free.

    :raises SeatRefused: when fewer are left in the hold, or it has ended.
    """
    hold = _locked(hold)
    if not hold.lasts(at=at):
        raise SeatRefused(HELD_NO_LONGER)
    if not 0 < many <= hold.left:
        raise SeatRefused(
            Reason("held_fewer", filled(_("Nobody has taken %(left)s of these seats yet."), left=hold.left), _("Give back as many or fewer."))
        )  # fmt: skip
    Hold.objects.filter(pk=hold.pk).update(left=F("left") - many)
    free_or_pass_on(hold.session, FIRST, at=at, many=many)


@transaction.atomic
def end_hold(*, hold: Hold, by: Person, at: datetime) -> int:
    """
    Hold nothing any more; whoever took a seat keeps it.

    :returns: how many seats went back.
    :raises SeatRefused: when it has ended already.
    """
    hold = _locked(hold)
    if hold.ended_at is not None:
        raise SeatRefused(HELD_NO_LONGER)
    return _ended(hold, HoldEnding.ENDED, by, at)


@every("*/5 * * * *")
def free_what_nobody_took() -> None:
    expire_holds()


@job
def expire_holds() -> int:
    """
    End every hold whose time is up; each in a transaction of its own.

    :returns: how many ended.
    """
    at = timezone.now()
    due = Hold.objects.due(at=at).order_by("until").values_list("pk", flat=True)
    return sum(end_hold_if_due(key, at=at) for key in list(due))


@transaction.atomic
def end_hold_if_due(key: int, *, at: datetime) -> bool:
    """End a hold whose time is up; False where somebody ended it at the same moment."""
    hold = _locked(Hold.objects.select_related("session").get(pk=key))
    if hold.ended_at is not None or at < hold.until:
        return False
    _ended(hold, HoldEnding.EXPIRED, None, at)
    return True


def _not_to_hold(session: Session, many: int, free: int, until: datetime, at: datetime) -> Iterator[Reason]:
    if session.cancelled_at is not None:
        yield Reason("cancelled", _("This does not take place."), _("Choose another time."))
    if at >= session.starts_at:
        yield Reason("started", _("This has started already."), _("Choose a later one."))
    elif not at < until <= session.starts_at:
        yield Reason(
            "until",
            _("Seats are kept until a moment to come, before it starts."),
            _("Choose another day or hour."),
        )
    if not 0 < many <= free:
        yield Reason(
            "free_fewer",
            filled(_("Seats free: %(free)s; needed: %(many)s."), free=free, many=many),
            _("Add seats first, or choose another time."),
        )


def _uncount(counters: Sequence[SeatCounter], many: int) -> None:
    """Take as many from counters that are locked already, the first bucket first."""
    left = many
    for counter in counters:
        here = min(counter.free, left)
        left -= here
        if here:
            SeatCounter.objects.filter(pk=counter.pk).update(free=F("free") - here)


def _locked(hold: Hold) -> Hold:
    """As it stands once the queue is held."""
    locked_queue(hold.session)
    return Hold.objects.select_related("session").get(pk=hold.pk)


def _ended(hold: Hold, ending: HoldEnding, by: Person | None, at: datetime) -> int:
    Hold.objects.filter(pk=hold.pk).update(left=0, ended_at=at, ended_by=by)
    free_or_pass_on(hold.session, FIRST, at=at, many=hold.left)
    announce(HoldEnded(hold.pk, hold.left, ending, by.pk if by else None, at))
    return hold.left
