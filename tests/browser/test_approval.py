"""What one person entered, another decides: in the workspace, and then for everybody to see."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import main_of
from tests.browser.visiting import ENGLISH

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]

NEWEST = "/workspace/records/?sort=-occurred_on"
RECORD = re.compile(r"R-(\d{6})")
KHALID = {"ar": "خالد الشمري", "en": "Khalid Alshammari"}
NOURA = {"ar": "نورة العتيبي", "en": "Noura Alotaibi"}
PUBLISHED = "/figures/2023/beneficiaries.reached/"


def test_a_reviewer_approves_what_somebody_else_entered(visits, axe, language):
    page = visits.page("khalid")
    page.goto(language.at(NEWEST))
    entry = entries(page).first
    number = number_of(entry)
    entry.locator("input[type=checkbox]").check()
    page.locator('button[value="approved"]').click()
    record = RECORD.search(page.locator(".messages").inner_text())[1]
    expect(main_of(page).get_by_text(number)).to_have_count(0)
    axe(page)

    reader = visits.page()
    assert reader.goto(language.at(f"/records/{int(record)}/")).status == 200
    expect(reader.locator("h1")).to_contain_text(f"R-{record}")
    reader.goto(language.at(PUBLISHED))
    assert reader.locator("main data").first.inner_text() == "72,347"


def test_a_reviewer_cannot_select_what_they_entered_themselves(visits, language):
    page = visits.page("khalid")
    page.goto(language.at(f"{NEWEST}&all=1"))
    own = page.locator("tbody tr", has_text=KHALID[language.code])
    assert own.count() >= 1
    assert own.locator("input").count() == 0
    assert page.locator("tbody input:checked").count() == page.locator("tbody input").count() > 1

    own.first.locator("th a").click()
    expect(main_of(page).locator("h1")).to_be_visible()
    assert page.locator('button[name="verdict"]').count() == 0


def test_rejecting_asks_for_a_reason_and_the_maker_reads_it(visits, axe, language):
    page = visits.page("khalid")
    page.goto(language.at(NEWEST))
    entry = entries(page).filter(has_text=NOURA[language.code]).first
    number = number_of(entry)
    entry.locator("input[type=checkbox]").check()
    page.locator('button[value="rejected"]').click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("tr", has_text=number).locator("input")).to_be_checked()
    axe(page)

    reason = f"العدد لا يطابق الكشف ({number})"
    page.locator('textarea[name="reason"]').fill(reason)
    page.locator('button[value="rejected"]').click()
    expect(page.locator(".messages")).to_be_visible()
    expect(main_of(page).get_by_text(number)).to_have_count(0)

    maker = visits.page("noura")
    maker.goto(language.at("/workspace/records/?side=mine"))
    expect(maker.get_by_text(reason)).to_be_visible()


def test_a_record_is_taken_back_by_another_and_both_stay_to_be_seen(visits, axe):
    page = visits.page("khalid")
    page.goto(NEWEST)
    entries(page).first.locator("input[type=checkbox]").check()
    page.locator('button[value="approved"]').click()
    record = RECORD.search(page.locator(".messages").inner_text())[1]
    page.goto(f"/workspace/ledger/{int(record)}/")
    page.locator('textarea[name="reason"]').fill("سُجّل مرتين")
    page.locator("form:has(textarea) button").click()

    page = visits.page("noura")
    page.goto(ENGLISH.at("/workspace/corrections/"))
    page.locator("main .queue a").first.click()
    axe(page)
    page.locator('button[value="approved"]').click()
    expect(page.locator(".messages")).to_be_visible()

    reader = visits.page()
    reader.goto(f"/records/{int(record)}/")
    expect(reader.locator(".notice")).to_contain_text("سُجّل مرتين")
    reader.locator(".notice a").click()
    expect(reader.locator(f'.notice a[href="/records/{int(record)}/"]')).to_be_visible()
    reader.goto("/ledger/")
    expect(reader.locator("#corrections tbody tr").first).to_contain_text(f"R-{record}")


def entries(page: Page) -> Locator:
    """Entries of the present year that may be selected; those of a published year stay as they are."""
    return page.locator("tbody tr", has_text="2026").filter(has=page.locator("input[type=checkbox]"))


def number_of(entry: Locator) -> str:
    return re.search(r"P-\d{6}", entry.text_content())[0]
