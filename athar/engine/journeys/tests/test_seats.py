from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum

from athar.engine.journeys.models import Enrolment, Offer, Seat, SeatCounter, Wait
from athar.engine.journeys.operations import (
    SeatRefused,
    SessionRefused,
    WaitRefused,
    cancel_session,
    change_capacity,
    confirm_offer,
    decline_offer,
    expire_offers,
    join_waiting_list,
    leave_waiting_list,
    open_session,
    release_seat,
    take_seat,
)
from athar.engine.journeys.operations.hot import asked_of, write_seat
from athar.engine.journeys.tests.factories import NOW
from athar.engine.ledger.tests.factories import EditionFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=40)


def codes(refusal) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def free(session) -> int:
    return SeatCounter.objects.filter(session=session).aggregate(free=Sum("free"))["free"]


@pytest.fixture
def edition(cast):
    edition = EditionFactory(starts_on=LATER.date(), ends_on=LATER.date())
    for person in (cast.sara, cast.layan, cast.huda):
        Enrolment.objects.create(edition=edition, part="volunteer", person=person, since=NOW)
    return edition


@pytest.fixture
def opened(edition):
    def opened(capacity=1, hours=0, **more):
        starts_at = LATER + timedelta(hours=hours)
        return open_session(
            edition=edition, part="volunteer", names=("مناوبة", "Shift"), starts_at=starts_at, ends_at=starts_at + timedelta(hours=4),
            capacity=capacity, **more,
        )  # fmt: skip

    return opened


def take(session, person, at=NOW):
    return take_seat(session=session, person=person, by=person, at=at)


def test_a_seat_is_taken_and_given_back(cast, opened):
    session = opened(capacity=2)
    seat = take(session, cast.sara)
    assert (free(session), seat.held_until) == (1, None)
    release_seat(seat=seat, by=cast.sara, at=NOW)
    assert free(session) == 2
    with pytest.raises(SeatRefused) as again:
        release_seat(seat=seat, by=cast.sara, at=NOW)
    assert codes(again) == ["released"]
    take(session, cast.sara)


def test_every_reason_is_said_at_once(cast, opened):
    session = opened()
    take(session, cast.sara)
    with pytest.raises(SeatRefused) as refusal:
        take(session, cast.omar, at=session.starts_at)
    assert codes(refusal) == ["started", "no_part", "full"]


def test_a_person_is_in_one_place_at_a_time(cast, opened):
    seat = take(opened(), cast.sara)
    elsewhere = opened(hours=3)
    with pytest.raises(SeatRefused) as refusal:
        take(elsewhere, cast.sara)
    assert codes(refusal) == ["overlaps"]
    with pytest.raises(IntegrityError, match="a_person_is_in_one_place_at_a_time"), transaction.atomic():
        Seat.objects.create(
            session=elsewhere,
            person=cast.sara,
            enrolment=seat.enrolment,
            during=seat.during,
            taken_at=NOW,
            taken_by=cast.sara,
        )
    assert take(opened(hours=4), cast.sara).pk


def test_every_bucket_is_tried_before_a_session_is_full(cast, opened):
    session = opened(capacity=3, buckets=3)
    seats = [take(session, person) for person in (cast.sara, cast.layan, cast.huda)]
    assert sorted(seat.bucket for seat in seats) == [0, 1, 2]
    assert list(session.counters.values_list("free", flat=True)) == [0, 0, 0]
    release_seat(seat=seats[1], by=cast.layan, at=NOW)
    assert session.counters.get(bucket=seats[1].bucket).free == 1


def test_a_seat_given_back_is_held_for_whoever_waits_first(cast, opened):
    session = opened()
    seat = take(session, cast.sara)
    join_waiting_list(session=session, person=cast.layan, at=NOW)
    join_waiting_list(session=session, person=cast.huda, at=NOW + timedelta(minutes=1), rank=-1)
    release_seat(seat=seat, by=cast.sara, at=NOW + timedelta(hours=1))
    offer = Offer.objects.get()
    assert (offer.wait.person, offer.expires_at, free(session)) == (cast.huda, NOW + timedelta(hours=25), 0)
    with pytest.raises(SeatRefused) as full:
        take(session, cast.sara)
    assert codes(full) == ["full"]
    assert confirm_offer(offer=offer, at=NOW + timedelta(hours=2)).held_until is None
    assert Wait.objects.waiting().get().person == cast.layan


