"""A workflow with an interview is written, published and chosen by an opportunity; a volunteer goes through it to her seat."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_volunteering_at_the_desk import (  # noqa: F401 -- fixtures among them
    SEND,
    join,
    press,
    publish,
    station,
    worker,
    write,
)
from tests.browser.visiting import Language

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
INVITED = "invited_to_an_interview"
ALSO_FROM_THERE = ("decline", "withdraw", "guardian_stops", "consent_stops")


def name(page: Page, arabic: str, english: str) -> None:
    page.locator('[name="name_ar"]').fill(arabic)
    page.locator('[name="name_en"]').fill(english)


def begin(page: Page, language: Language, code: str) -> str:
    """Begun from the opportunity that comes along; returns the address of its draft."""
    page.goto(language.at("/workspace/workflows/new/"))
    name(page, f"فرصة بمقابلة {language.code}", f"Opportunity with an interview ({language.code})")
    page.locator('[name="code"]').fill(code)
    page.locator('[name="begins_from"][value="opportunity_chosen"]').check()
    press(page, SEND)
    return page.url


def add_an_interview(page: Page, draft: str) -> None:
    page.goto(f"{draft}stages/new/")
    name(page, "المقابلة", "Interview")
    page.locator('[name="after"]').select_option("apply")
    press(page, SEND)
    page.goto(f"{draft}states/new/")
    name(page, "مدعو إلى مقابلة", "Invited to an interview")
    page.locator('[name="stage"]').select_option("interview")
    press(page, SEND)
    page.goto(f"{draft}steps/new/")
    name(page, "دعوة إلى مقابلة", "Invite to an interview")
    page.locator('[name="sources"][value="sent"]').check()
    page.locator('[name="target"]').select_option(INVITED)
    page.locator('[name="by"][value="programme_manager"]').check()
    page.locator('[name="decides"]').check()
    press(page, SEND)
    page.goto(f"{draft}steps/take/")
    page.locator('[name="sources"][value="sent"]').uncheck()
    page.locator(f'[name="sources"][value="{INVITED}"]').check()
    press(page, SEND)


def lead_out_of_it(page: Page, draft: str) -> None:
    for step in ALSO_FROM_THERE:
        page.goto(f"{draft}steps/{step}/")
        page.locator(f'[name="sources"][value="{INVITED}"]').check()
        press(page, SEND)


def decide(page: Page, people: str, step: str) -> None:
    page.goto(people)
    page.locator("main tbody input").check()
    press(page, f'button[name="step"][value="{step}"]')
    press(page, 'main form[action$="/releases/"] button')


def test_a_volunteer_goes_through_a_workflow_that_a_manager_wrote(visits, station, language, worker):  # noqa: F811 -- fixtures
    noura, khalid = (visits.page(key) for key in ("noura", "khalid"))
    workflow, code = f"interview-{language.code}", f"talks-{language.code}"
    invited = "مدعو إلى مقابلة" if language.code == "ar" else "Invited to an interview"
    draft = begin(noura, language, workflow)
    add_an_interview(noura, draft)
    noura.locator("main .disclosure").first.locator("summary").click()
    station(noura)
    lead_out_of_it(noura, draft)
    expect(noura.locator("main .disclosure")).to_have_count(0)
    press(noura, 'main a[href$="/draft/publication/"]')
    press(noura, "main form[method=post] .button--main")

    address = write(noura, language, code, choosing=workflow)
    station(noura)
    press(noura, 'button[value="in_review"]')
    publish(khalid, address)

    haya = join(visits, language)
    haya.goto(language.at(f"/opportunities/{code}/"))
    expect(haya.locator("main")).to_contain_text("المقابلة" if language.code == "ar" else "Interview")
    press(haya, "main .shift .button--main")
    haya.locator('[name="charter"]').check()
    press(haya)

    decide(noura, f"{address}people/", "invite_to_an_interview")
    haya.goto(language.at("/me/shifts/"))
    press(haya, 'main a[href*="/me/applications/"]')
    expect(haya.locator("main")).to_contain_text(invited)
    station(haya)

    noura.goto(language.at("/workspace/"))
    press(noura, f'main .queue a[href*="{address.partition("/workspace/")[2]}people/"]')
    press(noura, "main tbody th a")
    station(noura)
    press(noura, 'main button[name="transition"][value="take"]')
    press(noura, 'main form[action$="/releases/"] button')
    worker()
    haya.goto(language.at(f"/opportunities/{code}/"))
    press(haya, "main .shift .button--main")
    press(haya)
    assert "/me/seats/" in haya.url
    station(haya)
