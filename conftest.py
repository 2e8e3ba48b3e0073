"""
What all tests share.

Most tests make the few rows they need, in a transaction that is rolled back. Tests that ask for ``demo``
work on a database of their worker's that holds the whole demonstration association. It is built once a run, by the
worker that needs it first; the others copy it.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 30  # seconds


def pytest_configure() -> None:
    """
    What is slow on purpose, and no test looks at: hashing passwords, and reading every static file once a client.

    The site that browsers visit is a process of its own, with both.
    """
    from django.conf import settings

    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Quick tests come first, those that ask no database foremost; those of the demonstration last, each worker's over a copy of its own.

    One of these begins: whoever takes it builds the demonstration while the others go on, instead of waiting for it at the end.
    """
    items.sort(key=lambda item: (_of_the_demonstration(item), _asks_a_database(item)))
    builder = next((item for item in items if _of_the_demonstration(item) and not _of_a_browser(item)), None)
    if builder is not None:
        items.remove(builder)
        items.insert(0, builder)


def _of_the_demonstration(item: pytest.Item) -> bool:
    return bool({"demo", "demonstration", "demo_database", "site"} & set(getattr(item, "fixturenames", ())))


def _asks_a_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or "django_db_setup" in getattr(
        item, "fixturenames", ()
    )


def _of_a_browser(item: pytest.Item) -> bool:
    return item.get_closest_marker("browser") is not None


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_modify_db_settings, django_db_keepdb, django_db_createdb, django_db_blocker
) -> Iterator[None]:  # fmt: skip
    """
    The empty database of this worker, whichever tests run: a copy of one that is made once a run.

    As pytest-django has it, there is none where all tests that were chosen work on databases of their own.
    """
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    keeps = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock():
        if not keeps:
            copy_of(empty(), connection.creation._get_test_db_name())
        made = setup_databases(verbosity=0, interactive=False, keepdb=True)
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@contextmanager
def on_database(name: str) -> Iterator[None]:
    """Point Django's connection at another database for a while."""
    from django.db import connection

    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def empty() -> str:
    """The name of a database with every table and no row, from which others are copied; the next run removes it."""
    from django.core.management import call_command

    return _made_once("athar_empty", lambda: call_command("migrate", verbosity=0))


def _made_once(kind: str, make: Callable[[], object], *, template: str = "template1") -> str:
    """
    The name of a database that the first worker who asks makes, and whose like of an earlier run is removed. Nobody stays connected.

    :param template: what it is before it is made.
    """
    from django.db import connection

    from athar.config import env

    name = f"{kind}_{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
    with connection._nodb_cursor() as cursor, alone(env.data_dir() / f"{kind}.lock"):
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{kind}_%"])
        found = {row[0] for row in cursor.fetchall()}
        for left_over in found - {name}:  # of a run that was broken off
            drop(left_over)
        if name not in found:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
            with on_database(name):
                make()
    return name


@pytest.fixture(scope="session")
def demonstration(django_db_setup: None, django_db_blocker) -> str:
    """The name of the database that others are copied from; nobody connects to it. The next run removes it."""
    with django_db_blocker.unblock():
        return _made_once("athar_demo", _build_demonstration, template=empty())


@pytest.fixture(scope="session")
def demo_database(demonstration: str, django_db_blocker) -> Iterator[str]:
    """The name of a database that holds the demonstration association, this worker's own."""
    from django.db import connection

    name = f"{connection.settings_dict['NAME']}_demo"
    with django_db_blocker.unblock():
        copy_of(demonstration, name)
        yield name
        drop(name)


def drop(name: str) -> None:
    """Remove a database, whoever is connected to it; nobody but a superuser ends the server's own cleaning, so that is waited for."""
    from django.db import ProgrammingError, connection

    for attempt in range(PATIENCE):
        try:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
                return
        except ProgrammingError:
            if attempt == PATIENCE - 1:
                raise
            time.sleep(1)


def url_of(name: str) -> str:
    """Where a database of the tests' server is."""
    from django.conf import settings

    place = settings.DATABASES["default"]
    return f"postgresql://{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT']}/{name}"


def copy_of(source: str, name: str) -> None:
    """Copy a database that nobody is connected to, one copy at a time."""
    from django.db import connection

    from athar.config import env

    drop(name)
    with connection._nodb_cursor() as cursor, alone(env.data_dir() / "demo.lock"):
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One process at a time."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _build_demonstration() -> None:
    from django.test import override_settings
    from django.utils import timezone

    from athar.config import env

    # Whatever settings the test that asks first may have changed: the command line reads the usual key,
    # so the newest head is signed with it here, before anybody else signs it.
    with override_settings(ATHAR_SIGNING_KEY_FILE=env.data_dir() / "signing.key"):
        from athar.demo import build
        from athar.engine.ledger.signing import sign_head

        build.build(progress=lambda *_: None)
        sign_head(at=timezone.now())


@pytest.fixture
def demo(demo_database: str, django_db_blocker) -> Iterator[None]:
    """Work on the demonstration association, in a transaction that is rolled back."""
    from django.db import transaction

    with django_db_blocker.unblock(), on_database(demo_database), transaction.atomic():
        yield
        transaction.set_rollback(True)
