"""Somebody who was never here opens an account on a phone, as many journeys begin."""

from uuid import uuid4

from playwright.sync_api import Page

from tests.browser.entering import code_in_outbox
from tests.browser.visiting import PHONE, Language, Visits

GROWN_UP = "١٢/٥/١٤٢٠هـ"
SEND = "main .form__acts .button--main"


def fresh_address() -> str:
    return f"guest-{uuid4().hex[:10]}@example.org"


def press(page: Page, selector: str = "main .button--main") -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def prove_address(page: Page, language: Language, email: str) -> None:
    page.locator('main [name="email"]').fill(email)
    press(page, SEND)
    page.locator('main [name="code"]').fill(code_in_outbox(page, language))
    press(page, SEND)


def finish_account(page: Page, name: str, birth: str, *, consents: bool = True) -> None:
    """From the consents on: they, the profile, and in."""
    if consents:
        page.locator('[name="participation"]').check()
    press(page, SEND)
    page.locator('[name="name"]').fill(name)
    page.locator('[name="name_latin"]').fill("Guest Alzahrani")
    page.locator('[name="birth_date"]').fill(birth)
    page.locator('[name="gender"][value="female"]').check()
    press(page, SEND)


def on_phone(visits: Visits) -> Page:
    page = visits.newcomer().new_page()
    page.set_viewport_size(PHONE)
    return page
