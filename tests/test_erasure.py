"""An erased volunteer is nowhere to be found, and no figure and no proof has moved."""

import logging
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client, TestCase
from django.utils import timezone

from athar.analytics.metrics import Period
from athar.direction.strategy import headlines, measuring
from athar.engine.ledger import integrity
from athar.engine.ledger.models import Record
from athar.engine.ledger.operations import reject
from athar.engine.ledger.queries import awaiting_about
from athar.foundation.core.logs import Lines
from athar.foundation.core.search_key import search_key
from athar.foundation.people.models import Account, Person
from athar.foundation.privacy import queries
from athar.foundation.privacy.erasures import ErasureRefused, ask_for_erasure, carry_out
from athar.foundation.privacy.exports import make_export
from athar.foundation.privacy.models import Erasure, Export
from athar.foundation.privacy.values import known_by

pytestmark = pytest.mark.usefixtures("demo")

YEAR = Period.year(2023)
TEXTUAL = "('text', 'character varying', 'jsonb', 'json')"


@pytest.fixture
def own_files(settings, tmp_path):
    """A copy of the demonstration's files, since files do not come back with a transaction."""
    kept = Path(default_storage.location)
    shutil.copytree(kept / "evidence", tmp_path / "evidence")
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    return tmp_path


@pytest.fixture
def sara():
    """Sara of the demonstration, once what awaited a decision about her is decided."""
    sara = Person.objects.get(email="sara@example.org")
    reviewer = Person.objects.get(email="saad@example.org")
    people = queries.rows_of_human(sara, at=timezone.now())
    reject(proposals=awaiting_about(people), by=reviewer, at=timezone.now(), reason="لا كشف")
    return sara


def erased(person):
    now = timezone.now()
    erasure = ask_for_erasure(person=person, at=now - timedelta(days=8))
    with TestCase.captureOnCommitCallbacks(execute=True):
        carry_out(erasure=erasure.pk)
    erasure.refresh_from_db()
    return erasure


def columns():
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t"
            f" USING (table_schema, table_name) WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'"
            f" AND c.data_type IN {TEXTUAL}"
        )
        return cursor.fetchall()


def found_in_the_database(values):
    """Table and column of every text in which one of the values stands, in whatever spelling of its letters."""
    with connection.cursor() as cursor:
        for table, column in columns():
            cursor.execute(f'SELECT DISTINCT "{column}"::text FROM "{table}" WHERE "{column}" IS NOT NULL')
            for (text,) in cursor.fetchall():
                folded = text.lower() if text.isascii() else search_key(text)
                if any(value in text or value in folded for value in values):
                    yield table, column, text[:80]


def found_in_any_row(values):
    """Tables of which some whole row, read as text whatever its columns are, holds one of the values."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I', table_name) FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        names = [name for (name,) in cursor.fetchall()]
        patterns = [f"%{value}%" for value in values]
        found = []
        for name in names:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {name} t WHERE t::text ILIKE ANY (%s))", [patterns])
            found += [name] if cursor.fetchone()[0] else []
    return found


def found_in_caches(values):
    """What the process keeps for itself; what all processes share is a table and was looked through with the others."""
    texts = [entry.decode(errors="ignore") for entry in caches["default"]._cache.values()]
    return [text[:80] for text in texts if any(value in text for value in values)]


def walk(person):
    """Somebody looks at their own pages, takes a copy, asks for a correction, and signs out of nothing: all of it is kept somewhere."""
    browser = Client()
    browser.force_login(person.account, backend="athar.web.ui.viewer.Accounts")
    pages = [
        "/me/",
        "/me/data/",
        "/me/hours/",
        "/me/consents/",
        "/me/requests/",
        "/me/data/people.person-pk/",
        "/",
        "/ledger/",
    ]
    assert {path: browser.get(path).status_code for path in pages} == dict.fromkeys(pages, 200)
    browser.post("/me/data/copies/")
    browser.post(
        "/me/data/corrections/name/", {"value": f"{person.name} المصححة", "text": f"أنا {person.name}"}
    )
    browser.get("/me/nothing-of-this-name/")
    make_export(export=Export.objects.latest("pk").pk, person=person.pk)


def test_nothing_of_an_erased_volunteer_is_found_and_no_figure_moves(own_files, sara, caplog):
    caplog.set_level(logging.DEBUG)
    walk(sara)
    people = queries.rows_of_human(sara, at=timezone.now())
    values = {*known_by(people), search_key(sara.name)}
    values = {
        value for value in values if "•" not in value and "*" not in value
    }  # masks are not theirs alone
    assert {sara.name, sara.national_id, sara.phone, "sara@example.org"} <= values
    assert next(found_in_the_database(values), None) is not None
    assert {"people_person", "privacy_request", "intake_row"} & set(found_in_any_row(values))
    copies = [path for path in own_files.rglob("data.json") if sara.name.encode() in path.read_bytes()]
    assert copies != []
    before = {code: found.value for code, found in measuring.measure(headlines.YEAR, YEAR).items()}
    records = Record.objects.filter(person__in=people).count()
    sheets = [path for path in own_files.rglob("*.csv") if sara.name.encode() in path.read_bytes()]
    assert records > 0
    assert sheets != []

    erasure = erased(sara)

    assert erasure.done_at is not None
    assert erasure.left == []
    assert list(found_in_the_database(values)) == []
    assert found_in_any_row(values) == []
    assert found_in_caches(values) == []
    logged = [Lines("%(message)s").format(record) for record in caplog.records]
    assert logged != []
    assert [line for line in logged if any(value in line for value in values)] == []
    holding = [
        path.name
        for path in own_files.rglob("*")
        if path.is_file() and any(value.encode() in path.read_bytes() for value in values)
    ]
    assert holding == []
    assert not Account.objects.filter(person__in=people).exists()
    verdict = integrity.verify()
    assert verdict.faults == []
    assert verdict.forgotten == records
    after = {
        code: measuring.recompute(found) for code, found in measuring.measure(headlines.YEAR, YEAR).items()
    }
    assert [code for code, check in after.items() if not check.agrees] == []
    assert {code: found.value for code, found in measuring.measure(headlines.YEAR, YEAR).items()} == before


def test_whoever_holds_a_duty_or_awaits_a_decision_is_refused_with_every_reason():
    khalid = Person.objects.get(email="khalid@example.org")
    with pytest.raises(ErasureRefused) as refused:
        ask_for_erasure(person=khalid, at=timezone.now())
    assert "has_duties" in {reason.code for reason in refused.value.reasons}
    assert not Erasure.objects.exists()


def test_the_ledger_lets_go_of_no_salt_without_an_erasure():
    from django.db import IntegrityError, transaction

    with (
        pytest.raises(IntegrityError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE ledger_record SET salt = '', dimensions = '{}', external_id = NULL WHERE position = 1"
        )
