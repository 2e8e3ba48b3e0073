"""Sara takes her passport along and makes a card; whoever scans it sees what she allows, until she withdraws it."""

import pytest
from playwright.sync_api import expect

from tests.browser.arriving import press
from tests.browser.pages import sticking_out, written_in
from tests.browser.visiting import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]


def test_a_passport_is_read_and_printed_and_a_card_is_shown_and_withdrawn(visits, axe, language):
    sara, reader = visits.page("sara"), visits.page()

    def look(page):
        assert written_in(page, language) == []
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            assert sticking_out(page) == []
        axe(page)

    sara.goto(language.at("/me/hours/"))
    hours = sara.locator(".hours__sum data").get_attribute("value")
    press(sara, 'main a[href$="/me/passport/"]')
    assert sara.locator(".hours__sum data").get_attribute("value") == hours
    look(sara)
    paper = sara.request.get(sara.locator(f'a[href$="/{language.code}.pdf"]').get_attribute("href"))
    assert paper.body().startswith(b"%PDF")

    press(sara, 'main a[href$="/me/card/"]')
    sara.locator('[name="shows_name"]').check()
    sara.locator('[name="shows_hours"]').check()
    press(sara, "main form.form .button--main")
    look(sara)
    address = sara.locator("#card .credential a").get_attribute("href")
    reader.goto(address)
    expect(reader.locator(".notice--good")).to_be_visible()
    name = reader.locator("h1 + .lead").inner_text()
    look(reader)

    press(sara, 'form[action$="/card/ending/"] button')
    reader.reload()
    expect(reader.locator(".notice--bad")).to_be_visible()
    assert name not in reader.locator("main").inner_text()