def test_an_offer_declined_or_let_go_passes_to_the_next_and_then_to_anybody(cast, opened):
    session = opened()
    seat = take(session, cast.sara)
    for person in (cast.layan, cast.huda):
        join_waiting_list(session=session, person=person, at=NOW)
    release_seat(seat=seat, by=cast.sara, at=NOW)
    first = Offer.objects.get()
    decline_offer(offer=first, at=NOW)
    second = Offer.objects.get(ending="")
    assert (first.wait.person, second.wait.person) == (cast.layan, cast.huda)
    with pytest.raises(WaitRefused) as answered:
        confirm_offer(offer=first, at=NOW)
    assert codes(answered) == ["answered"]
    with pytest.raises(WaitRefused) as expired:
        confirm_offer(offer=second, at=second.expires_at)
    assert codes(expired) == ["expired"]
    assert (expire_offers(), expire_offers()) == (1, 0)
    second.refresh_from_db()
    assert (second.ending, free(session), Wait.objects.waiting().count()) == ("expired", 1, 0)


def test_whoever_waits_and_cannot_come_any_more_is_passed_over(cast, opened):
    session, elsewhere = opened(), opened(hours=2)
    seat = take(session, cast.sara)
    join_waiting_list(session=session, person=cast.layan, at=NOW)
    join_waiting_list(session=session, person=cast.huda, at=NOW + timedelta(minutes=1))
    take(elsewhere, cast.layan)
    release_seat(seat=seat, by=cast.sara, at=NOW)
    assert Offer.objects.get().wait.person == cast.huda


def test_one_waits_only_where_no_seat_is_free_and_once(cast, opened):
    session = opened()
    with pytest.raises(WaitRefused) as refusal:
        join_waiting_list(session=session, person=cast.layan, at=NOW)
    assert codes(refusal) == ["free"]
    take(session, cast.sara)
    wait = join_waiting_list(session=session, person=cast.layan, at=NOW)
    with pytest.raises(WaitRefused) as again:
        join_waiting_list(session=session, person=cast.layan, at=NOW)
    assert codes(again) == ["waits"]
    leave_waiting_list(wait=wait, at=NOW)
    with pytest.raises(WaitRefused):
        leave_waiting_list(wait=wait, at=NOW)


def test_more_seats_go_to_whoever_waits_and_fewer_never_below_what_is_taken(cast, opened):
    session = opened()
    take(session, cast.sara)
    join_waiting_list(session=session, person=cast.layan, at=NOW)
    change_capacity(session=session, capacity=3, at=NOW)
    assert (Offer.objects.get().wait.person, free(session)) == (cast.layan, 1)
    with pytest.raises(SessionRefused) as refusal:
        change_capacity(session=session, capacity=1, at=NOW)
    assert codes(refusal) == ["taken"]


def test_a_cancelled_session_gives_everybody_their_time_back(cast, opened):
    session = opened()
    take(session, cast.sara)
    join_waiting_list(session=session, person=cast.layan, at=NOW)
    cancel_session(session=session, by=cast.noura, at=NOW)
    assert (Seat.objects.taken().count(), Wait.objects.waiting().count()) == (0, 0)
    session.refresh_from_db()
    with pytest.raises(SeatRefused) as refusal:
        take(session, cast.layan)
    assert "cancelled" in codes(refusal)
    take(opened(hours=1), cast.sara)


def test_whoever_takes_a_seat_while_it_is_cancelled_finds_none(cast, opened):
    """They have asked already, and write once whoever cancels it is done."""
    session = opened(capacity=2, buckets=2)
    asked = asked_of(session, cast.sara, at=NOW, flights=None)
    cancel_session(session=session, by=cast.noura, at=NOW)
    said = {"enrolment": asked.enrolment, "by": cast.sara, "at": NOW, "flights": None}
    assert [write_seat(session, cast.sara, bucket=bucket, **said) for bucket in asked.buckets] == [None, None]
    with pytest.raises(SeatRefused) as refusal:
        take(session, cast.sara)
    assert codes(refusal) == ["full"]


def test_whoever_begins_to_wait_while_it_is_cancelled_is_refused(cast, opened):
    """They have read the session before, and held its queue after."""
    session = opened()
    take(session, cast.sara)
    cancel_session(session=session, by=cast.noura, at=NOW)
    with pytest.raises(WaitRefused) as refusal:
        join_waiting_list(session=session, person=cast.layan, at=NOW)
    assert codes(refusal) == ["cancelled"]


def test_a_cancelled_session_gets_no_seats(cast, opened):
    session = opened()
    cancel_session(session=session, by=cast.noura, at=NOW)
    with pytest.raises(SessionRefused) as refusal:
        change_capacity(session=session, capacity=3, at=NOW)
    assert (codes(refusal), free(session)) == (["cancelled"], 0)


def test_a_session_that_makes_no_sense_is_refused(cast, opened):
    with pytest.raises(SessionRefused) as refusal:
        opened(capacity=2, buckets=3)
    assert codes(refusal) == ["buckets"]
