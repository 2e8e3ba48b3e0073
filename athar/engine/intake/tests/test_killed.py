"""A reader that is killed with SIGKILL, at whatever moment, by a test that looks on."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from athar.engine.intake import operations
from athar.engine.intake.models import Import, Participant, Row
from athar.engine.intake.tests.factories import deliver, table
from athar.engine.intake.tests.test_reading import many
from athar.engine.ledger.tests.factories import EditionFactory, InitiativeFactory
from athar.foundation.people.tests.factories import PersonFactory

READER = """
import django
from django.conf import settings
settings.STORAGES["default"]["OPTIONS"] = {{"location": {files!r}}}
django.setup()
from athar.engine.intake import operations
operations.read({pk}, batch_size=20, progress=lambda progress: print(progress.rows, flush=True))
"""
ROWS = 2_000
ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture
def own_database(django_db_setup, django_db_blocker):
    """A copy of the test database in which things are committed; dropped afterwards."""
    usual = connection.settings_dict["NAME"]
    name = f"{usual}_killed"
    with django_db_blocker.unblock():
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{usual}"')
        connection.settings_dict["NAME"] = name
        try:
            yield name
        finally:
            connection.close()
            connection.settings_dict["NAME"] = usual
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def noura(own_database):
    ramadan = InitiativeFactory(code="ramadan")
    EditionFactory(initiative=ramadan, code="ramadan-1444")
    return PersonFactory(name="نورة العتيبي")


def read_until(batches, imported, place, files):
    """Read in a process of its own, and kill it after so many batches, wherever it is then."""
    url = f"postgresql://{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT']}/{place['NAME']}"
    reader = subprocess.Popen(
        [sys.executable, "-c", READER.format(files=str(files), pk=imported.pk)], stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]},
    )  # fmt: skip
    with reader:
        for _ in range(batches):
            assert reader.stdout.readline().strip().isdigit()
        os.kill(reader.pid, signal.SIGKILL)
    assert reader.returncode == -signal.SIGKILL


@pytest.mark.slow
def test_a_reader_killed_again_and_again_loses_and_doubles_nothing(noura):
    imported = deliver(table(*many(ROWS)), by=noura)
    files = django_settings.STORAGES["default"]["OPTIONS"]["location"]

    for batches in (1, 7, 13):
        before = Row.objects.count()
        read_until(batches, imported, connection.settings_dict, files)
        staged = Row.objects.count()
        # What was reported was committed; rows and cursor agree to the row.
        assert staged >= before + batches * 20
        assert staged == Import.objects.get().total < ROWS
    operations.read(imported.pk)

    done = Import.objects.get()
    assert (done.state, done.total, done.refused) == ("read", ROWS, len(range(0, ROWS, 7)))
    assert list(Row.objects.order_by("line").values_list("line", flat=True)) == list(range(2, ROWS + 2))
    assert Participant.objects.count() == 10
