import gc
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

PATIENCE = 10  # seconds until the server has noticed


@pytest.mark.django_db
def test_a_connection_ends_with_its_thread_and_not_with_the_next_search_for_circles():
    gc.disable()
    try:
        with ThreadPoolExecutor(1) as thread:
            server = thread.submit(one, "SELECT pg_backend_pid()").result()
            assert is_there(server)
        end = time.monotonic() + PATIENCE
        while is_there(server):
            assert time.monotonic() < end, "the connection outlives its thread"
            time.sleep(0.01)
    finally:
        gc.enable()


def is_there(server):
    one("SELECT pg_stat_clear_snapshot()")  # or it tells what it told before in this transaction
    return one("SELECT count(*) FROM pg_stat_activity WHERE pid = %s", server) == 1


def one(question, *values):
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]
