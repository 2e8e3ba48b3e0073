"""A programme manager shapes a workflow without code, on a phone: writes, is told what is wrong, goes back, tries, publishes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import sticking_out, written_in
from tests.browser.visiting import PHONE, Language, step_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
DRAFT = "/workspace/workflows/volunteering-chosen/draft/"


def press(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def begin_another(page: Page, language: Language, look: Callable[[], None]) -> None:
    """A new one, from the course that came along, published as it is."""
    press(page, 'main a[href$="/workflows/new/"]')
    look()
    page.locator('[name="name_ar"]').fill(f"دورة صيفية {language.code}")
    page.locator('[name="name_en"]').fill(f"Summer course ({language.code})")
    page.locator('[name="code"]').fill("summer course")
    page.locator('[name="begins_from"][value="course"]').check()
    press(page, "main .form__acts .button--main")  # a code has no spaces
    expect(page.locator('.field--bad [name="code"]')).to_be_visible()
    expect(page.locator('[name="begins_from"][value="course"]')).to_be_checked()
    page.locator('[name="code"]').fill(f"summer-course-{language.code}")
    press(page, "main .form__acts .button--main")
    expect(page.locator("main .chart--own")).to_be_visible()
    look()
    press(page, 'main a[href$="/draft/publication/"]')
    press(page, "main form[method=post] .button--main")
    assert f"/summer-course-{language.code}/versions/1/" in page.url


def test_a_workflow_is_written_mended_tried_and_published_while_what_runs_stays(visits, axe, language):
    page = visits.newcomer().new_page()
    page.set_viewport_size(PHONE)
    step_in(page, "noura", language)

    def look() -> None:
        assert written_in(page, language) == []
        assert sticking_out(page) == []
        axe(page)

    page.goto(language.at("/workspace/workflows/"))
    begin_another(page, language, look)
    page.goto(language.at("/workspace/workflows/"))
    press(page, 'main a[href*="/volunteering-chosen/versions/"]')
    look()
    box = page.locator(".chart--own")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth"), "the drawing scrolls in its own box"
    press(page, 'form[action$="/draft/"] button')

    name = f"Waits for a talk ({language.code})"
    press(page, 'main a[href$="/draft/states/new/"]')
    page.locator('[name="name_ar"]').fill(f"بانتظار المقابلة {language.code}")
    look()
    press(page, "main .form__acts .button--main")  # the English name is missing
    expect(page.locator('.field--bad [name="name_en"]')).to_be_visible()
    page.locator('[name="name_en"]').fill(name)
    press(page, "main .form__acts .button--main")
    expect(page.locator("main .refusal")).to_contain_text(
        name if language.code == "en" else "بانتظار المقابلة"
    )
    look()

    press(page, "main .refusal a.button")
    press(page, 'main button[name="remove"]')
    expect(page.locator("main .refusal")).to_have_count(0)
    for faults in (1, 0):  # back to what was saved before, and back from there
        press(page, 'main form[action$="/restoration/"] button')
        expect(page.locator("main .refusal")).to_have_count(faults)
    page.goto(language.at(f"{DRAFT}whole/"))
    page.locator('[name="name_en"]').fill(f"Opportunity with a choice, {language.code}")
    press(page, "main .form__acts .button--main")

    page.goto(language.at(f"{DRAFT}trial/"))
    page.locator('[name="by"]').select_option("applicant")
    page.locator('[name="step"]').first.check()
    page.locator('[name="failing"]').first.check()
    press(page, "main .form__acts .button--main")
    expect(page.locator("main .refusal")).to_be_visible()
    page.locator('[name="failing"]').first.uncheck()
    press(page, "main .form__acts .button--main")
    look()
    expect(page.locator("main .refusal")).to_have_count(0)

    page.goto(language.at(f"{DRAFT}publication/"))
    look()
    press(page, "main form[method=post] .button--main")
    expect(page.locator("main .chart--own")).to_be_visible()
    assert "/volunteering-chosen/versions/" in page.url
