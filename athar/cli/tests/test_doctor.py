"""Each thing that can be wrong is found, with what to do."""

import json
import os
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import override_settings
from typer.testing import CliRunner

from athar.cli.examination import database, machine
from athar.cli.examination.findings import State, bad, good, is_sound, watch
from athar.cli.main import app
from athar.engine.journeys.models import PendingEffect
from athar.engine.journeys.operations import begin, move
from athar.engine.journeys.tests.factories import NOW, call_of
from athar.engine.ledger.models import Head
from athar.foundation.core.backed_up import NOTE
from athar.foundation.people.tests.factories import PersonFactory

CODES = [
    "database",
    "migrations",
    "ledger",
    "worker",
    "outbox",
    "clock",
    "breaches",
    "disk",
    "keys",
    "secret",
    "built",
    "mail",
    "backup",
    "address",
    "limits",
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A data folder of its own, with both keys."""
    monkeypatch.setenv("ATHAR_DATA_DIR", str(tmp_path))
    for name in ("secrets.json", "signing.key"):
        (tmp_path / name).touch(mode=0o600)
    with override_settings(ATHAR_SIGNING_KEY_FILE=tmp_path / "signing.key"):
        yield tmp_path


def alive(seconds):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))",
            [seconds],
        )


def waiting(hours):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, args) VALUES ('athar.run', 'default', '{}') RETURNING id"
        )
        cursor.execute(
            "UPDATE procrastinate_events SET at = now() - make_interval(hours => %s) WHERE job_id = %s",
            [hours, cursor.fetchone()[0]],
        )


def test_what_is_only_to_be_watched_does_not_fail_a_nightly_run():
    assert is_sound([good("disk", ""), watch("mail", "", "")]) is True
    assert is_sound([good("disk", ""), bad("keys", "", "")]) is False


@pytest.mark.django_db
def test_every_check_has_a_line_and_what_is_bad_decides_the_exit_code():
    done = CliRunner().invoke(app, ["doctor", "--json"])
    answer = json.loads(done.stdout)
    assert [check["code"] for check in answer["checks"]] == CODES
    assert answer["sound"] is False  # no worker runs beside the tests
    assert done.exit_code == 1
    lines = CliRunner().invoke(app, ["doctor"]).stdout.splitlines()
    assert [line.split()[1] for line in lines] == CODES


@pytest.mark.django_db
def test_a_missing_change_of_the_tables_is_named():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'site'")
    found = database.migrations()
    assert (found.state, found.remedy) == (State.BAD, "run athar setup")
    assert "site.0001" in found.message


@pytest.mark.django_db
@pytest.mark.parametrize("full", [True, False])
def test_a_ledger_that_lost_records_is_found_at_a_glance_too(full):
    assert database.ledger(full=full).state is State.GOOD
    Head.objects.update(size=3)
    found = database.ledger(full=full)
    assert (found.state, found.message) == (State.BAD, "the counter says 3 records, 0 are there")


@pytest.mark.django_db
def test_a_worker_that_fell_silent_is_found():
    alive(300)
    assert database.worker().state is State.BAD
    alive(5)
    assert database.worker().state is State.GOOD


@pytest.mark.django_db
def test_a_job_that_waits_too_long_is_found():
    alive(5)
    waiting(hours=2)
    found = database.worker()
    assert (found.state, found.message) == (State.WATCH, "1 jobs wait, the oldest for 7,200 s")


@pytest.mark.django_db
def test_an_effect_that_fails_time_and_again_is_found():
    sara = PersonFactory(birth_date=NOW.date() - timedelta(days=365 * 30))
    case = begin(call=call_of("course", sara), person=sara, by=sara, at=NOW)
    move(case=case, transition="register", seen="draft", by=sara, at=NOW)
    assert database.outbox().state is State.GOOD
    PendingEffect.objects.update(tries=5, fault="OSError")
    found = database.outbox()
    assert (found.state, found.message) == (
        State.WATCH, "1 effects of steps fail time and again, first enrol (OSError)",
    )  # fmt: skip


def test_a_key_that_others_can_read_is_found(folder):
    assert machine.keys().state is State.GOOD
    (folder / "signing.key").chmod(0o640)
    assert machine.keys().remedy == f"chmod 600 {folder / 'signing.key'}"
    (folder / "signing.key").unlink()
    assert machine.keys().message.endswith("signing.key is not there")


@pytest.mark.parametrize(("days", "state"), [(0, State.GOOD), (3, State.WATCH)])
def test_an_old_backup_is_found(folder, days, state):
    assert machine.backup().state is State.WATCH
    (folder / NOTE).write_text(json.dumps({"at": (datetime.now(UTC) - timedelta(days=days)).isoformat()}))
    assert machine.backup().state is state


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"ATHAR_BASE_URL": "http://127.0.0.1:8000", "ATHAR_DEMO": True}, State.GOOD),
        ({"ATHAR_BASE_URL": "https://athar.example", "ATHAR_DEMO": True}, State.BAD),
        ({"ATHAR_BASE_URL": "https://athar.example", "ATHAR_DEMO": False}, State.GOOD),
        ({"ATHAR_BASE_URL": "https://athar.example", "ATHAR_DEMO": False, "DEBUG": True}, State.BAD),
        ({"ATHAR_BASE_URL": "http://athar.example", "ATHAR_DEMO": False}, State.BAD),
    ],
)
def test_settings_that_do_not_suit_a_public_address_are_found(monkeypatch, changes, state):
    monkeypatch.setitem(os.environ, "ATHAR_FAST_DATABASE", "no")
    with override_settings(**changes):
        assert machine.address().state is state


@pytest.mark.parametrize(
    ("hours", "state"), [(1, State.GOOD), (49, State.WATCH), (73, State.BAD)], ids=["early", "soon", "late"]
)
def test_a_breach_whose_time_runs_out_is_found(db, hours, state):
    from athar.foundation.people.tests.factories import PersonFactory
    from athar.foundation.privacy.tests.factories import BreachFactory

    assert database.breach().state is State.GOOD
    now = datetime.now(UTC)
    BreachFactory(discovered_at=now - timedelta(hours=hours), entered_by=PersonFactory(), entered_at=now)
    assert database.breach().state is state


@pytest.mark.parametrize(
    ("changes", "state", "word"),
    [
        ({"ATHAR_LIMITS": False}, State.WATCH, "nobody counts"),
        ({"ATHAR_BASE_URL": "https://athar.example", "ATHAR_PROXIES": 0}, State.WATCH, "as one address"),
        ({"ATHAR_BASE_URL": "https://athar.example", "ATHAR_PROXIES": 1}, State.GOOD, "are counted"),
        ({"ATHAR_BASE_URL": "http://127.0.0.1:8000", "ATHAR_PROXIES": 0}, State.GOOD, "are counted"),
    ],
)
def test_a_site_that_nobody_guards_from_floods_is_found(changes, state, word):
    with override_settings(**{"ATHAR_LIMITS": True} | changes):
        found = machine.limits()
    assert (found.state, word in found.message) == (state, True)


def test_a_secret_that_is_too_short_or_a_key_that_is_none_is_found():
    assert machine.secret().state is State.GOOD
    with override_settings(SECRET_KEY="short"):
        assert machine.secret().message == "ATHAR_SECRET_KEY has 5 characters"
    with override_settings(ATHAR_LOOKUP_KEY="c2hvcnQ="):
        assert machine.secret().message == "ATHAR_LOOKUP_KEY holds 5 bytes instead of 32."
