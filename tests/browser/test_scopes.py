"""A role for one initiative, given for a time: its holder sees and decides what lies within, until it ends."""

import re

import pytest
from playwright.sync_api import Page, expect

from athar.demo.cast import BORN
from athar.foundation.core.identity import FAKE_NATIONAL_IDS, fake_national_id
from tests.browser.pages import sticking_out, written_in
from tests.browser.test_administration import SEND, account_of, press
from tests.browser.visiting import Language, step_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
SARA = fake_national_id(FAKE_NATIONAL_IDS - 1 - list(BORN).index("sara"))
NUMBER = re.compile(r"P-(\d{6})")


@pytest.fixture
def station(axe, language):
    """Look at a page as a whole."""

    def look(page: Page) -> None:
        assert written_in(page, language) == []
        assert sticking_out(page) == []
        axe(page)

    return look


def entered(page: Page, language: Language, initiative: str) -> str:
    """The address of hours of Sara's that somebody enters by hand."""
    page.goto(language.at("/workspace/records/new/?kind=hours"))
    page.locator('[name="who"]').fill(SARA)
    page.locator('[name="quantity"]').fill("٣")
    page.locator('[name="initiative"]').select_option(initiative)
    page.locator('[name="occurred_on"]').fill("2025-10-14")
    press(page, SEND)
    found = NUMBER.search(page.locator(".messages").inner_text())
    assert found
    return language.at(f"/workspace/records/{int(found[1])}/")


def test_a_role_for_one_initiative_opens_that_one_until_it_ends(visits, station, language):
    noura = visits.page("noura")
    within, beyond = (entered(noura, language, code) for code in ("forum", "hackathon"))

    hind = visits.page("hind")
    account = account_of(hind, language, "omar@example.org")
    hind.goto(f"{account}roles/new/")
    hind.locator('[name="role"]').select_option("reviewer")
    hind.locator('[name="within"]').select_option("forum")
    hind.locator('[name="last_day"]').fill("2031-12-31")
    hind.locator('[name="reason"]').fill("مراجعة مدخلات المنتدى")
    press(hind, SEND)

    context = visits.newcomer()
    omar = context.new_page()
    step_in(omar, "omar", language)
    omar.goto(language.at("/workspace/"))
    forum = "Riyadh Forum" if language.code == "en" else "منتدى الرياض"
    expect(omar.locator(".rail__role small")).to_contain_text(forum)
    station(omar)
    omar.goto(language.at("/workspace/records/"))
    rows = omar.locator("main tbody tr")
    assert rows.count() == omar.locator("main tbody tr", has_text=forum).count() > 0
    station(omar)
    assert omar.goto(beyond).status == 404
    assert omar.goto(language.at("/workspace/scorecard/")).status == 403
    station(omar)
    omar.goto(within)
    station(omar)
    press(omar, 'button[value="approved"]')
    expect(omar.locator(".messages")).to_contain_text("R-")

    hind.goto(account)
    press(hind, 'main a[href$="/ending/"]')
    hind.locator('[name="reason"]').fill("انتهت المراجعة")
    press(hind, SEND)
    assert omar.goto(language.at("/workspace/")).status == 403
    context.close()
