"""A group asks for seats, is accepted, hands its link on, and a member joins on a phone; each side reads the other's part of it."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from athar.engine.register.models import Initiative
from athar.foundation.people.models import Account, Organisation
from athar.initiatives.volunteering.tests.factories import published, shift
from tests.browser.arriving import press
from tests.browser.visiting import PHONE, step_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
SEND = "main .form__acts .button--main"


@pytest.fixture
def offered(meanwhile, language) -> tuple[str, int]:
    """An opportunity that takes groups, with a shift of six seats."""
    code = f"groups-{language.code}"
    days = 21 if language.code == "ar" else 23  # nobody is in two places at a time
    return code, meanwhile(offer, code, days)


def offer(code: str, days: int) -> int:
    now = timezone.now()
    khalid, noura = (Account.objects.get(email=f"{key}@example.org").person for key in ("khalid", "noura"))
    opportunity = published(
        noura, khalid, at=now, code=code, group_least=2, group_most=9,
        initiative=Initiative.objects.first(), organisation=Organisation.objects.first(),
    )  # fmt: skip
    shift(opportunity, days=days, capacity=6, at=now)
    return opportunity.pk


def test_a_group_asks_is_accepted_and_its_members_join(visits, language, station, offered):
    (code, key), sara, noura = offered, visits.page("sara"), visits.page("noura")
    sara.goto(language.at(f"/opportunities/{code}/"))
    press(sara, f'main a[href$="/{code}/group/"]')
    station(sara)
    sara.locator('[name="session"]').last.check()
    sara.locator('[name="name"]').fill("فريق الوادي")
    sara.locator('[name="size"]').fill("٣")
    press(sara, SEND)
    group = sara.url
    station(sara)

    noura.goto(language.at(f"/workspace/opportunities/{key}/groups/"))
    station(noura)
    press(noura, 'main table a[href*="/groups/"]')
    station(noura)
    press(noura, 'main button[value="accepted"]')
    expect(noura.locator("#members")).to_contain_text("3")
    station(noura)

    sara.goto(group)
    station(sara)
    joining = sara.locator("#link .button--main").get_attribute("href")
    assert sara.locator("#link code").inner_text().endswith(joining)

    phone = visits.newcomer().new_page()
    phone.set_viewport_size(PHONE)
    step_in(phone, "yahya", language)
    phone.goto(joining)
    station(phone)
    charter = phone.locator('[name="charter"]')
    if charter.get_attribute("type") == "checkbox":
        charter.check()
    press(phone, SEND)
    assert "/me/seats/" in phone.url

    sara.reload()
    expect(sara.locator("#members .chip--good")).to_be_visible()
    noura.reload()
    expect(noura.locator("#members .chip--good")).to_be_visible()
    press(sara, 'main form[action$="/ending/"] button')
    expect(sara.locator("#link")).to_have_count(0)
    sara.goto(language.at("/me/shifts/"))
    station(sara)

    # Who is expected somewhere cannot be erased, which others try with the same person.
    phone.goto(language.at("/me/shifts/"))
    press(phone, 'main a[href*="/me/applications/"]')
    press(phone, 'main form[action$="/withdrawal/"] button')
