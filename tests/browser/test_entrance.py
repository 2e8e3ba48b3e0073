"""Somebody new opens an account, proves a phone, comes back with a code, and with two proofs: by keyboard, without scripts."""

import re
import time
from uuid import uuid4

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import sticking_out, written_in
from tests.browser.visiting import PHONE, Language

pytestmark = pytest.mark.browser


def code_in_outbox(page: Page, language: Language) -> str:
    """The code in the newest message of the demonstration's outbox; afterwards the page is where it was."""
    page.goto(language.at("/sign-in/outbox/"))
    found = re.search(r"(?<!\d)\d{6}(?!\d)", page.locator(".message__text").first.inner_text())
    assert found
    page.go_back()
    return found[0]


def typed(page: Page, name: str, text: str) -> None:
    page.locator(f'main [name="{name}"]').focus()
    page.keyboard.type(text)


def looked_at(page: Page, axe, language: Language) -> None:
    assert written_in(page, language) == []
    assert sticking_out(page) == []
    axe(page)


def open_account(page: Page, language: Language, email: str, check) -> None:
    page.goto(language.at("/account/new/"))
    check(page)
    typed(page, "email", email)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/new/code/")
    check(page)
    typed(page, "code", code_in_outbox(page, language))
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/new/consents/")
    assert page.locator("main input:checked").count() == 0
    check(page)
    page.locator('[name="participation"]').focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/new/profile/")
    check(page)
    typed(page, "name", "هيا المطيري")
    typed(page, "name_latin", "Haya Almutairi")
    typed(page, "birth_date", "١٢/٥/١٤٢٠هـ")
    page.locator('[name="gender"][value="female"]').focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{language.at('/account/')}")


def test_an_account_is_opened_by_keyboard_and_a_code_brings_one_back(visits, axe, language):
    context = visits.newcomer()
    page = context.new_page()
    page.set_viewport_size(PHONE)
    email = f"haya-{uuid4().hex[:8]}@example.org"
    open_account(page, language, email, lambda page: looked_at(page, axe, language))
    expect(page.locator("main")).to_contain_text(email)
    looked_at(page, axe, language)
    context.clear_cookies()

    page.goto(language.at("/sign-in/code/"))
    looked_at(page, axe, language)
    typed(page, "address", email)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code/entry/")
    code = code_in_outbox(page, language)
    typed(page, "code", "000000" if code != "000000" else "111111")
    page.keyboard.press("Enter")
    expect(page.locator(".refusal")).to_be_visible()
    looked_at(page, axe, language)
    typed(page, "code", code)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{language.at('/me/')}")
    context.close()


def test_an_account_is_opened_without_scripts(visits, language):
    context = visits.newcomer(scripts=False)
    page = context.new_page()
    open_account(page, language, f"haya-{uuid4().hex[:8]}@example.org", lambda _page: None)
    page.goto(language.at("/account/phone/"))
    typed(page, "phone", f"050{uuid4().int % 10**7:07d}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/phone/code/")
    typed(page, "code", code_in_outbox(page, language))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{language.at('/account/')}")
    expect(page.locator("main .chip--good")).to_be_visible()
    context.close()


def code_of_app(secret: str, *, later: int = 0) -> str:
    """What an app with this secret shows; a code is taken once, so the next visit takes a later one."""
    return pyotp.TOTP(secret).at(time.time() + later)


def test_with_an_app_for_codes_signing_in_takes_two_proofs(visits, axe, language):
    context = visits.newcomer()
    page = context.new_page()
    page.set_viewport_size(PHONE)
    email = f"haya-{uuid4().hex[:8]}@example.org"
    open_account(page, language, email, lambda _page: None)

    page.goto(language.at("/account/security/"))
    looked_at(page, axe, language)
    page.locator('main a[href$="/account/security/app/"]').click()
    looked_at(page, axe, language)
    secret = page.locator(".key").text_content().replace(" ", "")
    typed(page, "code", code_of_app(secret))
    page.keyboard.press("Enter")
    expect(page.locator(".recovery li")).to_have_count(10)
    recovery = page.locator(".recovery code").first.inner_text()
    looked_at(page, axe, language)
    page.locator("main .button--main").click()
    page.wait_for_url(f"**{language.at('/account/security/')}")
    context.clear_cookies()

    for answer in (code_of_app(secret, later=30), recovery):
        page.goto(language.at("/sign-in/code/"))
        typed(page, "address", email)
        page.keyboard.press("Enter")
        page.wait_for_url("**/sign-in/code/entry/")
        typed(page, "code", code_in_outbox(page, language))
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{language.at('/sign-in/second-proof/')}")
        looked_at(page, axe, language)
        typed(page, "answer", answer)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{language.at('/me/')}")
        context.clear_cookies()
    context.close()
