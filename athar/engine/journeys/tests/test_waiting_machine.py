"""Seats, offers, holds and the waiting list under any sequence of what people do, time passing and a crash in between."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from athar.engine.journeys.models import (
    Case,
    Enrolment,
    HeldSeat,
    Hold,
    Offer,
    Seat,
    SeatCounter,
    Session,
    Wait,
)
from athar.engine.journeys.operations import (
    ApplicationRefused,
    SeatRefused,
    SessionRefused,
    WaitRefused,
    apply_at_once,
    change_capacity,
    confirm_offer,
    decline_offer,
    end_hold,
    give_back_held,
    hold_seats,
    join_waiting_list,
    leave_waiting_list,
    move,
    open_call,
    publish_workflow,
    release_seat,
    take_held_seat,
    take_seat,
)
from athar.engine.journeys.operations.designing import draft_workflow
from athar.engine.journeys.operations.handing_over import hand_over
from athar.engine.journeys.operations.holding import end_hold_if_due
from athar.engine.journeys.operations.waiting import end_if_expired
from athar.engine.journeys.tests.factories import NOW, session_at
from athar.engine.journeys.tests.machines import InOneTransaction
from athar.engine.ledger.tests.factories import EditionFactory
from athar.foundation.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PEOPLE = 5
REFUSALS = (SeatRefused, WaitRefused, SessionRefused, ApplicationRefused)
COMES_AND_GOES = {
    "name": {"ar": "تجربة", "en": "Trial"},
    "start": "begun",
    "stages": [{"code": "all", "ar": "الكل", "en": "All"}],
    "states": [
        {"code": "begun", "stage": "all", "ar": "بدأ", "en": "Begun"},
        {"code": "in", "stage": "all", "ar": "مشارك", "en": "Takes part"},
        {"code": "out", "stage": "all", "ar": "انسحب", "en": "Withdrew", "ends": True},
    ],
    "transitions": [
        {"code": "join", "from": ["begun"], "to": "in", "ar": "انضمام", "en": "Join", "by": ["applicant"], "effects": ["enrol"]},
        {"code": "withdraw", "from": ["in"], "to": "out", "ar": "انسحاب", "en": "Withdraw", "by": ["applicant"],
         "effects": ["end_enrolment", "give_seats_back"]},
    ],
}  # fmt: skip
who = st.integers(0, PEOPLE - 1)


class Crash(Exception):
    """The process dies after an operation and before its commit."""


class Machine(InOneTransaction):
    def __init__(self) -> None:
        super().__init__()
        self.at = NOW
        edition = EditionFactory(starts_on=NOW.date(), ends_on=NOW.date())
        self.people = [PersonFactory(name=f"سارة {number}") for number in range(PEOPLE)]
        by = self.people[0]
        version = publish_workflow(workflow=draft_workflow(code="trial", data=COMES_AND_GOES), by=by, at=NOW)
        self.call = open_call(
            edition=edition, code="trial", names=("تجربة", "Trial"), takes="person", part="volunteer", workflow=version, opens_at=NOW
        )  # fmt: skip
        for number in range(PEOPLE):
            self.join(number)
        self.session = session_at(edition, NOW + timedelta(days=300), capacity=2, buckets=2)

    def attempt(self, operation, crashes: bool) -> None:
        """What is refused changes nothing, and neither does what a crash cuts off."""
        try:
            with transaction.atomic():
                operation()
                if crashes:
                    raise Crash
        except (Crash, *REFUSALS):
            pass

    def join(self, number) -> None:
        person = self.people[number]
        apply_at_once(call=self.call, person=person, by=person, at=self.at, data={}, transition="join")

    @rule(number=who, again=st.booleans(), crashes=st.booleans())
    def withdraw(self, number, again, crashes):
        """Somebody withdraws from all of it, perhaps to come back at once."""
        person = self.people[number]
        case = Case.objects.going_on().filter(person=person).first()
        if case:
            self.attempt(
                lambda: move(case=case, transition="withdraw", seen="in", by=person, at=self.at, at_once=True), crashes
            )  # fmt: skip
        if again and not Case.objects.going_on().filter(person=person).exists():
            self.attempt(lambda: self.join(number), crashes)

    @rule(number=who, crashes=st.booleans())
    def take(self, number, crashes):
        person = self.people[number]
        self.attempt(lambda: take_seat(session=self.session, person=person, by=person, at=self.at), crashes)

    @rule(number=who, crashes=st.booleans())
    def give_back(self, number, crashes):
        seat = Seat.objects.taken().filter(person=self.people[number]).first()
        if seat:
            self.attempt(lambda: release_seat(seat=seat, by=seat.person, at=self.at), crashes)

    @rule(number=who, other=who, past_waiting=st.booleans(), crashes=st.booleans())
    def pass_on(self, number, other, past_waiting, crashes):
        seat, to = Seat.objects.confirmed().filter(person=self.people[number]).first(), self.people[other]
        first = Wait.objects.waiting().filter(session=self.session).first()
        if seat:
            self.attempt(
                lambda: hand_over(seat=seat, to=to, by=to, at=self.at, past_waiting=past_waiting), crashes
            )
            passed = Seat.objects.confirmed().filter(person=to, taken_at=self.at).exists()
            gone = not Seat.objects.taken().filter(pk=seat.pk).exists()
            assert not gone or passed, "a seat is never lost on its way"
            assert not gone or past_waiting or first is None or first.person == to, (
                "nobody who waits is passed by"
            )

    @rule(number=who, rank=st.integers(-1, 1), crashes=st.booleans())
    def wait(self, number, rank, crashes):
        person = self.people[number]
        self.attempt(
            lambda: join_waiting_list(session=self.session, person=person, at=self.at, rank=rank), crashes
        )

    @rule(number=who, crashes=st.booleans())
    def wait_no_longer(self, number, crashes):
        wait = Wait.objects.filter(person=self.people[number], left_at=None).first()
        if wait:
            self.attempt(lambda: leave_waiting_list(wait=wait, at=self.at), crashes)

    @rule(number=who, confirms=st.booleans(), crashes=st.booleans())
    def answer(self, number, confirms, crashes):
        offer = Offer.objects.filter(wait__person=self.people[number], ending="").first()
        if offer:
            answer = confirm_offer if confirms else decline_offer
            self.attempt(lambda: answer(offer=offer, at=self.at), crashes)

    @rule(hours=st.integers(1, 30), crashes=st.booleans())
    def time_passes(self, hours, crashes):
        self.at += timedelta(hours=hours)
        for key in Offer.objects.filter(ending="", expires_at__lte=self.at).values_list("pk", flat=True):
            self.attempt(lambda key=key: end_if_expired(key, at=self.at), crashes)
        for key in Hold.objects.due(at=self.at).values_list("pk", flat=True):
            self.attempt(lambda key=key: end_hold_if_due(key, at=self.at), crashes)

    @rule(many=st.integers(1, 4), hours=st.integers(0, 40), crashes=st.booleans())
    def hold(self, many, hours, crashes):
        by, until = self.people[0], self.at + timedelta(hours=hours)
        self.attempt(
            lambda: hold_seats(session=self.session, many=many, until=until, by=by, at=self.at), crashes
        )

    @precondition(lambda _self: Hold.objects.filter(ended_at=None).exists())
    @rule(number=who, crashes=st.booleans())
    def take_held(self, number, crashes):
        """Perhaps when the time is up, before anybody has looked at it; perhaps by somebody who waits, or has a seat."""
        person, hold = self.people[number], Hold.objects.filter(ended_at=None).first()
        self.attempt(lambda: take_held_seat(hold=hold, person=person, by=person, at=self.at), crashes)

    @precondition(lambda _self: Hold.objects.filter(ended_at=None).exists())
    @rule(many=st.integers(1, 2), crashes=st.booleans())
    def hold_fewer(self, many, crashes):
        hold = Hold.objects.filter(ended_at=None).last()
        self.attempt(lambda: give_back_held(hold=hold, many=many, at=self.at), crashes)

    @precondition(lambda _self: Hold.objects.filter(ended_at=None).exists())
    @rule(crashes=st.booleans())
    def hold_no_longer(self, crashes):
        hold = Hold.objects.filter(ended_at=None).first()
        self.attempt(lambda: end_hold(hold=hold, by=self.people[0], at=self.at), crashes)

    @precondition(lambda self: self.at < NOW + timedelta(days=200))
    @rule(capacity=st.integers(1, 4), crashes=st.booleans())
    def grow_or_shrink(self, capacity, crashes):
        self.attempt(lambda: change_capacity(session=self.session, capacity=capacity, at=self.at), crashes)

    @invariant()
    def every_seat_is_somebodys_held_or_free(self):
        capacity = Session.objects.get(pk=self.session.pk).capacity
        free = SeatCounter.objects.filter(session=self.session).aggregate(free=Sum("free"))["free"]
        held = Hold.objects.aggregate(held=Sum("left", default=0))["held"]
        assert Seat.objects.taken().filter(session=self.session).count() + free + held == capacity

    @invariant()
    def nothing_is_free_while_somebody_waits(self):
        free = SeatCounter.objects.filter(session=self.session).aggregate(free=Sum("free"))["free"]
        assert free == 0 or not Wait.objects.waiting().filter(session=self.session).exists()

    @invariant()
    def a_seat_is_held_for_exactly_those_with_an_open_offer(self):
        held = Seat.objects.taken().exclude(held_until=None).values_list("person", flat=True)
        offered = Offer.objects.filter(ending="", wait__left_at=None).values_list("wait__person", flat=True)
        assert sorted(held) == sorted(offered)

    @invariant()
    def nobody_has_more_out_of_a_hold_than_was_held(self):
        for hold in Hold.objects.all():
            taken = HeldSeat.objects.filter(hold=hold, seat__released_at=None).count()
            assert taken + hold.left <= hold.many
            assert hold.ended_at is None or hold.left == 0

    @invariant()
    def whoever_takes_no_part_has_no_seat_and_waits_for_none(self):
        parts = Enrolment.objects.in_force(at=self.at).values("pk")
        assert not Seat.objects.taken().exclude(enrolment__in=parts).exists()
        assert not Wait.objects.filter(left_at=None).exclude(enrolment__in=parts).exists()


def test_seats_offers_holds_and_the_waiting_list_are_right_whatever_happens(db):
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=12, stateful_step_count=22, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
