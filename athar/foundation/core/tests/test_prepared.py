from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DataError, connection, transaction

from athar.foundation.core.prepared import Last

HALVED = Last("halved", "SELECT 100 / %(by)s", {"by": "integer"})


@pytest.fixture
def elsewhere(db):
    """Work on a connection of its own, where a transaction really ends."""
    with ThreadPoolExecutor(1) as thread:
        yield lambda work: thread.submit(work).result()


def test_it_is_planned_once_for_each_connection_and_ends_the_transaction(elsewhere):
    def twice():
        found = []
        for by in (4, 5):
            with transaction.atomic():
                found.append(HALVED.run({"by": by}))
                found.append(connection.connection.info.transaction_status.name)
        return found, planned()

    assert elsewhere(twice) == ([(25,), "IDLE", (20,), "IDLE"], 1)


def test_where_it_fails_nothing_is_committed_and_the_plan_stays(elsewhere):
    def failing():
        with pytest.raises(DataError):
            after_a_table(by=0)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('undone')")
            return cursor.fetchone(), HALVED.run({"by": 2})

    assert elsewhere(failing) == ((None,), (50,))


@transaction.atomic
def after_a_table(by):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE undone (id integer)")
    HALVED.run({"by": by})


def planned():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name = 'halved'")
        return cursor.fetchone()[0]
