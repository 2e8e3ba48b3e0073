"""The drill: the machine is lost; a backup, sealed and with its keys, brings the site back on another, and every number says what it said."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from playwright.sync_api import Page

from athar.cli.tests.remaining import files_of, substance
from athar.config import env
from conftest import drop, on_database, url_of
from tests.browser.pages import sticking_out, written_in
from tests.browser.receipts import FIGURE, REPORT, open_the_receipt
from tests.browser.serving import serving
from tests.browser.visiting import ARABIC, ENGLISH, step_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
NAME = f"athar_restored_{os.environ.get('PYTEST_XDIST_WORKER', '')}"
NUMBERS = "main data[value]"
KEYS = ("secrets.json", "signing.key")
FORBIDDEN = [
    "DELETE FROM ledger_record",
    "TRUNCATE ledger_record_2023",
    "UPDATE ledger_record SET headcount = 1",
]


@pytest.fixture
def before(request, django_db_blocker):
    """The database that everybody visits, and all that it says."""
    if "ATHAR_TEST_SITE" in os.environ:
        pytest.skip("a site that runs already is not backed up from here")
    request.getfixturevalue("site")
    database = request.getfixturevalue("demo_database")
    with django_db_blocker.unblock(), on_database(database):
        return database, substance()


@pytest.fixture
def folder(before, django_db_blocker, tmp_path):
    """The data folder of another machine, which had a key of its own, after a backup of the first was restored there."""
    kept, folder = tmp_path / "kept", tmp_path / "bare"
    kept.mkdir()
    folder.mkdir()
    known = json.loads((env.data_dir() / "secrets.json").read_text())
    other = {"ATHAR_LOOKUP_KEY": base64.b64encode(bytes(32)).decode()}
    (folder / "secrets.json").write_text(json.dumps(known | other))
    phrase, archive = kept / "phrase", kept / "athar.backup"
    phrase.write_text("خمس كلمات يسهل حفظها\n")
    sealed = ["--passphrase-file", str(phrase)]
    made = command("backup", archive, "--with-keys", *sealed, database=before[0])
    assert made.returncode == 0, made.stderr
    assert "whoever has it reads identity numbers" in made.stderr
    assert b"ledger_record" not in archive.read_bytes()
    with django_db_blocker.unblock():
        drop(NAME)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {NAME}")
    there = {"database": NAME, "ATHAR_DATA_DIR": str(folder)}
    assert "another lookup key" in command("restore", archive, *sealed, **there).stderr
    done = command("restore", archive, "--with-keys", *sealed, **there)
    assert done.returncode == 0, done.stderr
    assert "the ledger verifies" in done.stdout
    yield folder
    with django_db_blocker.unblock():
        drop(NAME)


def command(
    verb: str, path: Path, *options: str, database: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """One command of the administrator, on a database."""
    return subprocess.run(
        [Path(sys.executable).with_name("athar"), verb, path, *options],
        cwd=env.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url_of(database), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_restored_elsewhere_says_what_it_said(
    before, folder, django_db_blocker, visits, chromium, axe
):
    look_at_what_is_kept(before, folder, django_db_blocker)
    with serving(NAME, {"ATHAR_DATA_DIR": str(folder)}) as restored:
        for language in (ARABIC, ENGLISH):
            look_at(visits, chromium, restored, axe, language)


def look_at_what_is_kept(before, folder, django_db_blocker):
    """Figures, ledger, files and keys are what they were, and the ledger is guarded."""
    with django_db_blocker.unblock(), on_database(NAME):
        found, kept = substance(), dict(before[1])
        reached, used = found.pop("sequences"), kept.pop("sequences")
        assert found == kept
        assert reached.keys() == used.keys()
        assert [name for name in used if reached[name] < used[name]] == []  # no number is given twice
        for statement in FORBIDDEN:
            with pytest.raises(DatabaseError), connection.cursor() as cursor:
                cursor.execute(statement)
    ours, theirs = files_of(env.data_dir()), files_of(folder)
    assert theirs
    assert {name: ours[name] for name in theirs} == theirs
    assert [(folder / name).read_bytes() for name in KEYS] == [
        (env.data_dir() / name).read_bytes() for name in KEYS
    ]
    assert (folder / "signing.key").stat().st_mode & 0o777 == 0o600
    assert not list(folder.glob("*.re*"))


def numbers(page: Page, path: str) -> list[str]:
    """Every number of a page as it is read, in the order of the page."""
    page.goto(path)
    return page.locator(NUMBERS).evaluate_all(
        "(found) => found.map((number) => number.value + number.textContent)"
    )


def look_at(visits, chromium, restored, axe, language):
    context = chromium.new_context(base_url=restored, reduced_motion="reduce", service_workers="block")
    before, after = visits.page(), context.new_page()
    for path in (language.at("/"), language.at(REPORT), language.at(FIGURE)):
        said = numbers(before, path)
        assert said, path
        assert numbers(after, path) == said
    after.goto(language.at(REPORT))
    open_the_receipt(after, language)
    axe(after)

    step_in(after, "hind", language)
    after.goto(language.at("/workspace/ledger/"))
    assert written_in(after, language) == []
    assert sticking_out(after) == []
    axe(after)
    context.close()
