"""
The waiting list of a session: who waits, whom a free seat is offered to, and what becomes of the offer.

Whoever changes it holds the session's queue, so that a seat given back and somebody who begins to wait cannot miss each other.
While somebody waits who could take it, no seat is free for others; whoever can only later is asked again (``passing_on``).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.choices import OfferEnding
from athar.engine.journeys.models import Offer, Queue, Seat, SeatCounter, Session, Wait
from athar.engine.journeys.operations.asking import no_part
from athar.engine.journeys.operations.in_line import lacking, takers
from athar.engine.journeys.operations.lining_up import Line
from athar.engine.journeys.seat_rules import seat_refusals
from athar.foundation.core.jobs import every, job, later
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person


class WaitRefused(Refused):
    """One cannot wait here, or not answer this offer; every reason is listed."""


@transaction.atomic
def join_waiting_list(*, session: Session, person: Person, at: datetime, rank: int = 0) -> Wait:
    """
    Wait for a seat.

    :param rank: lower comes first; among equals, whoever waits longer.
    :raises WaitRefused: when a seat is free, or something speaks against a seat of theirs here.
    """
    return join_waiting_list_within(session=session, person=person, at=at, rank=rank)


def join_waiting_list_within(*, session: Session, person: Person, at: datetime, rank: int = 0) -> Wait:
    """
    The same as one part of a transaction of the caller.

    Everything is asked before anything is written, so a refusal leaves the transaction as it was.
    """
    line = Line(session, person, at=at)
    reasons = seat_refusals(line.asking)
    if line.enrolment is None:
        reasons.append(no_part())
    if line.free:
        reasons.append(Reason("free", _("A seat is free."), _("Take it; there is no need to wait.")))
    if line.waits:
        reasons.append(
            Reason("waits", _("You wait for this already."), _("You will be told when a seat is free."))
        )
    if reasons or line.enrolment is None:
        raise WaitRefused(*reasons)
    return line.write(line.enrolment, rank=rank)


@transaction.atomic
def leave_waiting_list(*, wait: Wait, at: datetime) -> None:
    """
    Wait no longer; a seat that was offered goes to the next.

    :raises WaitRefused: when they do not wait any more.
    """
    locked_queue(wait.session)
    offer = wait.offers.select_related("seat").filter(ending="").first()
    if offer is not None:
        _end(offer, OfferEnding.DECLINED, at)
        return
    if not Wait.objects.filter(pk=wait.pk, left_at=None).update(left_at=at):
        raise WaitRefused(
            Reason("waits_not", _("You do not wait for this any more."), _("Look at your seats."))
        )


@transaction.atomic
def confirm_offer(*, offer: Offer, at: datetime) -> Seat:
    """
    Take the seat that is held.

    :raises WaitRefused: when the time was up, the offer was answered already, or what the seat needs is lacking by now.
    """
    locked_queue(offer.wait.session)
    offer = _open(offer)
    if offer.expires_at <= at:
        raise WaitRefused(
            Reason(
                "expired",
                _("The time to confirm was up."),
                _("Wait again; you will be told of the next seat."),
            )
        )
    if reasons := lacking(offer.wait.session, offer.wait.person, at=at):
        raise WaitRefused(*reasons)
    Seat.objects.filter(pk=offer.seat_id).update(held_until=None)
    Offer.objects.filter(pk=offer.pk).update(ending=OfferEnding.CONFIRMED, ended_at=at)
    Wait.objects.filter(pk=offer.wait_id).update(left_at=at)
    return Seat.objects.get(pk=offer.seat_id)


@transaction.atomic
def decline_offer(*, offer: Offer, at: datetime) -> None:
    """
    Let the seat go to the next.

    :raises WaitRefused: when the offer was answered already.
    """
    locked_queue(offer.wait.session)
    _end(_open(offer), OfferEnding.DECLINED, at)


@every("*/5 * * * *")
def pass_on_what_nobody_confirmed() -> None:
    expire_offers()


@job
def expire_offers() -> int:
    """
    End every offer whose time is up, and pass its seat on; each in a transaction of its own.

    :returns: how many ended.
    """
    at = timezone.now()
    due = (
        Offer.objects.filter(ending="", expires_at__lte=at)
        .order_by("expires_at")
        .values_list("pk", flat=True)
    )
    return sum(end_if_expired(key, at=at) for key in due)


@transaction.atomic
def end_if_expired(key: int, *, at: datetime) -> bool:
    """End an offer whose time is up; False where somebody confirmed it at the last moment."""
    session = Session.objects.get(waits__offers=key)
    locked_queue(session)
    offer = Offer.objects.select_related("seat", "wait__session").get(pk=key)
    if offer.ending:
        return False
    _end(offer, OfferEnding.EXPIRED, at)
    return True


def locked_queue(session: Session) -> None:
    """Hold the session's waiting list until the transaction ends."""
    Queue.objects.select_for_update().get(session=session)


