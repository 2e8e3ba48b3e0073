"""Somebody signs up for an opportunity and takes a seat in a shift of it, in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Case, Enrolment, Seat, Session, Wait
from athar.engine.journeys.operations import (
    AnswersRefused,
    CallRefused,
    MoveRefused,
    SeatRefused,
    WaitRefused,
    answer,
    begin,
    join_waiting_list,
    move,
    take_seat,
)
from athar.engine.journeys.operations.asking import asking_of
from athar.engine.journeys.queries import newest_answers
from athar.engine.journeys.seat_rules import seat_refusals
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.choices import Choosing
from athar.initiatives.volunteering.models import Opportunity


class SignUpRefused(Refused):
    """They cannot take part, or have no seat there; every reason is listed."""


@dataclass(frozen=True)
class SignedUp:
    """What came of it. Without ``seat`` and ``wait``: the application waits for a decision, or asked for no shift."""

    case: Case | None
    seat: Seat | None = None
    wait: Wait | None = None


@transaction.atomic
def sign_up(
    *, opportunity: Opportunity, person: Person, by: Person, at: datetime, answers: Mapping[str, Any],
    session: Session | None = None, or_wait: bool = False,
) -> SignedUp:  # fmt: skip
    """
    Take part in an opportunity, and in a shift of it; whoever takes part already only takes the seat.

    :param or_wait: whether to wait for a seat where none is free.
    :raises SignUpRefused: with every reason, of the opportunity and of the shift; then nothing is done.
    """
    reasons: list[Reason] = []
    case = None
    if not _takes_part(opportunity, person, at):
        try:
            with transaction.atomic():
                case = _apply(opportunity, person, by, at, answers)
        except SignUpRefused as refused:
            reasons += refused.reasons
    seat = wait = None
    if session is not None and reasons:
        reasons += seat_refusals(asking_of(session, person, at=at))
    elif session is not None and (opportunity.choosing == Choosing.OPEN or case is None):
        try:
            seat, wait = _seated(session, person, by, at, or_wait=or_wait)
        except (SeatRefused, WaitRefused) as refused:
            reasons += refused.reasons
    if reasons:
        raise SignUpRefused(*{reason.code: reason for reason in reasons}.values())
    return SignedUp(case, seat, wait)


def _takes_part(opportunity: Opportunity, person: Person, at: datetime) -> bool:
    taking = Enrolment.objects.in_force(at=at).filter(
        edition=opportunity.edition_id, person=person, part="volunteer"
    )
    return taking.exists()


def _apply(
    opportunity: Opportunity, person: Person, by: Person, at: datetime, answers: Mapping[str, Any]
) -> Case:
    if opportunity.call is None:
        raise SignUpRefused(
            Reason("not_open", _("This opportunity is not open."), _("Look for another that is open."))
        )
    case = Case.objects.going_on().filter(call=opportunity.call, person=person).first()
    if case is not None and case.moves:
        raise SignUpRefused(
            Reason("applied", _("Your application is under review."), _("You will be told what was decided."))
        )
    try:
        case = case or begin(call=opportunity.call, by=by, at=at, person=person)
    except CallRefused as refused:
        raise SignUpRefused(*refused.reasons) from None
    reasons: list[Reason] = []
    try:
        answer(case=case, data=answers, based_on=newest_answers(case), by=by, at=at)
    except AnswersRefused as refused:
        reasons += refused.reasons
    try:
        event = move(case=case, transition="send", seen=case.state, by=by, at=at, at_once=True)
    except MoveRefused as refused:
        reasons += refused.reasons
    if reasons:
        raise SignUpRefused(*reasons)
    return event.case


def _seated(
    session: Session, person: Person, by: Person, at: datetime, *, or_wait: bool
) -> tuple[Seat | None, Wait | None]:
    try:
        return take_seat(session=session, person=person, by=by, at=at), None
    except SeatRefused as refused:
        if not or_wait or {reason.code for reason in refused.reasons} != {"full"}:
            raise
    return None, join_waiting_list(session=session, person=person, at=at)
