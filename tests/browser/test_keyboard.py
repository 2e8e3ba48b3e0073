"""Everything can be done by keyboard, and one sees where one is."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import FOCUSED
from tests.browser.visiting import DESK, PHONE

pytestmark = pytest.mark.browser


def test_the_first_key_offers_to_skip_to_the_content(visits, language):
    page = visits.page()
    page.goto(language.at("/"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a.skip')")
    assert_marked(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


def test_the_menu_on_a_phone_opens_and_closes_by_keyboard(visits, language):
    page = visits.page()
    page.set_viewport_size(PHONE)
    page.goto(language.at("/"))
    tab_to(page, "summary")
    page.keyboard.press("Enter")
    expect(page.locator("details.menu nav")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("details.menu nav")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('summary')")


def test_a_seal_opens_by_keyboard_and_keeps_the_focus_inside(visits, language):
    page = visits.page()
    page.goto(language.at("/"))
    tab_to(page, "a.seal")
    page.keyboard.press("Enter")
    expect(page.locator("dialog.drawer")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate("Boolean(document.activeElement.closest('dialog'))")
        assert_marked(page)


@pytest.mark.parametrize(
    ("person", "path", "last"),
    [
        ("", "/figures/2023/beneficiaries.reached/?tour=2", '.tour a[href$="step=3"]'),
        ("khalid", "/workspace/records/", 'button[value="approved"]'),
    ],
    ids=["the bar of the tour", "the buttons of the decision"],
)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_what_stays_on_the_screen_hides_nothing_that_has_the_focus(visits, person, path, last, size):
    page = visits.page(person)
    page.set_viewport_size(size)
    page.goto(path)
    hidden = []
    while not page.locator(f"{last}:focus").count():
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["what"][:5] != "<body", "the whole page was walked through"
        hidden += [] if focused["seen"] else [focused["what"]]
    assert hidden == []


@pytest.mark.usefixtures("deciding")
def test_khalid_signs_in_and_approves_by_keyboard_alone(visits, language):
    context = visits.newcomer()
    page = context.new_page()
    page.goto(language.at("/sign-in/"))
    tab_to(page, 'form:has(input[value="khalid@example.org"]) button')
    page.keyboard.press("Enter")
    page.wait_for_url("**/workspace/")

    tab_to(page, f'.rail__places a[href="{language.at("/workspace/records/")}"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/workspace/records/")
    tab_to(page, 'tr:has(td:text-matches("2026")) input[type=checkbox]')
    page.keyboard.press("Space")
    assert page.locator("tbody input:checked").count() == 1
    tab_to(page, 'button[value="approved"]')
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("R-")
    context.close()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what the selector names has the focus; on the way there, too, one sees where one is."""
    for _ in range(200):
        page.keyboard.press("Tab")
        assert_marked(page)
        if page.locator(f"{selector}:focus").count():
            return
    message = f"{selector} is not reached by keyboard on {page.url}"
    raise AssertionError(message)


def assert_marked(page: Page) -> None:
    focused = page.evaluate(FOCUSED)
    assert focused["marked"], (page.url, focused["what"])
