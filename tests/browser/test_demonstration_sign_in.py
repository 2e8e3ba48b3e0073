"""A visitor of the demonstration steps in as somebody by one click, and is led from a sentence to its proof."""

import re

import pytest
from playwright.sync_api import expect

from athar.demo.cast import CastMember, people
from athar.web.workspace.access import may_enter
from tests.browser.pages import written_in
from tests.browser.visiting import ARABIC, DESK, ENGLISH, PHONE, cast_button, step_in

pytestmark = pytest.mark.browser

CAST = people()
STEPS = [
    "/reports/annual-2023/",
    "/figures/2023/beneficiaries.reached/",
    "/figures/2023/beneficiaries.reached/receipt/",
    "/records/",
    "/evidence/",
    "/verification/",
]


@pytest.mark.parametrize("person", CAST, ids=lambda person: person.key)
def test_one_click_steps_in_as_a_named_person(visits, person: CastMember):
    context = visits.newcomer()
    page = context.new_page()
    # Half of them in one language and half in the other: nothing of it depends on who steps in.
    language = (ARABIC, ENGLISH)[CAST.index(person) % 2]
    step_in(page, person.key, language)
    assert written_in(page, language) == []
    assert page.locator(f'header a[href="{language.at("/sign-in/")}"]').count() == 0
    if may_enter({person.role}):
        expect(page.locator(".rail__role")).to_contain_text(re.compile(f"{person.name_ar}|{person.name_en}"))
        expect(page.locator(".rail__places a[aria-current]").first).to_be_visible()
        assert page.url.endswith(language.at("/workspace/"))
    context.close()


def test_everybody_is_named_in_the_language_of_the_page(visits, language):
    page = visits.page()
    page.goto(language.at("/sign-in/"))
    for person in CAST:
        name = person.name_ar if language is ARABIC else person.name_en
        expect(cast_button(page, person.key)).to_contain_text(name)


@pytest.mark.parametrize("person", ["noura", "sara", "omar"])
def test_nobody_is_led_to_a_page_that_is_closed_to_them(visits, person):
    context = visits.newcomer()
    assert step_in(context.new_page(), person, ARABIC).status == 200
    context.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("person", ["noura", "omar"])
def test_whoever_stepped_in_can_step_out_again(visits, person, size):
    context = visits.newcomer()
    page = context.new_page()
    page.set_viewport_size(size)
    step_in(page, person, ARABIC)
    if size == PHONE:
        page.locator("details[data-menu] summary:visible").click()
    page.locator('form[action$="/sign-out/"] button:visible').first.click()
    page.wait_for_url("**/")
    expect(page.locator('header a[href="/sign-in/"]').first).to_be_attached()
    context.close()


def test_without_scripts_one_click_is_enough_too(visits, language):
    context = visits.newcomer(scripts=False)
    page = context.new_page()
    step_in(page, "khalid", language)
    expect(page.locator("main h1")).to_be_visible()
    context.close()


def test_the_tour_leads_from_a_sentence_to_the_readers_own_check(visits, axe, language):
    page = visits.page()
    page.goto(language.at("/"))
    page.locator(f'main a[href="{language.at("/tour/")}"]').click()
    for number, beginning in enumerate(STEPS, start=1):
        page.wait_for_url(f"**tour={number}*")
        assert page.url.removeprefix(visits.site).startswith(language.at(beginning))
        expect(page.locator(".tour__step")).to_contain_text(f"{number}")
        assert written_in(page, language) == []
        axe(page)
        if number < len(STEPS):
            page.locator(f'.tour a[href$="step={number + 1}"]').click()
    assert page.locator('.tour a[href$="step=7"]').count() == 0

    page.locator('.tour a[href$="step=5"]').click()
    page.wait_for_url("**/evidence/**")
    page.locator(".tour__link").last.click()
    expect(page.locator(".tour")).to_have_count(0)
    assert "/evidence/" in page.url
