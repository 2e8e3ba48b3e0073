"""A session is opened, grows, shrinks or is cancelled."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.choices import HoldEnding, OfferEnding, Part
from athar.engine.journeys.facts import HoldEnded
from athar.engine.journeys.models import Hold, Offer, Queue, Seat, SeatCounter, Session, Wait
from athar.engine.journeys.operations.waiting import locked_counters, locked_queue, pass_on_what_is_free
from athar.engine.register.models import Edition
from athar.foundation.core.facts import announce
from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person


class SessionRefused(Refused):
    """The session cannot be opened or changed so."""


@transaction.atomic
def open_session(
    *, edition: Edition, part: Part, names: tuple[str, str], starts_at: datetime, ends_at: datetime, capacity: int,
    buckets: int = 1, **more: Any,
) -> Session:  # fmt: skip
    """
    Open a session with its seats.

    :param buckets: over how many counters its seats are spread; more than one where a rush is announced.
    :param more: ``place_ar``, ``place_en``, ``region``, ``rest_minutes``, ``weekly_minutes``, ``offer_minutes``.
    :raises SessionRefused: when it would end before it starts, or has fewer seats than buckets.
    """
    reasons = []
    if ends_at <= starts_at:
        reasons.append(Reason("ends_first", _("It would end before it starts."), _("Choose a later end.")))
    if not 1 <= buckets <= max(capacity, 1):
        reasons.append(
            Reason(
                "buckets", _("There are fewer seats than counters."), _("Spread them over fewer counters.")
            )
        )
    if reasons:
        raise SessionRefused(*reasons)
    session = Session.objects.create(
        edition=edition, part=part, name_ar=names[0], name_en=names[1], starts_at=starts_at, ends_at=ends_at, capacity=capacity,
        **more,
    )  # fmt: skip
    share, rest = divmod(capacity, buckets)
    SeatCounter.objects.bulk_create(
        [
            SeatCounter(session=session, bucket=bucket, free=share + (bucket < rest))
            for bucket in range(buckets)
        ]
    )
    Queue.objects.create(session=session)
    return session


@transaction.atomic
def change_capacity(*, session: Session, capacity: int, at: datetime) -> Session:
    """
    Give a session more seats, which go to whoever waits first, or fewer.

    :raises SessionRefused: when more seats are taken than would be left, or it does not take place.
    """
    locked_queue(session)
    session = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    if session.cancelled_at is not None:
        raise SessionRefused(Reason("cancelled", _("This does not take place."), _("Choose another time.")))
    counters = locked_counters(session)
    free = sum(counter.free for counter in counters)
    taken = session.capacity - free
    if capacity < taken:
        raise SessionRefused(
            Reason(
                "taken",
                filled(_("%(taken)s seats are taken."), taken=taken),
                _("Leave at least as many, or release some first."),
            )
        )
    share, rest = divmod(capacity - taken, len(counters))
    for counter in counters:
        counter.free = share + (counter.bucket < rest)
    SeatCounter.objects.bulk_update(counters, ["free"])
    session.capacity = capacity
    session.save(update_fields=["capacity"])
    pass_on_what_is_free(session, at=at)
    return session


@transaction.atomic
def cancel_session(*, session: Session, by: Person, at: datetime) -> None:
    """
    Let a session not take place: every seat is given back, nothing is held, and nobody waits any more.

    :raises SessionRefused: when it was cancelled already, or is over.
    """
    locked_queue(session)
    session = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    if session.cancelled_at is not None or at >= session.ends_at:
        raise SessionRefused(
            Reason("over", _("This is over, or was cancelled already."), _("Look at it again."))
        )
    session.cancelled_at = at
    session.save(update_fields=["cancelled_at"])
    # Whoever takes a seat at this moment has it before this, and gives it back below, or finds none left.
    counters = locked_counters(session)
    SeatCounter.objects.filter(pk__in=[counter.pk for counter in counters]).update(free=0)
    seated = set(Seat.objects.taken().filter(session=session).values_list("person", flat=True))
    waiting = set(Wait.objects.filter(session=session, left_at=None).values_list("person", flat=True))
    tell(
        seated | waiting,
        "journeys.session_cancelled",
        at=at,
        session=session.pk,
        starts=session.starts_at.isoformat(),
    )
    Offer.objects.filter(wait__session=session, ending="").update(ending=OfferEnding.DECLINED, ended_at=at)
    Wait.objects.filter(session=session, left_at=None).update(left_at=at)
    Seat.objects.taken().filter(session=session).update(released_at=at, released_by=by, held_until=None)
    for hold in Hold.objects.filter(session=session, ended_at=None):
        Hold.objects.filter(pk=hold.pk).update(left=0, ended_at=at, ended_by=by)
        announce(HoldEnded(hold.pk, hold.left, HoldEnding.CANCELLED, by.pk, at))
