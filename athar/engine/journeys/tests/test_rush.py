"""Many people at once: threads with connections of their own, on rows that are really there."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from athar.engine.journeys.models import Enrolment, Hold, Offer, Seat, SeatCounter, Wait
from athar.engine.journeys.operations import (
    CallRefused,
    SeatRefused,
    WaitRefused,
    begin,
    carry_out,
    end_hold,
    hold_seats,
    join_waiting_list,
    move,
    open_session,
    release_seat,
    take_held_seat,
    take_seat,
    take_seats,
)
from athar.engine.journeys.operations.holding import end_hold_if_due
from athar.engine.journeys.tests.factories import NOW, call_of
from athar.engine.ledger.tests.factories import EditionFactory
from athar.foundation.people.tests.factories import PersonFactory

LATER = NOW + timedelta(days=40)


def at_once(calls) -> list[str]:
    """Make calls in threads that start together; what each gave: ``done``, or the codes of its reasons."""
    barrier = Barrier(len(calls))

    def make(call) -> str:
        try:
            barrier.wait(20)
            call()
        except (CallRefused, SeatRefused, WaitRefused) as refusal:
            return " ".join(reason.code for reason in refusal.reasons)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(make, calls))


@pytest.fixture(scope="module")
def rush_database(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A database of its own, whose rows are committed; it goes as a whole."""
    usual = connection.settings_dict["NAME"]
    name = f"{usual}_rush"
    with django_db_blocker.unblock():
        connection.close()
        _without(name, f'CREATE DATABASE "{name}" TEMPLATE "{usual}"')
        connection.settings_dict["NAME"] = name  # for the threads too
        yield
        connection.close()
        connection.settings_dict["NAME"] = usual
        _without(name)


def _without(name: str, then: str = "") -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        if then:
            cursor.execute(then)


@pytest.fixture
def people(rush_database):
    edition = EditionFactory(starts_on=LATER.date(), ends_on=LATER.date())
    people = [PersonFactory(name=f"سارة {number}") for number in range(12)]
    for person in people:
        Enrolment.objects.create(edition=edition, part="volunteer", person=person, since=NOW)
    return people


def opened(people, capacity: int, hours: int = 0, **more):
    edition = Enrolment.objects.get(person=people[0]).edition
    starts_at = LATER + timedelta(hours=hours)
    return open_session(
        edition=edition, part="volunteer", names=("مناوبة", "Shift"), starts_at=starts_at, ends_at=starts_at + timedelta(hours=4),
        capacity=capacity, **more,
    )  # fmt: skip


def taking(session, person):
    return partial(take_seat, session=session, person=person, by=person, at=NOW)


@pytest.mark.parametrize("buckets", [1, 3])
def test_a_rush_sells_every_seat_and_not_one_more(people, buckets):
    session = opened(people, 5, buckets=buckets)
    assert at_once([taking(session, person) for person in people]) == ["done"] * 5 + ["full"] * 7
    assert Seat.objects.taken().filter(session=session).count() == 5
    assert list(session.counters.values_list("free", flat=True)) == [0] * buckets


def test_lists_and_people_who_come_at_once_leave_no_seat_unsold_and_sell_none_twice(people):
    """Lists that overlap, each other way round, among people who sign up by themselves."""
    session = opened(people, 6, buckets=2)
    lists = [people[:5], people[4::-1], people[3:8]]
    bringing = [partial(take_seats, session=session, people=each, by=people[0], at=NOW) for each in lists]
    answers = at_once([*bringing, *(taking(session, person) for person in people[6:])])
    assert set(answers) <= {"done", "full", "seated", "seated full"}
    assert Seat.objects.taken().filter(session=session).count() == 6
    assert list(session.counters.values_list("free", flat=True)) == [0, 0]


def test_one_person_who_asks_for_everything_at_once_sits_in_one_place(people):
    sessions = [opened(people, 3), opened(people, 3, hours=1), opened(people, 3, hours=2)]
    answers = at_once([taking(session, people[0]) for session in sessions for _ in range(2)])
    assert answers.count("done") == 1
    assert Seat.objects.taken().filter(session__in=sessions).count() == 1
    assert SeatCounter.objects.filter(session__in=sessions).aggregate(free=Sum("free"))["free"] == 8


def test_one_person_who_asks_for_a_week_at_once_gets_what_the_week_allows(people):
    """Sessions that do not overlap: here no constraint of the database stands between them."""
    sessions = [opened(people, 3, hours=hours, weekly_minutes=480) for hours in (0, 5, 10, 15)]
    answers = at_once([taking(session, people[0]) for session in sessions])
    assert answers == ["done", "done", "too_much", "too_much"]


