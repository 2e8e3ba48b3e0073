"""The benchmark of seats measures what it says: pgbench sends what the service sends, the control is naive, and a fault is a fault."""

from collections import Counter
from functools import partial, reduce

import pytest
from django.db import connection

from athar.engine.journeys.models import Enrolment, Seat, SeatCounter
from athar.engine.journeys.operations.hot import HOLD, TAKE, taken_at_once
from athar.foundation.core.flights import Flights
from athar.initiatives.volunteering.tests.factories import NOW, published, shift, volunteer
from benchmarks.rush import ground
from benchmarks.rush.measures import Run, milliseconds, told, wrong
from benchmarks.rush.seats import by_reading_first
from benchmarks.rush.statements import recorded, script


@pytest.fixture
def rush(db):
    """A shift of two seats, and Sara and Layan, who take part; keys as in a run."""
    ground.number_apart()
    opportunity = published(volunteer(), volunteer(), code="rush")
    session = shift(opportunity, days=21)
    takers = [
        (
            person,
            Enrolment.objects.create(edition=opportunity.edition, part="volunteer", person=person, since=NOW),
        )
        for person in (volunteer(), volunteer())
    ]
    return session, *takers


def test_the_script_gives_somebody_else_a_seat_by_the_statements_of_the_service(rush):
    session, (sara, hers), (layan, theirs) = rush
    flights = Flights(HOLD, TAKE)
    flights._plan()  # a test has a transaction already, so none is begun
    sent = recorded(partial(taken_at_once, session, sara, by=sara, at=NOW, flights=flights))
    assert Seat.objects.taken().filter(session=session, person=sara, enrolment=hers).exists()
    text = script(sent, {sara.pk: "person", session.pk: "session"})
    lines = [line for line in text.splitlines() if not line.startswith("\\set")]
    assert lines[0] == "BEGIN;"
    assert lines[-1] == "END;"
    assert len(lines) == len(sent) + 2 == 4
    for key in (sara.pk, session.pk):
        assert str(key) not in text
    values = {":person": str(layan.pk), ":session": str(session.pk)}
    with connection.cursor() as cursor:
        for line in lines[1:-1]:
            cursor.execute(reduce(lambda text, value: text.replace(*value), values.items(), line))
    assert (
        Seat.objects.taken().filter(session=session, person=layan, enrolment=theirs, taken_by=layan).exists()
    )
    assert SeatCounter.objects.get(session=session).free == 0


def test_the_control_reads_then_writes_and_holds_nothing(rush):
    session, *takers = rush
    sent = recorded(lambda: list(by_reading_first([(session, *taker) for taker in takers])))
    assert [text.split()[0] for text in sent] == ["SELECT", "INSERT"] * 2
    assert not any("FOR UPDATE" in text for text in sent)
    assert list(by_reading_first([(session, *takers[0])])) == ["ready", "full"]


def test_seats_too_many_seats_left_and_counters_that_err_are_found(rush):
    session, (sara, hers), _layan = rush
    assert ground.sold([session]) == {"overbooked": 0, "unsold": 2, "counters_that_err": 0}
    list(by_reading_first([(session, sara, hers)]))
    assert ground.sold([session]) == {"overbooked": 0, "unsold": 1, "counters_that_err": 1}
    session.capacity = 0
    session.save()
    assert ground.sold([session])["overbooked"] == 1


@pytest.mark.parametrize("name", ["overbooked", "unsold", "counters_that_err", "unanswered"])
def test_one_seat_too_many_or_too_few_fails_the_run(name):
    whole = {
        "control": {"overbooked": 3},
        "seats": {"overbooked": 0, "unsold": 0},
        "sign-up": {"unanswered": 0},
    }
    assert wrong(whole) == []
    assert wrong(whole | {"http": {name: 1}}) == [f"http: {name} 1"]


def test_a_control_that_does_not_overbook_voids_the_run():
    assert wrong({"control": {"overbooked": 0}}) == ["control: it did not overbook, so the run shows nothing"]


def test_the_99th_percentile_is_of_all_attempts_and_the_rate_the_median_of_runs():
    slow = Run(10, [0.5] * 2 + [0.01] * 98, Counter(taken=100))
    quick = Run(5, [0.01] * 100, Counter(taken=60, full=40))
    assert milliseconds([slow], 0.99) == 500
    assert milliseconds([slow, quick], 0.5) == 10
    assert told([slow, quick, quick])["attempts_per_second"] == 20
    assert told([slow, quick])["outcomes"] == {"taken": 160, "full": 40}
