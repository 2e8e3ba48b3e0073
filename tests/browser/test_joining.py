"""Who comes in, and by whose word: a volunteer, a minor with a guardian, an organisation. On phones but for the workspace."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.arriving import (
    GROWN_UP,
    SEND,
    finish_account,
    fresh_address,
    on_phone,
    press,
    prove_address,
)
from tests.browser.pages import sticking_out, written_in
from tests.browser.visiting import Language

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
CHILD = "5/3/2012"


@pytest.fixture
def station(axe, language):
    """Look at a page as a whole."""

    def look(page: Page) -> None:
        assert written_in(page, language) == []
        assert sticking_out(page) == []
        axe(page)

    return look


def confirmed(staff: Page, language: Language, station) -> None:
    """The newest guardian is believed."""
    staff.goto(language.at("/workspace/guardians/"))
    press(staff, ".queue li:last-child .button")
    station(staff)
    press(staff, 'button[value="approved"]')


def test_a_volunteer_registers_withdraws_a_consent_and_sees_what_it_stops(visits, language, station):
    page = on_phone(visits)
    page.goto(language.at("/account/new/"))
    prove_address(page, language, fresh_address())
    finish_account(page, "سارة الزهراني", GROWN_UP)
    page.goto(language.at("/me/consents/"))
    station(page)
    expect(page.locator(".consent .chip--good")).to_have_count(1)
    withdrawal = page.locator('form[action$="/participation/withdrawal/"]')
    stops = page.locator(".consent").first.locator("p").last.inner_text()
    press(page, 'form[action$="/participation/withdrawal/"] button')
    expect(withdrawal).to_have_count(0)
    expect(page.locator(".consent .chip--bad")).to_have_count(1)
    station(page)
    page.goto(language.at("/me/"))
    assert page.locator(".next__why").inner_text() in stops
    expect(page.locator(".next a")).to_have_attribute("href", language.at("/me/consents/"))
    page.context.close()


def test_a_minor_names_a_guardian_who_allows_things_and_ends_it_all(visits, language, station):
    child, guardian = on_phone(visits), on_phone(visits)
    child.goto(language.at("/account/new/"))
    prove_address(child, language, fresh_address())
    finish_account(child, "لينا الخالدي", CHILD)
    press(child, f'main a[href="{language.at("/me/guardians/")}"]')
    station(child)
    child.locator('[name="address"]').fill(fresh_address())
    press(child, "main .form__acts .button--main")
    station(child)
    child.goto(language.at("/sign-in/outbox/"))
    link = re.search(r"/(?:en/)?guardianship/\S+", child.locator(".message__text").first.inner_text())
    assert link

    guardian.goto(link[0])
    station(guardian)
    press(guardian, ".button-form button")
    finish_account(guardian, "هدى الخالدي", GROWN_UP, consents=False)
    assert guardian.url.endswith(language.at("/guardianship/"))
    station(guardian)
    guardian.locator('[name="relation"][value="mother"]').check()
    guardian.locator('[name="birth_date"]').fill("6/3/2012")
    press(guardian, "main .form__acts .button--main")
    expect(guardian.locator(".refusal")).to_be_visible()
    guardian.locator('[name="birth_date"]').fill("٥/٣/٢٠١٢")
    press(guardian, "main .form__acts .button--main")
    assert guardian.url.endswith(language.at("/me/children/"))
    station(guardian)

    confirmed(visits.page("noura"), language, station)
    guardian.reload()
    press(guardian, 'main a[href$="/consents/"]')
    press(guardian, 'form[action$="/participation/agreement/"] button')
    station(guardian)
    child.goto(language.at("/me/guardians/"))
    expect(child.locator(".chip--good").first).to_be_visible()
    take_part_as_a_minor(child, guardian, language, station)
    guardian.goto(language.at("/me/children/"))
    data = guardian.locator("main .row a").first.get_attribute("href")
    guardian.goto(data)
    expect(guardian.locator("main")).to_contain_text("لينا الخالدي")
    station(guardian)
    guardian.goto(language.at("/me/children/"))
    guardian.locator("main summary:not(.help__sign)").click()
    press(guardian, 'form[action$="/ending/"] button')
    station(guardian)
    assert guardian.goto(data).status == 404
    child.goto(language.at("/me/guardians/"))
    expect(child.locator(".chip--watch").first).to_be_visible()
    for page in (child, guardian):
        page.context.close()


def take_part_as_a_minor(child: Page, guardian: Page, language: Language, station) -> None:
    """Refused without approval; the guardian is asked, reads the charter and approves; once revoked, the seat is gone and none is given."""
    child.goto(language.at("/opportunities/valley-day/"))
    press(child, "main .shift .button--main")
    asks = child.url
    child.locator('[name="charter"]').check()
    press(child, SEND)
    expect(child.locator(".refusal")).to_be_visible()
    station(child)
    press(child, 'button[formaction$="/valley-day/guardian/"]')

    guardian.goto(language.at("/me/children/"))
    station(guardian)
    press(guardian, 'main a[href*="/me/children/questions/"]')
    station(guardian)
    guardian.locator('[name="charter"]').check()
    press(guardian, 'button[name="answer"][value="yes"]')

    child.goto(asks)
    child.locator('[name="charter"]').check()
    press(child, SEND)
    assert "/me/seats/" in child.url
    station(child)
    seat = child.url

    press(guardian, 'form[action$="/revocation/"] button')
    expect(guardian.locator("main .chip--bad")).to_be_visible()
    assert child.goto(seat).status == 404  # given back at once
    child.goto(asks)
    child.locator('[name="charter"]').check()
    press(child, SEND)
    expect(child.locator(".refusal")).to_be_visible()


def test_an_organisation_registers_is_approved_and_sees_its_own_alone(visits, language, station):
    applicant = on_phone(visits)
    applicant.goto(language.at("/partners/registration/"))
    station(applicant)
    press(applicant, ".button-form button")
    prove_address(applicant, language, fresh_address())
    finish_account(applicant, "سلمى المطيري", GROWN_UP)
    assert applicant.url.endswith(language.at("/me/organisations/new/"))
    licence = f"{uuid4().int % 10**8:08d}"
    facts = {
        "name_ar": f"جامعة الأفق {licence}",
        "name_en": f"Horizon {licence}",
        "licence": licence,
        "phone": "٠٥٠٠٠٠٠٤١٨",
        "wish": "فرص لطلبتنا",
    }
    for name, text in facts.items():
        applicant.locator(f'[name="{name}"]').fill(text)
    applicant.locator('[name="kind"]').select_option("university")
    applicant.locator('[name="region"]').select_option("SA-01")
    station(applicant)
    press(applicant, "main .form__acts .button--main")
    station(applicant)
    registered = applicant.url

    staff = visits.page("saad")
    staff.goto(language.at(f"/workspace/organisations/?q={licence}"))
    station(staff)
    press(staff, ".queue li .button")
    staff.locator('[name="reason"]').fill("أرفقوا نسخة من الترخيص")
    press(staff, 'button[value="asked"]')
    applicant.goto(registered)
    expect(applicant.locator(".timeline__note")).to_contain_text("أرفقوا نسخة من الترخيص")
    press(applicant, "main .form__acts .button--main")
    staff.goto(language.at(f"/workspace/organisations/?q={licence}"))
    press(staff, ".queue li .button")
    station(staff)
    press(staff, 'button[value="approved"]')

    applicant.goto(registered)
    press(applicant, "main .panel .button--main")
    assert applicant.url.endswith(language.at("/workspace/"))
    applicant.goto(language.at("/workspace/records/"))
    station(applicant)
    expect(applicant.locator("tbody tr")).to_have_count(0)
    manager = visits.page("noura")
    manager.goto(language.at("/workspace/records/"))
    another = manager.locator('tbody a[href*="/records/"]').first.get_attribute("href")
    assert applicant.goto(another).status == 404
    applicant.context.close()


def test_somebody_invited_to_staff_accepts_and_works(visits, language, station):
    """The administrator invites; whoever is invited opens an account by the link alone, without a code."""
    email = fresh_address()
    administrator = visits.page("hind")
    administrator.goto(language.at("/workspace/invitations/"))
    station(administrator)
    press(administrator, 'main a[href$="/invitations/new/"]')
    administrator.locator('[name="email"]').fill(email)
    administrator.locator('[name="role"]').select_option("auditor")
    administrator.locator('[name="reason"]').fill("مراجعة هذا العام")
    station(administrator)
    press(administrator, "main .form__acts .button--main")
    expect(administrator.locator(".queue")).to_contain_text(email)
    administrator.goto(language.at("/sign-in/outbox/"))
    link = re.search(r"/(?:en/)?invitation/\S+", administrator.locator(".message__text").first.inner_text())
    assert link

    invited = visits.newcomer().new_page()
    invited.goto(link[0])
    station(invited)
    press(invited, ".button-form button")
    finish_account(invited, "يوسف القحطاني", GROWN_UP)
    assert invited.url.endswith(language.at("/invitation/"))
    station(invited)
    press(invited, "main .form__acts .button--main")
    assert invited.url.endswith(language.at("/workspace/"))
    assert invited.goto(language.at("/workspace/audit/")).status == 200
    assert invited.goto(link[0]).status == 410
    administrator.goto(language.at("/workspace/invitations/?side=accepted"))
    expect(administrator.locator(".queue")).to_contain_text(email)
    invited.context.close()