def test_whoever_has_a_seat_near_is_asked_about_by_the_rules_and_seated_where_they_allow_it(people):
    first, joined, soon = (opened(people, 1, hours=hours, rest_minutes=120) for hours in (0, 4, 9))
    assert [at_once([taking(session, people[0])]) for session in (first, joined, soon)] == [
        ["done"],
        ["done"],
        ["no_rest"],
    ]
    assert Seat.objects.taken().filter(person=people[0]).count() == 2


def test_whoever_waited_and_finds_a_seat_waits_no_longer(people):
    session = opened(people, 1)
    taking(session, people[0])()
    join_waiting_list(session=session, person=people[1], at=NOW)
    session.counters.update(free=1)
    seat = taking(session, people[1])()
    assert (seat.enrolment.person, seat.session, seat.bucket) == (people[1], session, 0)
    assert not Wait.objects.waiting().filter(session=session).exists()


def test_a_seat_given_back_while_others_begin_to_wait_is_missed_by_nobody(people):
    """Whoever waits is offered it, or met it free; it is never free while somebody waits."""
    for number in range(4):
        session = opened(people, 1, hours=24 * (number + 1))
        seat = taking(session, people[0])()
        waiting = [
            partial(join_waiting_list, session=session, person=person, at=NOW) for person in people[1:4]
        ]
        at_once([partial(release_seat, seat=seat, by=people[0], at=NOW), *waiting])
        free = SeatCounter.objects.get(session=session).free
        offers = Offer.objects.filter(wait__session=session, ending="").count()
        assert free + offers == 1
        assert free == 0 or not Wait.objects.waiting().filter(session=session).exists()


def holding(session, many, by):
    return partial(hold_seats, session=session, many=many, until=LATER, by=by, at=NOW)


def everything_of(session) -> int:
    """Seats that are somebody's, held or free."""
    held = Hold.objects.filter(session=session).aggregate(left=Sum("left", default=0))["left"]
    free = session.counters.aggregate(free=Sum("free"))["free"]
    return Seat.objects.taken().filter(session=session).count() + held + free


def test_seats_are_held_in_a_rush_whole_or_not_at_all(people):
    session = opened(people, 6, hours=200, buckets=3)
    calls = [holding(session, 4, people[0]), holding(session, 4, people[1])]
    answers = at_once([*calls, *(taking(session, person) for person in people[2:])])
    assert set(answers) <= {"done", "full", "free_fewer"}
    assert everything_of(session) == 6
    assert set(Hold.objects.filter(session=session).values_list("left", flat=True)) <= {4}


@pytest.mark.parametrize("ends", ["ended", "due"])
def test_a_hold_that_ends_while_its_seats_are_taken_loses_none_and_gives_none_twice(people, ends):
    session = opened(people, 4, hours=300 if ends == "due" else 400)
    hold = holding(session, 4, people[0])()
    over = (
        partial(end_hold, hold=hold, by=people[0], at=NOW)
        if ends == "ended"
        else partial(end_hold_if_due, hold.pk, at=hold.until)
    )
    joining = [partial(take_held_seat, hold=hold, person=one, by=one, at=NOW) for one in people[:6]]
    answers = at_once([*joining, over, *(taking(session, person) for person in people[6:9])])
    assert set(answers) <= {"done", "all_taken", "held_no_longer", "full"}
    assert (everything_of(session), Hold.objects.get(pk=hold.pk).left) == (4, 0)


def beginning(call, person):
    return partial(begin, call=call, person=person, by=person, at=NOW)


def test_whoever_applies_many_times_at_once_has_one_case(people):
    call = call_of("opportunity", people[0])
    answers = at_once([beginning(call, people[0])] * 6)
    assert answers == ["done"] + ["goes_on"] * 5
    assert call.cases.count() == 1


def test_whoever_leaves_while_a_worker_enrols_them_takes_no_part(people):
    call = call_of("course", people[0], part="trainee")
    person = people[0]
    person.birth_date = NOW.date() - timedelta(days=365 * 30)
    person.save()
    case = beginning(call, person)()
    move(case=case, transition="register", seen="draft", by=person, at=NOW)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            move(case=case, transition="leave", seen="learning", by=person, at=NOW, at_once=True)
            working = pool.submit(at_once, [carry_out])
            while not waits_for_a_lock() and not working.done():
                pass
        assert working.result(20) == ["done"]
    assert not Enrolment.objects.filter(case=case, ended_at=None).exists()


def waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]


def test_nobody_waits_for_another_who_applies(people):
    call = call_of("event", people[0])
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        beginning(call, people[1])()  # and it is not committed yet
        assert pool.submit(at_once, [beginning(call, people[2])]).result(20) == ["done"]
