"""Somebody is hurt at a shift: a leader reports it on a phone, a colleague follows it up, and the volunteer reads how it stands."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from athar.engine.journeys.models import Enrolment
from athar.engine.journeys.operations import take_seat
from athar.engine.register.models import Initiative
from athar.foundation.people.models import Account, Organisation
from athar.initiatives.volunteering.tests.factories import published
from tests.browser.arriving import press
from tests.browser.visiting import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]


@pytest.fixture
def going_on(meanwhile, language) -> tuple[int, int, int]:
    """A shift that began lately, with Sara in it: keys of the opportunity, the shift and her seat."""
    hours = 25 if language.code == "ar" else 1  # nobody is in two places at a time
    return meanwhile(begin, f"hurt-{language.code}", timezone.now() - timedelta(hours=hours))


def begin(code: str, began: datetime) -> tuple[int, int, int]:
    noura, sara, saad = (
        Account.objects.get(email=f"{key}@example.org").person for key in ("noura", "sara", "saad")
    )
    opportunity = published(
        noura, saad, at=began - timedelta(days=20), code=code, insurance=True,
        initiative=Initiative.objects.first(), organisation=Organisation.objects.first(),
    )  # fmt: skip
    session = opportunity.edition.sessions.get()
    Enrolment.objects.create(
        edition=opportunity.edition, part="volunteer", person=sara, since=began - timedelta(days=2)
    )
    seat = take_seat(session=session, person=sara, by=sara, at=began - timedelta(days=1))
    return opportunity.pk, session.pk, seat.pk


def test_an_injury_is_reported_followed_up_and_closed(visits, language, station, going_on):
    (opportunity, shift, seat), noura, sara = going_on, visits.page("noura"), visits.page("sara")
    noura.set_viewport_size(PHONE)
    noura.goto(language.at(f"/workspace/opportunities/{opportunity}/shifts/{shift}/"))
    press(noura, 'main a[href$="injuries/new/"]')
    station(noura)
    noura.locator('[name="person"]').select_option(index=1)
    noura.locator('[name="severity"][value="doctor"]').check()
    noura.locator('[name="happened"]').fill("تعثّرت بسلك ممدود")
    press(noura, "main .form__acts .button--main")

    sara.goto(language.at(f"/me/seats/{seat}/"))
    press(sara, '#injuries a[href*="/me/injuries/"]')
    station(sara)
    sara.locator('[name="words"]').fill("عدت من الطبيب")
    press(sara, "main .form__acts .button--main")

    noura.goto(language.at("/workspace/injuries/?state=reported"))
    expect(noura.locator("main")).not_to_contain_text("تعثّرت")
    station(noura)
    press(noura, 'main tbody a[href*="/workspace/injuries/"]')
    expect(noura.locator("main")).to_contain_text("عدت من الطبيب")
    station(noura)
    noura.locator('[name="state"][value="in_care"]').check()
    noura.locator('[name="words"]').first.fill("ملاحظة بيننا")
    press(noura, "main .form__acts .button--main")
    noura.locator('[name="outcome"]').select_option("recovered")
    press(noura, '[name="closing"]')
    expect(noura.locator('[name="reopening"]')).to_be_visible()

    sara.reload()
    expect(sara.locator("main .chip").first).to_be_visible()
    expect(sara.locator("main")).not_to_contain_text("ملاحظة بيننا")
    sara.goto(language.at(f"/me/seats/{seat}/injuries/new/"))
    station(sara)
    noura.goto(language.at("/workspace/injuries/numbers/"))
    station(noura)