def locked_counters(session: Session) -> list[SeatCounter]:
    """Hold what counts the session's free seats, in the order of buckets as everywhere; the queue is held already."""
    return list(SeatCounter.objects.select_for_update().filter(session=session).order_by("bucket"))


def free_or_pass_on(session: Session, bucket: int, *, at: datetime, many: int = 1) -> None:
    """Seats became free: hold them for whoever waits first, or count them as free. The queue is held already."""
    left = _left_over(takers(session, at=at), session, bucket, at, many)
    if left:
        SeatCounter.objects.filter(session=session, bucket=bucket).update(free=F("free") + left)


def pass_on_what_is_free(session: Session, *, at: datetime) -> None:
    """Seats are free: offer them while somebody waits who can take them. The queue and the counters are held already."""
    line = takers(session, at=at)
    for counter in SeatCounter.objects.filter(session=session, free__gt=0).order_by("bucket"):
        left = _left_over(line, session, counter.bucket, at, counter.free)
        SeatCounter.objects.filter(pk=counter.pk).update(free=left)


def _left_over(line: Iterator[Wait], session: Session, bucket: int, at: datetime, many: int) -> int:
    """Offer seats along a line, which goes on where it stands; how many nobody could take."""
    left = many
    while left and (wait := next(line, None)) is not None:
        if _offer(session, wait, bucket, at):
            left -= 1
    return left


def _offer(session: Session, wait: Wait, bucket: int, at: datetime) -> bool:
    """Whether the seat could be held for them: at this very moment they may have taken one elsewhere."""
    # Nobody is asked to confirm after it has begun.
    expires_at = min(at + timedelta(minutes=session.offer_minutes), session.starts_at)
    try:
        with transaction.atomic():
            seat = Seat.objects.create(
                session=session, person_id=wait.person_id, enrolment_id=wait.enrolment_id, bucket=bucket, held_until=expires_at,
                during=DateTimeTZRange(session.starts_at, session.ends_at), taken_at=at, taken_by_id=wait.person_id,
            )  # fmt: skip
    except IntegrityError:
        return False
    Offer.objects.create(wait=wait, seat=seat, made_at=at, expires_at=expires_at)
    later(expire_offers, not_before=expires_at)
    tell(wait.person_id, "journeys.seat_offered", at=at, session=session.pk, until=expires_at.isoformat())
    return True


def _open(offer: Offer) -> Offer:
    offer = Offer.objects.select_related("seat", "wait__session", "wait__person").get(pk=offer.pk)
    if offer.ending:
        raise WaitRefused(Reason("answered", _("This offer was answered already."), _("Look at your seats.")))
    return offer


def _end(offer: Offer, ending: OfferEnding, at: datetime) -> None:
    """Whoever let an offer go waits no longer."""
    Seat.objects.filter(pk=offer.seat_id).update(released_at=at, held_until=None)
    Offer.objects.filter(pk=offer.pk).update(ending=ending, ended_at=at)
    Wait.objects.filter(pk=offer.wait_id).update(left_at=at)
    free_or_pass_on(offer.wait.session, offer.seat.bucket, at=at)
