"""Seats taken by programs: for whoever made the key, or for others who take part in what they are in charge of."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Enrolment, Seat, Session
from athar.engine.journeys.operations import SeatRefused, release_seat, take_seat
from athar.engine.journeys.operations.attending import NOT_YOURS
from athar.foundation.core.refusals import Reason
from athar.foundation.gate.choices import Scope
from athar.foundation.gate.keys import Program
from athar.foundation.people.models import Person
from athar.foundation.people.reach import with_number
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.needs import need_refusals
from athar.initiatives.volunteering.operations import sign_up
from athar.initiatives.volunteering.questions import CHARTER
from athar.web.api.problems import Problem
from athar.web.api.schemas import SeatIn
from athar.web.api.seeing import opportunities_run_by

CHOSEN = Reason(
    "chosen", _("People apply for this opportunity and are chosen."), _("Apply on its page; once you are chosen, take the seat here.")
)  # fmt: skip
NOBODY = Reason(
    "nobody_takes_part", _("Nobody who takes part here has this number."),
    _("Send the identity number or the phone of somebody who signed up; they accept the charter themselves."),
)  # fmt: skip
BEGUN = Reason("begun", _("This shift has begun."), _("Tell its leader instead."))


def take(*, session: Session, said: SeatIn, program: Program, at: datetime) -> Seat:
    """
    Take a seat, for oneself by signing up, or for somebody who takes part already. Call it within a transaction.

    :raises Refused: with every reason.
    :raises Problem: where the key does not open this.
    """
    me, opportunity = program.account.person, session.edition.opportunity
    if said.person is not None:
        return _seat(session, _other(said.person, opportunity, program, at), by=me, at=at)
    if Scope.SEATS_OWN not in program.scopes:
        raise Problem("not-open")
    answers = {**said.answers, CHARTER: said.charter}
    done = sign_up(opportunity=opportunity, person=me, by=me, at=at, answers=answers, session=session)
    if done.seat is None:
        raise SeatRefused(CHOSEN)  # which undoes the application too: it has questions of its own
    return done.seat


def give_back(*, seat: Seat, program: Program, at: datetime) -> None:
    """
    Give a seat back; whoever waits first is offered it. Giving it back again changes nothing.

    :raises SeatRefused: once the shift has begun.
    """
    if seat.released_at is not None:
        return
    if at >= seat.session.starts_at:
        raise SeatRefused(BEGUN)
    release_seat(seat=seat, by=program.account.person, at=at)


def _seat(session: Session, person: Person, *, by: Person, at: datetime) -> Seat:
    """Where anything is lacking, raising it undoes the seat."""
    needs = need_refusals(session.edition.opportunity, person, at=at, session=session)
    try:
        seat = take_seat(session=session, person=person, by=by, at=at)
    except SeatRefused as refused:
        raise SeatRefused(*refused.reasons, *needs) from None
    if needs:
        raise SeatRefused(*needs)
    return seat


def _other(number: str, opportunity: Opportunity, program: Program, at: datetime) -> Person:
    if Scope.SEATS_OTHERS not in program.scopes:
        raise Problem("not-open")
    if not opportunities_run_by(program, Scope.SEATS_OTHERS).filter(pk=opportunity.pk).exists():
        raise SeatRefused(NOT_YOURS)
    taking = Enrolment.objects.in_force(at=at).filter(edition=opportunity.edition_id, part="volunteer")
    people = Person.objects.filter(pk__in=taking.order_by().values("person"))
    found = list(with_number(people, number)[:2])
    if len(found) != 1:
        raise SeatRefused(NOBODY)
    return found[0]
