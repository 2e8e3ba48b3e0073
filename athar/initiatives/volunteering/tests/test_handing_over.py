"""Whoever cannot come hands the seat to another: in one step, past nobody who waits unless the opportunity allows it."""

from datetime import timedelta

import pytest

from athar.engine.journeys.models import Seat, SeatCounter
from athar.engine.journeys.operations import join_waiting_list, release_seat
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.initiatives.volunteering.models import Handover
from athar.initiatives.volunteering.operations import (
    HandoverRefused,
    offer_to_others,
    sign_up,
    stop_offering,
    take_over,
)
from athar.initiatives.volunteering.queries import handovers_to
from athar.initiatives.volunteering.tests.factories import NOW, published, shift, volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def opportunity(db):
    return published(PersonFactory(name="نورة العتيبي"), PersonFactory(name="خالد الحربي"))


@pytest.fixture
def session(opportunity):
    return opportunity.edition.sessions.get()


@pytest.fixture
def joining(opportunity):
    """Somebody who takes part, with a seat in a shift if one is named."""

    def joining(session=None, **changes):
        person = AccountFactory(person=volunteer(**changes)).person
        return sign_up(
            opportunity=opportunity, person=person, by=person, at=NOW, answers={"charter": True}, session=session
        ).seat or person  # fmt: skip

    return joining


def offered(seat, **more):
    return offer_to_others(seat=seat, by=seat.person, at=NOW, **more)


def codes(call) -> list[str]:
    with pytest.raises(HandoverRefused) as refused:
        call()
    return [reason.code for reason in refused.value.reasons]


def told(person) -> list[str]:
    rows = Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("volunteering.seat_") for kind in rows]


def expected(session) -> set[int]:
    return set(Seat.objects.confirmed().filter(session=session).values_list("person", flat=True))


def test_the_seat_passes_to_another_and_both_are_told(session, joining):
    seat, omar = joining(session), joining()
    handover = offered(seat)
    assert (told(omar), told(seat.person)) == (["up_for_handover"], [])
    assert list(handovers_to(omar, at=NOW)) == [handover]
    free = SeatCounter.objects.get(session=session).free
    taken = take_over(handover=handover, person=omar, at=NOW)
    assert (taken.person, expected(session), SeatCounter.objects.get(session=session).free) == (
        omar,
        {omar.pk},
        free,
    )
    assert (told(omar), told(seat.person)) == (["up_for_handover", "came_to_me"], ["taken_over"])
    assert codes(lambda: take_over(handover=handover, person=joining(), at=NOW)) == ["over"]


def test_only_the_one_with_the_phone_can_take_what_is_offered_to_them(session, joining):
    seat, layan, omar = joining(session), joining(phone="+966500000001"), joining(phone="+966500000002")
    handover = offered(seat, phone="+966500000001")
    assert (told(layan), told(omar)) == (["up_for_handover"], [])
    assert codes(lambda: take_over(handover=handover, person=omar, at=NOW)) == ["over"]
    assert b"966500000001" not in bytes(Handover.objects.get().whom)
    assert take_over(handover=handover, person=layan, at=NOW).person == layan


def test_whoever_waits_is_passed_by_only_where_substitutes_are_allowed(opportunity, session, joining):
    seat, _other = joining(session), joining(session)
    waiting, omar = joining(), joining()
    handover = offered(seat)
    join_waiting_list(session=session, person=waiting, at=NOW)
    assert codes(lambda: take_over(handover=handover, person=omar, at=NOW)) == ["waited_for"]
    stop_offering(handover=handover, by=seat.person, at=NOW)
    assert codes(lambda: offered(seat)) == ["waited_for"]
    opportunity.substitutes = True
    opportunity.save()
    seat.session.edition.opportunity.refresh_from_db()
    assert take_over(handover=offered(seat), person=omar, at=NOW).person == omar


def test_whoever_waits_first_can_take_what_is_offered(session, joining):
    seat, _other, waiting = joining(session), joining(session), joining()
    handover = offered(seat)
    wait = join_waiting_list(session=session, person=waiting, at=NOW)
    take_over(handover=handover, person=waiting, at=NOW)
    wait.refresh_from_db()
    assert wait.left_at == NOW


def test_every_reason_of_a_seat_holds_for_whoever_takes_it_over(opportunity, session, joining):
    seat, busy = joining(session), joining(shift(opportunity, hours=2)).person
    handover = offered(seat)
    assert codes(lambda: take_over(handover=handover, person=busy, at=NOW)) == ["overlaps"]
    assert codes(lambda: take_over(handover=handover, person=volunteer(), at=NOW)) == ["no_part"]
    assert codes(lambda: take_over(handover=handover, person=seat.person, at=NOW)) == ["over"]
    assert expected(session) == {seat.person_id}


def test_what_was_given_back_taken_back_or_has_begun_is_offered_no_more(session, joining):
    seat, omar = joining(session), joining()
    handover = offered(seat)
    assert codes(lambda: offered(seat)) == ["offered"]
    assert codes(lambda: offer_to_others(seat=seat, by=omar, at=session.starts_at + timedelta(1))) == [
        "not_theirs", "started", "offered",
    ]  # fmt: skip
    assert codes(lambda: take_over(handover=handover, person=omar, at=session.starts_at)) == ["over"]
    release_seat(seat=seat, by=seat.person, at=NOW)
    assert codes(lambda: take_over(handover=handover, person=omar, at=NOW)) == ["over"]
    assert not handovers_to(omar, at=NOW).exists()
