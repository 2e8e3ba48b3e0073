"""Sara links a provider on the page of her account's security, signs out, and comes in through it."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.entering import looked_at, open_account
from tests.browser.visiting import PHONE

pytestmark = pytest.mark.browser


def test_a_provider_is_linked_and_alone_brings_one_back(visits, provider, axe, language):
    context = visits.newcomer()
    page = context.new_page()
    page.set_viewport_size(PHONE)
    provider.subject = f"haya-{uuid4().hex[:8]}"
    open_account(page, language, f"{provider.subject}@example.org", lambda _page: None)

    page.goto(language.at("/account/security/"))
    looked_at(page, axe, language)
    page.locator('main a[href$="/account/security/provider/"]').click()
    looked_at(page, axe, language)
    page.locator('main a[href$="/departure/"]').click()
    expect(page.locator("main")).to_contain_text(provider.name)
    looked_at(page, axe, language)
    page.locator("main form .button--main").click()
    page.wait_for_url(f"**{language.at('/account/security/')}")
    expect(page.locator(".keys li")).to_have_count(1)
    looked_at(page, axe, language)
    context.clear_cookies()

    page.goto(language.at("/sign-in/"))
    looked_at(page, axe, language)
    page.locator('main a[href$="/sign-in/provider/"]').click()
    page.wait_for_url(f"**{language.at('/me/')}")
    page.goto(language.at("/account/security/"))
    page.locator(".keys a").click()
    looked_at(page, axe, language)
    page.locator("main form .button--main").click()
    page.wait_for_url(f"**{language.at('/account/security/')}")
    expect(page.locator(".keys")).to_have_count(0)
    context.clear_cookies()

    page.goto(language.at("/sign-in/"))
    page.locator('main a[href$="/sign-in/provider/"]').click()
    expect(page.locator(".messages")).to_be_visible()
    looked_at(page, axe, language)
    context.close()
