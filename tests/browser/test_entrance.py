"""Somebody new opens an account, proves a phone, comes back with a code, and with two proofs: by keyboard, without scripts."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.entering import (
    ask_for_code,
    code_in_outbox,
    code_of_app,
    looked_at,
    open_account,
    typed,
)
from tests.browser.visiting import PHONE

pytestmark = pytest.mark.browser


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
        ask_for_code(page, language, email)
        page.wait_for_url(f"**{language.at('/sign-in/second-proof/')}")
        looked_at(page, axe, language)
        typed(page, "answer", answer)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{language.at('/me/')}")
        context.clear_cookies()
    context.close()


LOCK = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def test_a_passkey_is_added_and_alone_brings_one_back(visits, axe, language):
    context = visits.newcomer()
    page = context.new_page()
    page.set_viewport_size(PHONE)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": LOCK})
    open_account(page, language, f"haya-{uuid4().hex[:8]}@example.org", lambda _page: None)

    page.goto(language.at("/account/security/passkeys/new/"))
    looked_at(page, axe, language)
    page.locator("main form .button--main").click()
    expect(page.locator(".recovery li")).to_have_count(10)
    page.goto(language.at("/account/security/"))
    looked_at(page, axe, language)
    context.clear_cookies()

    page.goto(language.at("/sign-in/"))
    page.locator('main a[href$="/sign-in/passkey/"]').click()
    looked_at(page, axe, language)
    page.locator("main form .button--main").click()
    page.wait_for_url(f"**{language.at('/me/')}")

    page.goto(language.at("/account/security/"))
    page.locator(".keys a").click()
    looked_at(page, axe, language)
    page.locator("main form .button--main").click()
    page.wait_for_url(f"**{language.at('/account/security/')}")
    expect(page.locator(".keys")).to_have_count(0)
    context.close()


def test_a_forgotten_password_is_replaced_and_another_device_is_signed_out(visits, axe, language):
    context, elsewhere = visits.newcomer(), visits.newcomer(scripts=False)
    page, other = context.new_page(), elsewhere.new_page()
    page.set_viewport_size(PHONE)
    email = f"haya-{uuid4().hex[:8]}@example.org"
    open_account(other, language, email, lambda _page: None)

    page.goto(language.at("/sign-in/"))
    page.locator('main a[href$="/sign-in/password/"]').click()
    looked_at(page, axe, language)
    typed(page, "email", email)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/password/code/")
    typed(page, "code", code_in_outbox(page, language))
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/password/new/")
    looked_at(page, axe, language)
    typed(page, "password", "palms sand wind sea")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{language.at('/me/')}")

    other.goto(language.at("/account/"))
    assert "/sign-in/" in other.url
    other.goto(language.at("/sign-in/"))
    typed(other, "username", email)
    typed(other, "password", "palms sand wind sea")
    other.keyboard.press("Enter")
    other.wait_for_url(f"**{language.at('/me/')}")
    page.goto(language.at("/account/security/sign-ins/"))
    looked_at(page, axe, language)
    expect(page.locator(".keys li")).to_have_count(2)
    page.locator(".keys form button").click()
    expect(page.locator(".keys li")).to_have_count(1)
    other.goto(language.at("/account/"))
    assert "/sign-in/" in other.url
    context.close()
    elsewhere.close()
