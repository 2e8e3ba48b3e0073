from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError

from athar.foundation.core.in_turn import take_turn


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "free"),
    [(("room", "one"), False), (("room", "two"), True), (("room", "o", "ne"), True), (("roomone",), True)],
)
def test_only_one_transaction_at_a_time_has_a_turn_of_a_name(names, free):
    take_turn("room", "one")
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(is_free, names).result() is free


def test_a_turn_that_would_end_at_once_is_refused():
    with ThreadPoolExecutor(1) as thread, pytest.raises(TransactionManagementError):
        thread.submit(take_turn, "room", "one").result()


def is_free(names):
    """Whether another transaction gets the turn, waiting a moment only."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '20ms'")
        with suppress(OperationalError):
            take_turn(*names)
            return True
        transaction.set_rollback(True)
    return False
