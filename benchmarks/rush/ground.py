"""The ground of a run: a database of its own, and how to count what was sold in it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Count, Q, Sum

NAME = f"athar_benchmark_rush_{os.getpid()}"
APART = {"people_person": 1_000_001, "journeys_enrolment": 30_000_001, "journeys_session": 50_000_001}


@contextmanager
def scratch_database() -> Iterator[None]:
    """A database that goes with the run."""
    from django.core.management import call_command

    usual = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{NAME}"')
    connection.close()
    connection.settings_dict["NAME"] = NAME
    try:
        call_command("migrate", verbosity=0, skip_checks=True)
        number_apart()
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{NAME}" WITH (FORCE)')


def number_apart() -> None:
    """From now on keys of people, enrolments and sessions are numbers that stand for nothing else in a statement."""
    with connection.cursor() as cursor:
        for table, first in APART.items():
            cursor.execute(f"ALTER TABLE {table} ALTER COLUMN id RESTART WITH {first}")


def address(name: str = NAME, scheme: str = "postgresql") -> str:
    place = connection.settings_dict
    return f"{scheme}://{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT']}/{name}"


def server() -> dict[str, str]:
    """What makes a database fast or safe."""
    with connection.cursor() as cursor:
        names = ("server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers")
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(names)])
        return dict(cursor.fetchall())


def settled() -> None:
    """
    Let the database know what it holds before anything is timed, as it does by itself sooner or later.

    Empty tables are left alone, as it leaves them: told that one is empty, it reads it from end to end for as long as it remembers.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        tables = [table for (table,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
            if cursor.fetchone()[0]:
                cursor.execute(f"VACUUM ANALYZE {table}")


def emptied() -> None:
    """Nobody has a seat any more."""
    from athar.engine.journeys.models import Seat

    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {Seat._meta.db_table} CASCADE")


def sold(sessions: Sequence[Any]) -> dict[str, int]:
    """Of sessions for which more people asked than there were seats: seats too many, seats left, counters that say otherwise."""
    from athar.engine.journeys.models import SeatCounter, Session

    keys = [session.pk for session in sessions]
    free = dict(
        SeatCounter.objects.filter(session__in=keys).order_by().values("session").annotate(free=Sum("free")).values_list("session", "free")
    )  # fmt: skip
    found = Session.objects.filter(pk__in=keys).annotate(
        taken=Count("seats", filter=Q(seats__released_at=None))
    ).values_list("pk", "capacity", "taken")  # fmt: skip
    return {
        "overbooked": sum(max(taken - capacity, 0) for _pk, capacity, taken in found),
        "unsold": sum(max(capacity - taken, 0) for _pk, capacity, taken in found),
        "counters_that_err": sum(free[pk] != capacity - taken for pk, capacity, taken in found),
    }
