"""Sara takes a certificate of her hours, and whoever is shown it checks it by its code without being signed in."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import sticking_out, written_in
from tests.browser.visiting import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]


def test_a_certificate_is_made_shown_and_withdrawn(visits, axe, language):
    sara, reader = visits.page("sara"), visits.page()
    sara.goto(language.at("/me/hours/"))
    sara.locator('form[action$="/me/certificates/"] button').click()
    code = sara.locator('#certificates a[href*="/certificates/"]').first.inner_text()
    paper = sara.request.get(sara.locator('#certificates a[href$=".pdf"]').first.get_attribute("href"))
    assert paper.body().startswith(b"%PDF")
    sara.set_viewport_size(PHONE)
    assert sticking_out(sara) == []
    axe(sara)

    reader.goto(language.at("/verification/"))
    reader.locator("#lookup input").fill(code.lower())
    reader.locator("#lookup button").click()
    expect(reader.locator(".notice--good")).to_be_visible()
    assert written_in(reader, language) == []
    for size in (DESK, PHONE):
        reader.set_viewport_size(size)
        assert sticking_out(reader) == []
        axe(reader)
    with reader.expect_navigation():
        reader.locator('main a[href*="/records/"]').first.click()

    sara.locator('#certificates form[action$="/ending/"] button').first.click()
    expect(sara.locator(".messages")).to_be_visible()
    reader.go_back()
    reader.reload()
    expect(reader.locator(".notice--bad")).to_be_visible()
