"""The sentence of the report that everything else leads back to, and the receipt of its number."""

from playwright.sync_api import Page, expect

from tests.browser.visiting import Language

REPORT = "/reports/annual-2023/"
FIGURE = "/figures/2023/beneficiaries.reached/"
REACHED = '.sentence-figure:has(data[value="72347"])'
SUM = ["17,027", "−1,600", "15,427", "+56,920", "72,347"]


def open_the_receipt(page: Page, language: Language) -> None:
    """Click the seal of the sentence: its receipt opens beside it, on the side where lines end."""
    sentence = page.locator(REACHED).first
    assert "72,347" in sentence.inner_text()
    sentence.locator("a.seal").click()
    drawer = page.locator("dialog.drawer")
    expect(drawer.locator(".knot__value")).to_have_text("72,347")
    assert (drawer.evaluate("(drawer) => drawer.getBoundingClientRect().left") == 0) == (
        language.direction == "rtl"
    )
    assert sum_of(page) == SUM


def sum_of(page: Page) -> list[str]:
    return page.locator("[data-receipt] .sum").first.locator("td").all_inner_texts()
