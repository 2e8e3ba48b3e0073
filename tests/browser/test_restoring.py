"""The machine is lost: a backup, sealed and with its keys, brings the site back on another, and every number says what it said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page

from athar.config import env
from conftest import drop, url_of
from tests.browser.pages import sticking_out, written_in
from tests.browser.receipts import FIGURE, REPORT, open_the_receipt
from tests.browser.serving import serving
from tests.browser.visiting import ARABIC, ENGLISH, step_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
NAME = f"athar_restored_{os.environ.get('PYTEST_XDIST_WORKER', '')}"
NUMBERS = "main data[value]"


@pytest.fixture(scope="module")
def restored(request, django_db_blocker, tmp_path_factory):
    """The address of a site on a bare machine, restored from a backup of the one that everybody visits."""
    if "ATHAR_TEST_SITE" in os.environ:
        pytest.skip("a site that runs already is not backed up from here")
    request.getfixturevalue("site")
    kept, folder = tmp_path_factory.mktemp("kept"), tmp_path_factory.mktemp("bare")
    phrase = kept / "phrase"
    phrase.write_text("خمس كلمات يسهل حفظها\n")
    options = ["--with-keys", "--passphrase-file", str(phrase)]
    command("backup", kept / "athar.backup", *options, database=request.getfixturevalue("demo_database"))
    with django_db_blocker.unblock():
        drop(NAME)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {NAME}")
    command("restore", kept / "athar.backup", *options, database=NAME, ATHAR_DATA_DIR=str(folder))
    with serving(NAME, {"ATHAR_DATA_DIR": str(folder)}) as address:
        yield address
    with django_db_blocker.unblock():
        drop(NAME)


def command(verb: str, path: Path, *options: str, database: str, **variables: str) -> None:
    """One command of the administrator, on a database."""
    done = subprocess.run(
        [Path(sys.executable).with_name("athar"), verb, path, *options],
        cwd=env.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url_of(database), **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def numbers(page: Page, path: str) -> list[str]:
    """Every number of a page as it is read, in the order of the page."""
    page.goto(path)
    return page.locator(NUMBERS).evaluate_all(
        "(found) => found.map((number) => number.value + number.textContent)"
    )


def test_after_the_machine_was_lost_the_site_says_what_it_said(visits, chromium, restored, axe):
    for language in (ARABIC, ENGLISH):
        look_at(visits, chromium, restored, axe, language)


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
