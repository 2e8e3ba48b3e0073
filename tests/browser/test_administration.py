"""Roles as data: drawn, tried, given, denied, ended; a look as a role, which changes nothing; help for who lost a phone."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.entering import ask_for_code, code_of_app, open_account, typed
from tests.browser.pages import sticking_out, written_in
from tests.browser.visiting import PHONE, step_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
SEND = "main .form__acts .button--main"


@pytest.fixture
def station(axe, language):
    """Look at a page as a whole."""

    def look(page: Page) -> None:
        assert written_in(page, language) == []
        assert sticking_out(page) == []
        axe(page)

    return look


@pytest.fixture
def arrive(visits, language):
    """Somebody of the cast in a browser of their own."""

    def enter(person: str) -> Page:
        page = visits.newcomer().new_page()
        step_in(page, person, language)
        return page

    return enter


def press(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def draw(page: Page, language, code: str) -> None:
    page.goto(language.at("/workspace/roles/new/"))
    page.locator('[name="name_ar"]').fill("مدقق الكشوف")
    page.locator('[name="name_en"]').fill("Sheet checker")
    page.locator('[name="code"]').fill(code)
    page.locator('[name="places"][value="records"]').check()
    page.locator('[name="acts"][value="decide_facts"]').check()
    page.locator('[name="reason"]').fill("كثرت الكشوف")
    press(page, SEND)


def account_of(page: Page, language, person: str) -> str:
    """The address of somebody's account."""
    page.goto(language.at(f"/workspace/accounts/?q={person}"))
    return page.locator("main tbody th a").first.get_attribute("href")


def test_a_role_is_drawn_tried_given_and_denies_what_it_does_not_name_until_it_ends(
    arrive, station, language
):
    hind, code = arrive("hind"), f"checker-{uuid4().hex[:8]}"
    draw(hind, language, code)
    assert hind.url.endswith(f"/workspace/roles/{code}/")
    expect(hind.locator("main article.grant .chip").first).to_be_visible()
    station(hind)

    account = account_of(hind, language, "omar@example.org")
    hind.goto(f"{account}roles/new/")
    hind.locator('[name="role"]').select_option(code)
    hind.locator('[name="reason"]').fill("تكليف لشهر")
    press(hind, SEND)
    station(hind)

    omar = arrive("omar")
    assert omar.goto(language.at("/workspace/records/")).status == 200
    assert omar.goto(language.at("/workspace/imports/")).status == 403
    station(omar)

    hind.goto(account)
    press(hind, 'main a[href$="/ending/"]')
    hind.locator('[name="reason"]').fill("انتهى التكليف")
    press(hind, SEND)
    assert omar.goto(language.at("/workspace/records/")).status == 403


def test_whoever_looks_as_a_role_changes_nothing_and_the_auditor_reads_of_it(arrive, station, language):
    hind = arrive("hind")
    hind.goto(language.at("/workspace/roles/reviewer/"))
    press(hind, 'form[action$="/look/"] button')
    hind.goto(language.at("/workspace/records/"))
    expect(hind.locator("aside.look")).to_be_visible()
    station(hind)
    token = hind.locator('[name="csrfmiddlewaretoken"]').first.input_value()
    sent = hind.context.request.post(
        language.at("/workspace/records/decisions/"),
        form={"csrfmiddlewaretoken": token, "verdict": "approved"},
    )
    assert sent.status == 403
    press(hind, "aside.look button")
    expect(hind.locator("aside.look")).to_have_count(0)

    yousef = arrive("yousef")
    assert yousef.goto(language.at("/workspace/audit/looks/")).status == 200
    expect(yousef.locator("main tbody")).to_contain_text("Hind" if language.code == "en" else "هند")
    station(yousef)


def test_whoever_lost_phone_and_codes_is_helped_and_sets_up_a_new_second_proof(
    visits, arrive, station, language
):
    context = visits.newcomer()
    haya, email = context.new_page(), f"haya-{uuid4().hex[:8]}@example.org"
    haya.set_viewport_size(PHONE)
    open_account(haya, language, email, lambda _page: None)
    haya.goto(language.at("/account/security/app/"))
    secret = haya.locator(".key").text_content().replace(" ", "")
    typed(haya, "code", code_of_app(secret))
    haya.keyboard.press("Enter")
    expect(haya.locator(".recovery li")).to_have_count(10)

    hind = arrive("hind")
    hind.goto(account_of(hind, language, email))
    press(hind, 'main a[href$="/reset/"]')
    station(hind)
    hind.locator('[name="reason"]').fill("ضاع جوالها ورموزها")
    press(hind, SEND)
    expect(hind.locator(".refusal")).to_be_visible()
    hind.locator('[name="checked"]').select_option("document")
    press(hind, SEND)
    expect(hind.locator("main .timeline")).to_contain_text("ضاع جوالها ورموزها")
    station(hind)

    haya.goto(language.at("/account/"))
    assert "/sign-in/" in haya.url
    ask_for_code(haya, language, email)
    haya.wait_for_url("**/account/security/app/**")
    station(haya)
    haya.goto(language.at("/me/notices/"))
    expect(haya.locator("main article, main li:not(.help *)").first).to_be_visible()
    context.close()
