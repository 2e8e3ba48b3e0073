"""Opening an account and signing in, as several journeys begin."""

import re
import time

import pyotp
from playwright.sync_api import Page

from tests.browser.pages import sticking_out, written_in
from tests.browser.visiting import Language


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


def code_of_app(secret: str, *, later: int = 0) -> str:
    """What an app with this secret shows; a code is taken once, so the next visit takes a later one."""
    return pyotp.TOTP(secret).at(time.time() + later)


def ask_for_code(page: Page, language: Language, email: str) -> None:
    """Sign in with a code by mail, up to where the first proof is given."""
    page.goto(language.at("/sign-in/code/"))
    typed(page, "address", email)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code/entry/")
    typed(page, "code", code_in_outbox(page, language))
    page.keyboard.press("Enter")
