"""A visitor finds an opportunity by the map and by words, without scripts, and takes its calendar along."""

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.pages import sticking_out, written_in
from tests.browser.visiting import PHONE

pytestmark = pytest.mark.browser


def test_a_visitor_finds_an_opportunity_by_map_and_words_and_opens_its_calendar(visits, axe, language):
    page = visits.newcomer(scripts=False).new_page()
    page.goto(language.at("/opportunities/"))
    assert (written_in(page, language), sticking_out(page)) == ([], [])
    page.set_viewport_size(PHONE)
    assert sticking_out(page) == []
    page.locator(".region-map a:not(.region-map__none)").first.click()
    expect(page.locator('.region-map a[aria-current="true"]')).to_have_count(1)
    assert "region=SA-" in page.url
    found = page.locator(".opportunity h3 a").first
    title = found.inner_text()

    # What narrows the list stands open from now on.
    page.locator('main [name="q"]').fill(title)
    page.locator("main .filters .form__acts button").click()
    expect(page.locator(".opportunity")).not_to_have_count(0)

    page.goto(page.url + "&age=1")
    expect(page.locator(".looser")).to_be_visible()
    axe_without_scripts(visits, axe, page.url)
    page.go_back()

    page.locator(".tabs a:not([aria-current])").first.click()
    expect(page.locator(".calendar")).to_be_visible()
    assert sticking_out(page) == []
    page.go_back()
    page.locator(".opportunity h3 a").first.click()
    address = page.locator('main a[href$="/shifts.ics"]').get_attribute("href")
    events = Calendar.from_ical(page.request.get(address).body()).walk("VEVENT")
    assert title in str(events[0]["SUMMARY"])


def axe_without_scripts(visits, axe, address) -> None:
    """Axe is a script itself, so it looks at the same address in a browser that has them."""
    page = visits.page()
    page.goto(address)
    axe(page)
