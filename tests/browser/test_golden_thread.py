"""From a sentence of the report down to its evidence, in both languages, as three readers with different rights."""

import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import main_of, written_in
from tests.browser.receipts import FIGURE, REACHED, REPORT, SUM, open_the_receipt, sum_of
from tests.browser.visiting import Visits

pytestmark = pytest.mark.browser

IN_MASKS = re.compile(r"(\w\. )+••••••\d{4}")


@pytest.fixture(scope="module")
def whole_name(all_visits: Visits) -> str:
    """The name that the first record of the thread is about; Noura, who manages programmes, may read it."""
    page = all_visits.page("noura")
    page.goto(FIGURE)
    name = page.locator("#records tbody bdi.masked").first.inner_text()
    assert re.fullmatch(r"[\w ]+", name), name
    return name


@pytest.mark.parametrize("person", ["", "yousef", "omar"], ids=["reader", "auditor", "outsider"])
def test_a_sentence_leads_to_its_evidence(visits, axe, language, person, whole_name):
    """Axe looks at what any reader meets; whoever signed in meets the same pages, with more or fewer words in them."""
    page, axe = visits.page(person), axe if not person else unlooked
    page.goto(language.at(REPORT))
    assert written_in(page, language) == []
    open_the_receipt(page, language)
    axe(page)

    page.locator(f'dialog .receipt__path a[href="{language.at(FIGURE)}"]').click()
    assert page.locator("main data").first.inner_text() == "72,347"
    assert written_in(page, language) == []
    axe(page)
    assert_masked(page, person, whole_name)

    page.locator("#records tbody th a").first.click()
    page.wait_for_url("**/records/*/")
    assert_masked(page, person, whole_name)
    axe(page)

    page.locator("ul.evidence a").click()
    page.wait_for_url("**/evidence/*/")
    expect(page.locator(".chip").first).to_be_visible()
    assert_masked(page, person, whole_name)
    axe(page)
    if person == "yousef":
        assert_the_file_has_the_hash_of_its_address(page)
    else:
        assert_the_file_is_closed_kindly(page, axe, signed_in=bool(person))


def test_without_scripts_the_seal_leads_to_the_page_of_the_receipt(visits, language):
    page = visits.page(scripts=False)
    page.goto(language.at(REPORT))
    page.locator(f"{REACHED} a.seal").first.click()
    page.wait_for_url(f"**{language.at(FIGURE)}receipt/")
    assert page.locator("h1").count() == 1
    assert page.locator(".knot__value").inner_text() == "72,347"
    assert sum_of(page) == SUM


def test_the_drawer_closes_and_gives_the_reader_back_where_they_were(visits, language):
    page = visits.page()
    page.goto(language.at(REPORT))
    open_the_receipt(page, language)
    page.keyboard.press("Escape")
    expect(page.locator("dialog.drawer")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('a.seal')")
    assert page.url.endswith(language.at(REPORT))


def test_an_outsider_is_told_kindly_that_the_workspace_is_not_theirs(visits, axe, language):
    page = visits.page("omar")
    answer = page.goto(language.at("/workspace/"))
    assert answer.status == 403
    expect(main_of(page).locator(f'a[href="{language.at("/reports/")}"]')).to_be_visible()
    assert written_in(page, language) == []
    axe(page)


def unlooked(_page: Page) -> None:
    """Others looked at this page."""


def assert_masked(page: Page, person: str, whole_name: str) -> None:
    assert whole_name not in page.content()
    text = main_of(page).inner_text()
    assert bool(IN_MASKS.search(text)) == (person == "yousef"), page.url


def assert_the_file_has_the_hash_of_its_address(page: Page) -> None:
    sha256 = page.url.rstrip("/").rpartition("/")[2]
    with page.expect_download() as downloading:
        page.locator(f'a[href$="/evidence/{sha256}/file"]').click()
    assert hashlib.sha256(Path(downloading.value.path()).read_bytes()).hexdigest() == sha256


def assert_the_file_is_closed_kindly(page: Page, axe, *, signed_in: bool) -> None:
    public = page.url
    assert page.locator('a[href$="/file"]').count() == 0
    assert page.goto(f"{public}file").status == 403
    assert main_of(page).locator('a[href*="/sign-in/"]').count() == (0 if signed_in else 1)
    axe(page)
    main_of(page).locator("a.button--main").click()
    page.wait_for_url(public)
