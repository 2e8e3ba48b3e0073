"""Nobody need believe the number: it is computed again, and its receipt is checked as a file."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.receipts import REPORT, open_the_receipt

pytestmark = pytest.mark.browser


def test_the_auditor_recomputes_the_number_and_verifies_its_receipt(visits, axe, language, tmp_path):
    page = visits.page("yousef")
    page.goto(language.at(REPORT))
    open_the_receipt(page, language)
    page.locator('dialog form[action$="/recomputation/"] button').click()
    result = page.locator(".receipt__result")
    expect(result).to_contain_text("72,347")
    assert "receipt__result--bad" not in result.get_attribute("class")
    axe(page)

    with page.expect_download() as downloading:
        page.locator('a[href$="/receipt.json"]').click()
    kept = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(kept)
    page.locator('a[href$="/verification/#offline"]').click()
    none_yet = {"ar": "لم تختر ملفًا بعد", "en": "No file chosen yet"}[language.code]
    expect(page.locator("#file .file__name")).to_have_text(none_yet)
    hand_in(page, kept)
    expect(page.locator("#file .notice--good")).to_contain_text(kept.name)
    axe(page)

    hand_in(page, forged(kept))
    expect(page.locator("#file .notice--bad")).to_contain_text("forged.json")


def hand_in(page: Page, file: Path) -> None:
    page.locator('#file input[type="file"]').set_input_files(file)
    expect(page.locator("#file .file__name")).to_have_text(file.name)
    page.locator("#file form button").click()


def forged(receipt: Path) -> Path:
    """The same receipt with another number in it."""
    document = receipt.read_text()
    assert "72347" in document
    other = receipt.with_name("forged.json")
    other.write_text(json.dumps(json.loads(document.replace("72347", "72348"))))
    return other
