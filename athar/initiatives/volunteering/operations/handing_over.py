"""Whoever cannot come offers the seat to others; one of them takes it, and both are told."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.choices import Part
from athar.engine.journeys.models import Enrolment, Seat
from athar.engine.journeys.operations import SeatRefused
from athar.engine.journeys.operations.handing_over import WAITED_FOR, hand_over, is_waited_for
from athar.foundation.core.crypto import lookup_hash, lookup_hashes
from athar.foundation.core.facts import announce
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.choices import HandoverEnding
from athar.initiatives.volunteering.facts import SeatHandedOver
from athar.initiatives.volunteering.models import Handover
from athar.initiatives.volunteering.models.handover import WHOM
from athar.initiatives.volunteering.needs import need_refusals
from athar.initiatives.volunteering.operations.reminding import facts_of


class HandoverRefused(Refused):
    """The seat cannot be offered, or not be taken over; every reason is listed."""


OVER = Reason("over", _("This is not offered any more."), _("Look for another shift of it."))


@transaction.atomic
def offer_to_others(*, seat: Seat, by: Person, at: datetime, phone: str = "") -> Handover:
    """
    Offer a seat of one's own to others who take part in the opportunity. Until somebody takes it, whoever has it is expected.

    :param phone: of the one person it is for, in E.164; empty: whoever fits.
    :raises HandoverRefused: when it is not theirs, the shift has begun, it is offered already, or others wait for it and the
        opportunity lets nobody go past them.
    """
    # Whoever offers the same seat at the same moment waits.
    seat = (
        Seat.objects.select_for_update(no_key=True, of=("self",)).select_related("session__edition__opportunity").get(pk=seat.pk)
    )  # fmt: skip
    reasons = list(_not_to_offer(seat, by, at))
    if reasons:
        raise HandoverRefused(*reasons)
    handover = Handover.objects.create(
        seat=seat, whom=lookup_hash(phone, purpose=WHOM) if phone else None, offered_at=at
    )  # fmt: skip
    tell(
        _whom_to_tell(handover, phone, at),
        "volunteering.seat_up_for_handover",
        at=at,
        handover=handover.pk,
        **facts_of(seat.session),
    )
    return handover


@transaction.atomic
def take_over(*, handover: Handover, person: Person, at: datetime) -> Seat:
    """
    Take a seat that somebody offers: it passes on in one step, and whoever had it is told.

    :raises HandoverRefused: when it is offered no more or to somebody else, or anything speaks against a seat of theirs there.
    """
    handover = (
        Handover.objects.select_for_update(of=("self",)).select_related("seat__session__edition__opportunity").get(pk=handover.pk)
    )  # fmt: skip
    seat = handover.seat
    if not is_meant(handover, person):
        raise HandoverRefused(OVER)
    if not Handover.objects.open(at=at).filter(pk=handover.pk).exists():
        raise HandoverRefused(OVER)
    opportunity = seat.session.edition.opportunity
    needs = need_refusals(opportunity, person, at=at, session=seat.session)
    try:
        taken = hand_over(seat=seat, to=person, by=person, at=at, past_waiting=opportunity.substitutes)
    except SeatRefused as refused:
        raise HandoverRefused(*refused.reasons, *needs) from None
    if needs:
        raise HandoverRefused(*needs)
    Handover.objects.filter(pk=handover.pk).update(
        ending=HandoverEnding.TAKEN, ended_at=at, replacement=taken
    )  # fmt: skip
    tell(seat.person_id, "volunteering.seat_taken_over", at=at, **facts_of(seat.session))
    tell(person, "volunteering.seat_came_to_me", at=at, seat=taken.pk, **facts_of(seat.session))
    announce(SeatHandedOver(seat.session_id, at))
    return taken


@transaction.atomic
def stop_offering(*, handover: Handover, by: Person, at: datetime) -> None:
    """
    Keep the seat after all.

    :raises HandoverRefused: when it is somebody else's, or was taken over already.
    """
    own = Handover.objects.filter(pk=handover.pk, seat__person=by, ending="")
    if not own.update(ending=HandoverEnding.WITHDRAWN, ended_at=at):
        raise HandoverRefused(OVER)


def is_meant(handover: Handover, person: Person) -> bool:
    """Whether a seat is offered to a person: to everybody, or by their phone."""
    if handover.seat.person_id == person.pk:
        return False
    if handover.whom is None:
        return True
    return bool(person.phone) and bytes(handover.whom) in lookup_hashes(person.phone, purpose=WHOM)


def _not_to_offer(seat: Seat, by: Person, at: datetime) -> list[Reason]:
    session, reasons = seat.session, []
    if seat.person_id != by.pk or seat.released_at is not None or seat.held_until is not None:
        reasons.append(Reason("not_theirs", _("This seat is not yours."), _("Look at your shifts.")))
    if at >= session.starts_at:
        reasons.append(Reason("started", _("This has started already."), _("Tell its leader instead.")))
    if Handover.objects.filter(seat=seat, ending="").exists():
        reasons.append(
            Reason("offered", _("You offer this seat already."), _("Wait, or take the offer back."))
        )
    if not session.edition.opportunity.substitutes and is_waited_for(session):
        reasons.append(WAITED_FOR)
    return reasons


def _whom_to_tell(handover: Handover, phone: str, at: datetime) -> list[int]:
    """Those who take part and have no seat there; of them, whoever has that phone."""
    session = handover.seat.session
    taking = Enrolment.objects.in_force(at=at).filter(edition=session.edition_id, part=Part.VOLUNTEER)
    if phone:
        taking = taking.filter(person__phone=phone)
    seated = Seat.objects.taken().filter(session=session).values("person")
    return list(
        taking.exclude(person__in=seated).filter(person__isnull=False).values_list("person", flat=True)
    )
