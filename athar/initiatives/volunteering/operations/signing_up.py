"""Somebody signs up for an opportunity and takes a seat in a shift of it, in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.designs import Design
from athar.engine.journeys.designs.taking_part import application
from athar.engine.journeys.models import Case, Hold, Seat, Session, Wait
from athar.engine.journeys.operations import (
    AnswersRefused,
    ApplicationRefused,
    MoveRefused,
    SeatRefused,
    WaitRefused,
    answer,
    apply_at_once,
    join_waiting_list_within,
    move,
    take_held_seat,
    take_seat_within,
)
from athar.engine.journeys.operations.asking import asking_of
from athar.engine.journeys.queries import newest_answers
from athar.engine.journeys.seat_rules import seat_refusals
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.choices import Choosing
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.needs import need_refusals
from athar.initiatives.volunteering.queries import applied_to
from athar.initiatives.volunteering.rules import NOT_OPEN

TRIES = 2  # the second sees what somebody did at the same moment as the first


class SignUpRefused(Refused):
    """They cannot take part, or have no seat there; every reason is listed."""


@dataclass(frozen=True)
class SignedUp:
    """What came of it. Without ``seat`` and ``wait``: the application waits for a decision, or asked for no shift."""

    case: Case | None
    seat: Seat | None = None
    wait: Wait | None = None


@dataclass(frozen=True)
class _Wish:
    """What somebody asks for."""

    opportunity: Opportunity
    person: Person
    by: Person
    at: datetime
    answers: Mapping[str, Any]
    session: Session | None
    or_wait: bool
    hold: Hold | None


def sign_up(
    *, opportunity: Opportunity, person: Person, by: Person, at: datetime, answers: Mapping[str, Any],
    session: Session | None = None, or_wait: bool = False, hold: Hold | None = None,
) -> SignedUp:  # fmt: skip
    """
    Take part in an opportunity, and in a shift of it; whoever takes part already only takes the seat.

    :param or_wait: whether to wait for a seat where none is free.
    :param hold: out of which the seat is taken; None: one that is free.
    :raises SignUpRefused: with every reason, of the opportunity and of the shift; then nothing is done.
    """
    wish = _Wish(opportunity, person, by, at, answers, session, or_wait, hold)
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                return _signed_up(wish, anew=left < TRIES - 1)
        except IntegrityError:
            if not left:
                raise
    raise AssertionError("the last try returns or raises")


def _signed_up(wish: _Wish, *, anew: bool) -> SignedUp:
    """:param anew: whether somebody did something at the same moment, so that nothing that was known holds."""
    opportunity = applied_to(wish.opportunity, wish.person, at=wish.at, anew=anew)
    reasons: list[Reason] = []
    case = None
    if not opportunity.takes_part:
        try:
            case = _applied(wish, opportunity)
        except (ApplicationRefused, MoveRefused) as refused:
            reasons += refused.reasons
    seat = wait = None
    if wish.session is not None and reasons:
        reasons += seat_refusals(asking_of(wish.session, wish.person, at=wish.at))
    elif wish.session is not None and (opportunity.choosing == Choosing.OPEN or case is None):
        try:
            seat, wait = _seated(wish, wish.session)
        except (SeatRefused, WaitRefused) as refused:
            reasons += refused.reasons
    reasons += need_refusals(opportunity, wish.person, at=wish.at, session=wish.session)
    if reasons:
        raise SignUpRefused(*{reason.code: reason for reason in reasons}.values())
    return SignedUp(case, seat, wait)


def _applied(wish: _Wish, opportunity: Any) -> Case:
    """:param opportunity: as ``applied_to`` found it."""
    if opportunity.call is None:
        raise ApplicationRefused(NOT_OPEN)
    if opportunity.case_on is not None:
        return _sent(wish, Case.objects.get(pk=opportunity.case_on))
    settled = {"takes_no_part_yet", "consents"} if opportunity.agrees else {"takes_no_part_yet"}
    event = apply_at_once(
        call=opportunity.call, person=wish.person, by=wish.by, at=wish.at, data=wish.answers,
        transition=_applying(opportunity.call.workflow.design), settled=settled,
    )  # fmt: skip
    return event.case


def _sent(wish: _Wish, case: Case) -> Case:
    """Send an application that was begun another time."""
    design = case.version.design
    if case.state != design.start:
        raise ApplicationRefused(
            Reason("applied", _("Your application is under review."), _("You will be told what was decided."))
        )
    by_them: Any = {"by": wish.by, "at": wish.at}
    reasons: list[Reason] = []
    try:
        answer(case=case, data=wish.answers, based_on=newest_answers(case), **by_them)
    except AnswersRefused as refused:
        reasons += refused.reasons
    try:
        event = move(case=case, transition=_applying(design), seen=case.state, at_once=True, **by_them)
    except MoveRefused as refused:
        reasons += refused.reasons
    if reasons:
        raise ApplicationRefused(*reasons)
    return event.case


def _applying(design: Design) -> str:
    """The step by which one applies, by its code; a workflow that has none leads nowhere."""
    step = application(design)
    return step.code if step else ""


def _seated(wish: _Wish, session: Session) -> tuple[Seat | None, Wait | None]:
    if wish.hold is not None:
        return take_held_seat(hold=wish.hold, person=wish.person, by=wish.by, at=wish.at), None
    try:
        return take_seat_within(session=session, person=wish.person, by=wish.by, at=wish.at), None
    except SeatRefused as refused:
        if not wish.or_wait or {reason.code for reason in refused.reasons} != {"full"}:
            raise
    return None, join_waiting_list_within(session=session, person=wish.person, at=wish.at)
