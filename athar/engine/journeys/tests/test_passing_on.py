"""A free seat goes along the line, each there asked once; who could not take it then is asked again, once and again until they can."""

from datetime import timedelta

import pytest

from athar.engine.journeys import registry
from athar.engine.journeys.models import Enrolment, Offer, SeatCounter, Wait
from athar.engine.journeys.operations import (
    change_capacity,
    decline_offer,
    join_waiting_list,
    pass_on_what_stayed_free,
    release_seat,
    take_seat,
)
from athar.engine.journeys.tests.factories import NOW, session_at
from athar.engine.ledger.tests.factories import EditionFactory
from athar.foundation.core.refusals import Reason

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=40)


@pytest.fixture
def edition(cast):
    edition = EditionFactory(starts_on=LATER.date(), ends_on=LATER.date())
    for person in (cast.sara, cast.layan, cast.huda, cast.khalid):
        Enrolment.objects.create(edition=edition, part="volunteer", person=person, since=NOW)
    return edition


@pytest.fixture
def full(cast, edition):
    """A session with one seat, which Huda has."""
    return with_a_seat_of(cast.huda, edition)


@pytest.fixture
def needed():
    """What a room above asks for, by the key of the person, and whom it was asked about."""
    lacks, asked = set(), []

    def needs(_session, person, _at):
        asked.append(person)
        return [Reason("lacks", "lacks", "wait")] if person.pk in lacks else []

    registry.needed_for_a_seat(needs)
    yield lacks, asked
    registry.seat_needs.remove(needs)


def with_a_seat_of(person, edition, hours=0):
    session = session_at(edition, LATER + timedelta(hours=hours))
    take_seat(session=session, person=person, by=person, at=NOW)
    return session


def wait(session, *people):
    for minute, person in enumerate(people):
        join_waiting_list(session=session, person=person, at=NOW + timedelta(minutes=minute))


def give_back(session):
    seat = session.seats.get(released_at=None)
    release_seat(seat=seat, by=seat.person, at=NOW)


def free(session) -> int:
    return SeatCounter.objects.get(session=session).free


def offered(session) -> list:
    return [offer.wait.person for offer in Offer.objects.filter(wait__session=session, ending="")]


def test_a_seat_stays_free_only_until_whoever_waits_can_take_it(cast, edition, full):
    """Layan waits for two sessions at one time, and lets the first go that she is offered."""
    other = with_a_seat_of(cast.sara, edition, hours=1)
    wait(full, cast.layan)
    wait(other, cast.layan)
    give_back(full)
    give_back(other)
    assert (offered(full), offered(other), free(other)) == ([cast.layan], [], 1)
    pass_on_what_stayed_free(at=NOW)
    assert (offered(other), free(other)) == ([], 1)
    decline_offer(offer=Offer.objects.get(), at=NOW)
    pass_on_what_stayed_free(at=NOW)
    assert (offered(other), free(other)) == ([cast.layan], 0)


def test_whoever_lacks_what_is_needed_is_offered_the_seat_once_they_have_it(cast, full, needed):
    lacks, _asked = needed
    wait(full, cast.layan)
    lacks.add(cast.layan.pk)
    give_back(full)
    for _time in range(2):
        pass_on_what_stayed_free(at=NOW)
        assert (offered(full), free(full)) == ([], 1)
    lacks.clear()
    pass_on_what_stayed_free(at=full.starts_at)
    assert offered(full) == []
    pass_on_what_stayed_free(at=NOW)
    assert (offered(full), free(full)) == ([cast.layan], 0)


@pytest.mark.parametrize("waiting", [0, 1, 3])
def test_where_no_seat_is_free_looking_again_asks_one_thing(cast, full, waiting, django_assert_num_queries):
    wait(full, *[cast.sara, cast.layan, cast.khalid][:waiting])
    with django_assert_num_queries(1):
        pass_on_what_stayed_free(at=NOW)


def test_many_seats_go_along_the_line_once(cast, full, needed):
    lacks, asked = needed
    wait(full, cast.sara, cast.layan, cast.khalid)
    lacks.add(cast.sara.pk)
    change_capacity(session=full, capacity=3, at=NOW)
    assert offered(full) == [cast.layan, cast.khalid]
    assert asked == [cast.sara, cast.layan, cast.khalid]
    assert Wait.objects.waiting().get().person == cast.sara
