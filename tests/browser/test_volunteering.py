"""A volunteer finds an opportunity, takes a seat on a phone, waits for another, and gives one back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import sticking_out
from tests.browser.visiting import PHONE, step_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
MOST_TAPS = 6  # from the home page to a seat that is kept


@pytest.fixture
def phone(visits, language):
    """Yahya, who was accredited as a trainer and signed up for nothing yet, on a phone."""
    page = visits.newcomer().new_page()
    page.set_viewport_size(PHONE)
    step_in(page, "yahya", language)
    return page


@pytest.fixture
def tap(axe, language):
    """Tap something that leads to another page, and look at that as a whole. Counts the taps."""
    taps = []

    def tapped(page: Page, selector: str) -> None:
        with page.expect_navigation():
            page.locator(selector).first.click()
        taps.append(selector)
        expect(page.locator("html")).to_have_attribute("dir", language.direction)
        assert sticking_out(page) == []
        axe(page)

    tapped.taps = taps
    return tapped


def accept(phone: Page) -> None:
    """Accept the charter, where one did not do so another time."""
    if phone.locator('[name="charter"]').get_attribute("type") == "checkbox":
        phone.locator('[name="charter"]').check()


def test_from_the_home_page_to_a_seat_that_is_kept_takes_few_taps(phone, tap, language):
    phone.goto(language.at("/"))
    tap(phone, 'main a[href*="/opportunities/food-baskets"]')
    tap(phone, "main .shift .button--main")
    accept(phone)
    taken = len(tap.taps) + 1
    tap(phone, "main .form__acts .button--main")
    expect(phone.locator(".messages")).to_be_visible()
    assert "/me/seats/" in phone.url
    assert taken + 1 <= MOST_TAPS

    calendar = phone.request.get(phone.locator('main a[href$=".ics"]').get_attribute("href"))
    assert "BEGIN:VEVENT" in calendar.text()

    tap(phone, 'main form[action$="/release/"] button')
    expect(phone.locator(".messages")).to_be_visible()


def test_where_every_seat_is_taken_one_waits_and_stops_waiting(phone, tap, language):
    phone.goto(language.at("/opportunities/?level=skilled"))
    tap(phone, "main .opportunity a")
    phone.locator("main .shift a.button:not(.button--main)").first.click()
    accept(phone)
    tap(phone, "main .form__acts .button--main")
    assert phone.url.endswith("/me/shifts/")
    tap(phone, 'main form[action$="/leaving/"] button')
    expect(phone.locator('main form[action$="/leaving/"]')).to_have_count(0)


def test_a_charter_that_is_not_accepted_keeps_one_out(phone, tap, language):
    # Yahya never takes part in these; whoever does has accepted.
    phone.goto(language.at("/opportunities/?field=environment"))
    tap(phone, "main .opportunity a")
    tap(phone, "main .shift .button--main")
    phone.locator("main form").evaluate("form => { form.noValidate = true; }")
    tap(phone, "main .form__acts .button--main")
    expect(phone.locator('[aria-invalid="true"]')).to_be_visible()
