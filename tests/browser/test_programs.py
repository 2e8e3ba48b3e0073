"""A program comes in somebody's name: the key is made, asks what it may, is counted, and is ended."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import sticking_out, written_in
from tests.browser.visiting import PHONE, step_in

pytestmark = pytest.mark.browser
PATIENT = {"ar": "khalid", "en": "hind"}  # whose program reached the limit waits, in whichever language


def test_khalid_makes_a_key_a_program_asks_with_it_is_counted_and_shut_out_again(visits, axe, language):
    context, program = visits.newcomer(), visits.newcomer().request
    page = context.new_page()
    page.set_viewport_size(PHONE)
    step_in(page, "khalid", language)
    page.goto(language.at("/me/programs/"))
    page.locator('[name="name"]').fill("تطبيق الحضور")
    page.locator('[name="scopes"]').first.check()
    with page.expect_navigation():
        page.locator('main form:has([name="scopes"]) .button--main').click()
    secret = page.locator("#made code").inner_text()
    assert written_in(page, language) == []
    assert sticking_out(page) == []
    axe(page)

    asking = {"Authorization": f"Bearer {secret}", "Accept-Language": language.code}
    answer = program.get("/api/v1/key", headers=asking)
    assert answer.status == 200, answer.text()
    assert answer.headers["ratelimit"].startswith('"calls";r=')
    assert program.get("/me/", headers=asking, max_redirects=0).status == 302  # a key opens no page

    page.goto(language.at("/me/programs/"))
    expect(page.locator("#made")).to_have_count(0)
    with page.expect_navigation():
        page.locator('form[action$="/revocation/"] button').first.click()
    refused = program.get("/api/v1/key", headers=asking)
    assert refused.status == 401
    assert refused.headers["content-type"].startswith("application/problem+json")
    page.goto(language.at("/developers/"))
    assert sticking_out(page) == []
    axe(page)
    context.close()


@pytest.mark.usefixtures("deciding")  # after all others that ask: whoever reached the limit waits
def test_a_program_that_asks_too_often_is_told_how_long_to_wait(visits, language):
    context, program = visits.newcomer(), visits.newcomer().request
    page = context.new_page()
    step_in(page, PATIENT[language.code], language)
    page.goto(language.at("/me/programs/"))
    page.locator('[name="name"]').fill("تطبيق الحضور")
    page.locator('[name="scopes"]').first.check()
    with page.expect_navigation():
        page.locator('main form:has([name="scopes"]) .button--main').click()
    secret = page.locator("#made code").inner_text()
    asking = {"Authorization": f"Bearer {secret}", "Accept-Language": language.code}
    answers = (program.get("/api/v1/key", headers=asking) for _ in range(100))
    refused = next(answer for answer in answers if answer.status != 200)
    assert refused.status == 429
    assert refused.headers["content-type"].startswith("application/problem+json")
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    told = refused.json()
    assert told["type"].endswith("too-many-requests/")
    assert told["detail"].isascii() == (language.code == "en")
    page.goto(language.at("/me/programs/"))  # people are counted apart from programs
    expect(page.locator("main h1")).to_be_visible()
    context.close()
