"""A list of people gets its seats together, by the rules that hold for each of them alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from athar.engine.journeys.models import Enrolment, Seat, SeatCounter, Wait
from athar.engine.journeys.operations import (
    join_waiting_list,
    release_seat,
    take_seat,
    take_seats,
)
from athar.engine.journeys.tests.factories import NOW, session_at
from athar.engine.ledger.tests.factories import EditionFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=40)


@pytest.fixture
def edition(cast):
    edition = EditionFactory(starts_on=LATER.date(), ends_on=LATER.date())
    for person in (cast.sara, cast.layan, cast.huda):
        Enrolment.objects.create(edition=edition, part="volunteer", person=person, since=NOW)
    return edition


@pytest.fixture
def opened(edition):
    def opened(capacity, hours=0, **more):
        return session_at(edition, LATER + timedelta(hours=hours), capacity=capacity, **more)

    return opened


def bring(session, cast, *people, at=NOW):
    return take_seats(session=session, people=people, by=cast.noura, at=at)


def free(session) -> int:
    return SeatCounter.objects.filter(session=session).aggregate(free=Sum("free"))["free"]


def codes(brought) -> dict[int, list[str]]:
    return {key: [reason.code for reason in reasons] for key, reasons in brought.refused.items()}


def test_a_list_has_its_seats_and_they_are_counted(cast, opened):
    session = opened(5)
    brought = bring(session, cast, cast.sara, cast.layan, cast.sara)
    assert {seat.person_id for seat in brought.seats} == {cast.sara.pk, cast.layan.pk}
    assert {seat.taken_by for seat in Seat.objects.confirmed().filter(session=session)} == {cast.noura}
    assert (brought.refused, free(session)) == ({}, 3)


def test_whoever_cannot_have_a_seat_is_named_with_every_reason_and_the_others_have_theirs(cast, opened):
    elsewhere, session = opened(1, hours=2), opened(1)
    take_seat(session=elsewhere, person=cast.layan, by=cast.layan, at=NOW)
    brought = bring(session, cast, cast.layan, cast.sara, cast.omar, cast.huda)
    assert codes(brought) == {
        cast.layan.pk: ["overlaps"], cast.omar.pk: ["no_part", "full"], cast.huda.pk: ["full"],
    }  # fmt: skip
    assert [seat.person_id for seat in brought.seats] == [cast.sara.pk]
    assert free(session) == 0


def test_nobody_is_brought_to_what_has_begun(cast, opened):
    session = opened(5)
    assert codes(bring(session, cast, cast.sara, at=LATER)) == {cast.sara.pk: ["started"]}
    assert free(session) == 5


def test_seats_spread_over_the_buckets_and_are_given_back_to_their_own(cast, opened):
    session = opened(3, buckets=3)
    seats = bring(session, cast, cast.sara, cast.layan, cast.huda).seats
    assert sorted(seat.bucket for seat in seats) == [0, 1, 2]
    assert sorted(Seat.objects.filter(session=session).values_list("bucket", flat=True)) == [0, 1, 2]
    release_seat(seat=seats[2], by=cast.noura, at=NOW)
    assert session.counters.get(bucket=seats[2].bucket).free == 1


def test_whoever_waited_waits_no_longer(cast, opened):
    session = opened(1)
    seat = take_seat(session=session, person=cast.layan, by=cast.layan, at=NOW)
    wait = join_waiting_list(session=session, person=cast.sara, at=NOW)
    Seat.objects.filter(pk=seat.pk).update(released_at=NOW)
    SeatCounter.objects.filter(session=session).update(free=1)
    assert bring(session, cast, cast.sara).refused == {}
    assert Wait.objects.get(pk=wait.pk).left_at == NOW


def test_a_long_list_asks_the_database_as_often_as_a_short_one(cast, opened, django_assert_num_queries):
    short, long = opened(5), opened(5, hours=5)
    with CaptureQueriesContext(connection) as asked:
        bring(short, cast, cast.sara)
    with django_assert_num_queries(len(asked)):
        bring(long, cast, cast.sara, cast.layan, cast.huda)
