"""Two sessions at one time, and people who wait for both: whatever happens, no seat stays free beside somebody who can take it."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from athar.engine.journeys.models import Enrolment, Offer, Seat, SeatCounter, Wait
from athar.engine.journeys.operations import (
    SeatRefused,
    WaitRefused,
    confirm_offer,
    decline_offer,
    join_waiting_list,
    pass_on_what_stayed_free,
    release_seat,
    take_seat,
)
from athar.engine.journeys.operations.waiting import end_if_expired
from athar.engine.journeys.tests.factories import NOW, session_at
from athar.engine.journeys.tests.machines import InOneTransaction
from athar.engine.ledger.tests.factories import EditionFactory
from athar.foundation.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PEOPLE = 3
SETTINGS = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
who, which = st.integers(0, PEOPLE - 1), st.integers(0, 1)


class Machine(InOneTransaction):
    """Both sessions have a seat each, which is taken, and overlap: whoever has a seat in one cannot take one in the other."""

    def __init__(self) -> None:
        super().__init__()
        self.at = NOW
        edition = EditionFactory(starts_on=NOW.date(), ends_on=NOW.date())
        self.people = [PersonFactory(name=f"سارة {number}") for number in range(PEOPLE)]
        for person in self.people:
            Enrolment.objects.create(edition=edition, part="volunteer", person=person, since=NOW)
        self.sessions = [session_at(edition, NOW + timedelta(days=300, hours=hours)) for hours in (0, 2)]
        for number in range(2):
            self.take_or_wait(number, number)
        self.wait_for_both(2)

    def attempt(self, operation, **asked) -> None:
        try:
            with transaction.atomic():
                operation(at=self.at, **asked)
        except (SeatRefused, WaitRefused):
            pass

    @rule(number=who, session=which)
    def take_or_wait(self, number, session):
        """As somebody does who signs up: what is free is taken, and for the rest one waits."""
        person, session = self.people[number], self.sessions[session]
        self.attempt(take_seat, session=session, person=person, by=person)
        self.attempt(join_waiting_list, session=session, person=person)

    @rule(number=who)
    def wait_for_both(self, number):
        for session in self.sessions:
            self.attempt(join_waiting_list, session=session, person=self.people[number])

    @rule(session=which)
    def give_back(self, session):
        seat = Seat.objects.confirmed().filter(session=self.sessions[session]).first()
        if seat:
            self.attempt(release_seat, seat=seat, by=seat.person)

    @rule(confirms=st.booleans())
    def answer(self, confirms):
        offer = Offer.objects.filter(ending="").first()
        if offer:
            self.attempt(confirm_offer if confirms else decline_offer, offer=offer)

    @rule(hours=st.sampled_from([1, 30]))
    def time_passes(self, hours):
        self.at += timedelta(hours=hours)
        for key in Offer.objects.filter(ending="", expires_at__lte=self.at).values_list("pk", flat=True):
            end_if_expired(key, at=self.at)

    @invariant()
    def nobody_waits_beside_a_free_seat_that_they_can_take(self):
        """Once time has looked again, as it does every few minutes."""
        pass_on_what_stayed_free(at=self.at)
        for counter in SeatCounter.objects.filter(session__in=self.sessions, free__gt=0):
            waiting = Wait.objects.filter(session=counter.session_id, left_at=None)
            assert not waiting.exclude(person__in=Seat.objects.taken().values("person")).exists()

    @invariant()
    def every_seat_is_somebodys_or_free(self):
        for session in self.sessions:
            taken = Seat.objects.taken().filter(session=session).count()
            assert taken + SeatCounter.objects.get(session=session).free == 1


def test_no_seat_stays_free_beside_somebody_who_waits_for_two_and_can_take_it(db):
    run_state_machine_as_test(Machine, settings=SETTINGS)
