"""Everything can be done by keyboard, and one sees where one is."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

# The element that has the focus: whether it is on the screen, whether it is marked, and what it is.
FOCUSED = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const marked = [style, getComputedStyle(element.parentElement)].some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const there = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0;
  return { there, marked, what: element.outerHTML.slice(0, 120) };
}"""


def test_the_first_key_offers_to_skip_to_the_content(visits, language):
    page = visits.page()
    page.goto(language.at("/"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a.skip')")
    assert_seen(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


def test_the_menu_on_a_phone_opens_and_closes_by_keyboard(visits, language):
    page = visits.page()
    page.set_viewport_size({"width": 390, "height": 844})
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
        assert_seen(page)


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
    for _ in range(120):
        page.keyboard.press("Tab")
        assert_seen(page)
        if page.locator(f"{selector}:focus").count():
            return
    message = f"{selector} is not reached by keyboard on {page.url}"
    raise AssertionError(message)


def assert_seen(page: Page) -> None:
    focused = page.evaluate(FOCUSED)
    assert (focused["there"], focused["marked"]) == (True, True), (page.url, focused["what"])
