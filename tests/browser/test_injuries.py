"""Somebody is hurt at a shift: a leader reports it on a phone, a colleague follows it up, and the volunteer reads how it stands."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from athar.config import env
from conftest import url_of
from tests.browser.arriving import press
from tests.browser.visiting import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
GOING_ON = """
from datetime import timedelta
from django.utils import timezone
from athar.engine.journeys.models import Enrolment
from athar.engine.journeys.operations import take_seat
from athar.engine.register.models import Initiative
from athar.foundation.people.models import Account, Organisation
from athar.initiatives.volunteering.tests.factories import published
begin = timezone.now() - timedelta(hours=1)
noura, sara, khalid = (Account.objects.get(email=f"{name}@example.org").person for name in ("noura", "sara", "saad"))
opportunity = published(
    noura, khalid, at=begin - timedelta(days=20), code="CODE", initiative=Initiative.objects.first(),
    organisation=Organisation.objects.first(), insurance=True,
)
session = opportunity.edition.sessions.get()
Enrolment.objects.create(edition=opportunity.edition, part="volunteer", person=sara, since=begin - timedelta(days=2))
seat = take_seat(session=session, person=sara, by=sara, at=begin - timedelta(days=1))
print(f"made={opportunity.pk} {session.pk} {seat.pk}")
"""


@pytest.fixture
def going_on(request, language) -> list[int]:
    """A shift that began an hour ago, with Sara in it: keys of the opportunity, the shift and her seat."""
    if "ATHAR_TEST_SITE" in os.environ:
        pytest.skip("nobody reaches into the database of a site that runs already")
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", GOING_ON.replace("CODE", f"hurt-{language.code}")],
        cwd=env.BASE_DIR, check=True, capture_output=True, text=True,
        env={**os.environ, "DATABASE_URL": url_of(request.getfixturevalue("demo_database"))},
    )  # fmt: skip
    return [int(key) for key in done.stdout.partition("made=")[2].split()]


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

    noura.goto(language.at("/workspace/injuries/"))
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
