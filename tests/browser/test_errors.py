"""What whoever looks is told when something went wrong: in their language, with a way on."""

import pytest
from django.template import loader
from django.utils import translation
from playwright.sync_api import Page, Route, expect

from tests.browser.pages import main_of, sticking_out, written_in
from tests.browser.visiting import DESK, PHONE

pytestmark = pytest.mark.browser

STATUSES = [400, 405, 413, 429, 500]
BARE = {405, 413}  # of these, whoever met them knows what they did


def says_it_kindly(page: Page, axe) -> None:
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        assert sticking_out(page) == []
        axe(page)
    assert main_of(page).locator("h1").inner_text().strip()
    assert main_of(page).locator("a.button--main").count() >= 1


@pytest.mark.parametrize("status", STATUSES)
def test_what_a_broken_or_flooded_site_says_is_whole(visits, axe, language, status):
    """These are rendered without a request; nobody breaks a site for them, so their pages are handed over as they are."""
    page = visits.page()
    with translation.override(language.code):
        page_as_sent = loader.get_template(f"{status}.html").render(
            {"request_id": "9f2c4b7711d0", "seconds": 42}
        )

    def answer(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html; charset=utf-8", body=page_as_sent)

    page.route("**/handed-over/", answer)
    page.emulate_media(color_scheme="dark" if language.code == "en" else "light")
    page.goto(language.at("/handed-over/"))
    says_it_kindly(page, axe)
    if status in BARE:
        assert written_in(page, language) == []
    else:  # rendered when anything may be broken, they speak both languages at once and name the request
        assert "9f2c4b7711d0" in page.content()
    page.unroute("**/handed-over/")


def test_a_place_that_is_not_open_says_whose_it_is_and_leads_to_ones_own(visits, axe, language):
    page = visits.page("sara")
    assert page.goto(language.at("/workspace/audit/")).status == 403
    says_it_kindly(page, axe)
    assert written_in(page, language) == []
    main_of(page).locator("a.button--main").first.click()
    expect(page.locator("main h1")).to_be_visible()
    assert "/workspace/" not in page.url  # she has no work there


def test_a_form_that_lost_its_session_is_not_taken_and_says_what_to_do(visits, axe, language):
    context = visits.newcomer()
    page = context.new_page()
    page.goto(language.at("/sign-in/"))
    context.clear_cookies()
    with page.expect_navigation():
        page.locator('form:has(input[value="sara@example.org"]) button').first.click()
    assert page.locator("main h1").inner_text() in {
        "The form was open too long",
        "بقي النموذج مفتوحًا أطول مما يصلح",
    }
    says_it_kindly(page, axe)
    assert written_in(page, language) == []
    context.close()
