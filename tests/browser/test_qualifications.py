"""A volunteer lacks what an opportunity needs, files it, somebody else approves it, and then the seat is theirs."""

import re

import pytest
from playwright.sync_api import Page, expect

from athar.foundation.qualifications.tests.factories import PDF
from tests.browser.arriving import GROWN_UP, finish_account, fresh_address, on_phone, press, prove_address
from tests.browser.pages import sticking_out, written_in
from tests.browser.visiting import DESK, Language

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
OPPORTUNITY = "/opportunities/mobile-clinic/"


@pytest.fixture
def station(axe, language):
    """Look at a page as a whole."""

    def look(page: Page) -> None:
        assert written_in(page, language) == []
        assert sticking_out(page) == []
        axe(page)

    return look


def ask_for_a_seat(page: Page, language: Language) -> None:
    page.goto(language.at(OPPORTUNITY))
    press(page, "#shifts .button--main >> nth=0")
    page.locator('[name="charter"]').check()
    press(page, "main form.form .button--main")


def test_a_qualification_is_filed_approved_and_opens_the_opportunity_that_needs_it(visits, language, station):
    page, noura = on_phone(visits), visits.page("noura")
    page.goto(language.at("/account/new/"))
    prove_address(page, language, fresh_address())
    finish_account(page, "ريم الزهراني", GROWN_UP)
    ask_for_a_seat(page, language)
    expect(page.locator(".refusal li")).to_have_count(2)
    station(page)

    page.goto(language.at("/me/qualifications/"))
    page.locator('[name="skills"][value="welcoming"]').check()
    press(page, 'form[action$="/skills/"] button')
    press(page, 'main a[href$="/qualifications/new/"]')
    page.locator('[name="kind"]').select_option("advanced_first_aid")
    page.locator('[name="issuer"]').fill("هيئة الهلال الأحمر السعودي")
    page.locator('[name="awarded_on"]').fill("١/٣/٢٠٢٦")
    page.locator('[name="papers"]').set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    station(page)
    press(page, "main form.form .button--main")
    expect(page.locator("#qualifications .chip--watch")).to_be_visible()
    station(page)
    ask_for_a_seat(page, language)
    expect(page.locator(".refusal li")).to_have_count(1)

    noura.set_viewport_size(DESK)
    noura.goto(language.at("/workspace/qualifications/"))
    station(noura)
    press(noura, ".queue li:last-child .button")
    station(noura)
    press(noura, 'button[value="approved"]')
    page.goto(language.at("/me/qualifications/"))
    expect(page.locator("#qualifications .chip--good")).to_be_visible()
    ask_for_a_seat(page, language)
    expect(page).to_have_url(re.compile(r"/me/(seats/\d+|shifts)/"))
