"""A roster from the question who can come to the shift of somebody who said so: asked, found, changed, made anew, published."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from athar.foundation.core.dates import RIYADH
from athar.initiatives.volunteering.models import Roster
from athar.initiatives.volunteering.operations import solve_roster

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
OFFERED = {"ar": "guide-readers", "en": "valley-day"}  # of the demonstration: three shifts each, a week apart
NAMED = {"guide-readers": "guide", "valley-day": "valley"}
SEND = "main .form__acts .button--main"


def search() -> None:
    """Do what a worker would: look for every roster that was asked for."""
    for key in Roster.objects.filter(finished_at=None).values_list("pk", flat=True):
        solve_roster(roster=key)


def press(page: Page, selector: str = SEND) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def say(sara: Page, code: str, language, station) -> None:
    """She takes part, would like the first shift, can take the others, and wants two of the three."""
    sara.goto(language.at(f"/me/opportunities/{code}/sign-up/"))
    sara.locator('[name="charter"]').check()
    press(sara)
    sara.goto(language.at(f"/me/opportunities/{code}/availability/"))
    station(sara)
    choices = sara.locator("main fieldset")
    expect(choices).to_have_count(3)
    choices.nth(0).locator('[value="prefers"]').check()
    for one in (1, 2):
        choices.nth(one).locator('[value="can"]').check()
    sara.locator('[name="most"]').fill("٢")
    press(sara)
    expect(sara.locator("main fieldset").nth(0).locator('[value="prefers"]')).to_be_checked()


def test_from_who_can_come_to_a_shift_of_hers(visits, language, station, meanwhile):
    noura, sara, code = visits.page("noura"), visits.page("sara"), OFFERED[language.code]
    noura.goto(language.at(f"/workspace/opportunities/?q={NAMED[code]}"))
    press(noura, "main tbody a")
    press(noura, 'main .desk__tools a[href$="/availability/"]')
    station(noura)
    noura.locator('[name="until"]').fill(f"{datetime.now(RIYADH) + timedelta(days=2):%Y-%m-%d}")
    press(noura, 'main form:has([name="until"]) button')
    asked = noura.url

    say(sara, code, language, station)

    noura.goto(asked)
    press(noura, 'main form[action$="/rosters/"] button')
    expect(noura.locator("main progress")).to_be_visible()
    station(noura)
    meanwhile(search)
    noura.reload()
    station(noura)
    shifts = noura.locator('main section[id^="shift-"]')
    hers = [shifts.nth(one).locator('[name="placement"]').count() for one in range(3)]
    assert (hers[0], sum(hers)) == (1, 2)
    given, other = (1, 2) if hers[1] else (2, 1)

    # A third shift is more than she wants: the page says so, and nothing is changed.
    free = shifts.nth(other)
    sara_there = free.locator("select[name=person] option").nth(1)
    free.locator("select[name=person]").select_option(sara_there.get_attribute("value"))
    with noura.expect_navigation():
        free.locator('[value="place"]').click()
    expect(noura.locator(".refusal")).to_be_visible()
    station(noura)

    # Moved by hand she is locked, and stays when it is made anew.
    target = shifts.nth(other).get_attribute("id").removeprefix("shift-")
    shifts.nth(given).locator('[name="placement"]').check()
    shifts.nth(given).locator("select[name=to]").select_option(target)
    with noura.expect_navigation():
        shifts.nth(given).locator('[value="move"]').click()
    expect(shifts.nth(other).locator(".chip--accent")).to_be_visible()
    press(noura, 'main form[action$="/rosters/"] button')
    meanwhile(search)
    noura.reload()
    expect(shifts.nth(other).locator(".chip--accent")).to_be_visible()
    expect(noura.locator("main thead").first.locator("th")).to_have_count(4)
    press(noura, 'main form[action$="/publication/"] button')
    expect(noura.locator('main section[id^="shift-"] .chip--good')).to_have_count(2)
    station(noura)

    sara.goto(language.at("/me/shifts/"))
    assert sara.locator('main a[href*="/me/seats/"]').count() >= 2
