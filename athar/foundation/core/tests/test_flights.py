from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import DataError, connection, transaction
from django.db.transaction import TransactionManagementError

from athar.foundation.core.flights import Flights, Planned
from athar.foundation.core.prepared import prepared_cursor

HALVED = Planned("halved", "SELECT 100 / %(by)s, 100 %% %(by)s", {"by": "integer"})
KEPT = Planned("kept", "INSERT INTO kept SELECT %(by)s WHERE %(by)s < 5 RETURNING by", {"by": "integer"})
SAID = Planned("said", "SELECT %(text)s, %(at)s", {"text": "text", "at": "timestamptz"})
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def elsewhere(db):
    """Work on a connection of its own, where a transaction really ends; its table goes with it."""

    def alone(work):
        try:
            with connection.cursor() as cursor:
                cursor.execute("CREATE TEMPORARY TABLE kept (by integer)")
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        yield lambda work: thread.submit(alone, work).result()


def kept():
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(by ORDER BY by) FROM kept")
        return cursor.fetchone()[0]


def state():
    return connection.connection.info.transaction_status.name


def test_what_is_asked_stands_in_one_transaction_with_what_is_written(elsewhere):
    def work():
        with Flights(HALVED, KEPT) as flights:
            [found] = flights.ask((HALVED, {"by": 7}))
            between = state()
            written = flights.end(KEPT, {"by": 1}), state()
        return found, between, written, kept()

    assert elsewhere(work) == ((14, 2), "INTRANS", ((1,), "IDLE"), [1])


def test_all_of_it_in_one_message_or_nothing_of_it(elsewhere):
    def work():
        with Flights(HALVED, KEPT) as flights:
            found = flights.whole((KEPT, {"by": 1}), (HALVED, {"by": 4}))
        with pytest.raises(DataError), Flights(HALVED, KEPT) as flights:
            flights.whole((KEPT, {"by": 2}), (HALVED, {"by": 0}))
        return found, state(), kept()

    assert elsewhere(work) == ((25, 0), "IDLE", [1])


def test_what_ends_without_its_last_statement_is_undone(elsewhere):
    def work():
        with Flights(HALVED, KEPT) as flights:
            flights.ask((KEPT, {"by": 1}))
        with pytest.raises(DataError):
            asked_then_failed()
        return state(), kept()

    assert elsewhere(work) == ("IDLE", None)


def asked_then_failed():
    with Flights(HALVED, KEPT) as flights:
        flights.ask((KEPT, {"by": 2}))
        flights.end(HALVED, {"by": 0})


def test_what_writes_nothing_has_no_row_and_the_next_question_begins_anew(elsewhere):
    def work():
        with Flights(HALVED, KEPT) as flights:
            return flights.end(KEPT, {"by": 5}), flights.ask((KEPT, {"by": 5}), (HALVED, {"by": 5})), state()

    assert elsewhere(work) == (None, [None, (20, 0)], "INTRANS")


@pytest.mark.parametrize(
    "send",
    [lambda flights: flights.ask((KEPT, {"by": 1}))[0], lambda flights: flights.whole((KEPT, {"by": 1}))],
)
def test_plans_that_the_driver_forgot_are_made_again(elsewhere, send):
    """It forgets all of a connection after a rollback, once it has planned something itself."""

    def work():
        with Flights(HALVED, KEPT):
            before = planned()
        planned_and_undone()
        forgotten = planned()
        with Flights(HALVED, KEPT) as flights:
            return before, forgotten, send(flights), kept() is not None

    assert elsewhere(work) == (["halved", "kept"], [], (1,), True)


def planned_and_undone():
    with transaction.atomic():
        with prepared_cursor() as cursor:
            cursor.execute("SELECT %(by)s::integer", {"by": 1})
        transaction.set_rollback(True)


def planned():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name IN ('halved', 'kept') ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def test_a_text_is_a_text_whatever_stands_in_it(elsewhere):
    text = "من 'أثر'; COMMIT \\' -- %s"

    def work():
        with Flights(SAID) as flights:
            return flights.ask((SAID, {"text": text, "at": NOON}))

    assert elsewhere(work) == [(text, NOON)]


@pytest.mark.parametrize("value", [1.5, None, True, b"1", NOON.replace(tzinfo=None)])
def test_other_values_are_not_written_into_a_statement(value):
    with pytest.raises(TypeError):
        HALVED.call({"by": value})


def test_inside_a_transaction_there_are_no_flights(db):
    with pytest.raises(TransactionManagementError), Flights(HALVED):
        raise AssertionError
