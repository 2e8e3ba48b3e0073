"""Somebody searches and reads as they like: with the keyboard, without scripts, in both languages."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import main_of, sticking_out, written_in
from tests.browser.visiting import PHONE

pytestmark = pytest.mark.browser


def test_results_come_as_one_types_and_arrows_walk_through_them(visits, language, axe):
    page = visits.page()
    page.goto(language.at("/"))
    page.locator("header [data-search-link]:visible").click()
    field = page.locator("#q")
    expect(field).to_be_focused()
    word = "رمضان" if language.code == "ar" else "Ramadan"
    field.press_sequentially(word)
    expect(page.locator(".found mark").first).to_have_text(word)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".found__list a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    assert written_in(page, language) == []
    axe(page)
    page.set_viewport_size(PHONE)
    assert sticking_out(page) == []
    axe(page)


def test_search_works_without_scripts(visits, language):
    page = visits.page(scripts=False)
    page.goto(language.at("/search/"))
    page.locator("#q").fill("Ramadan")
    page.locator("form.search button").click()
    expect(page.locator(".found__list a").first).to_be_visible()


def test_a_manager_finds_people_by_the_latin_spelling_of_their_names(visits, language):
    page = visits.page("noura")
    page.goto(language.at("/search/?q=Al-Otaibi"))
    expect(page.locator(".found")).to_contain_text("Alotaibi" if language.code == "en" else "العتيبي")


def test_a_reader_chooses_arabic_digits_and_a_dark_page(visits, language, axe):
    visitor = visits.newcomer()
    page = visitor.new_page()
    page.goto(language.at("/preferences/"))
    axe(page)
    page.locator(f'input[name="language"][value="{language.code}"]').check()
    page.locator('input[name="digits"][value="arabic"]').check()
    page.locator('input[name="theme"][value="dark"]').check()
    main_of(page).locator(".form__acts button").click()
    expect(main_of(page)).to_contain_text("٧٢٬٣٤٧٫٥")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    axe(page)
    page.set_viewport_size(PHONE)
    assert sticking_out(page) == []
    page.goto(language.at("/"))
    expect(main_of(page)).to_contain_text("٧٢٬٣٤٧")
    visitor.close()
