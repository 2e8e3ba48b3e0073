"""A governance officer answers what is left, submits the round, and the chief executive confirms it: then it stays."""

import pytest
from playwright.sync_api import expect

from tests.browser.arriving import press

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
MOST = 20  # criteria that a person answers


def test_a_round_is_answered_submitted_confirmed_and_compared(visits, language, station):
    fahad, saad = visits.page("fahad"), visits.page("saad")
    fahad.goto(language.at("/workspace/standards/"))
    station(fahad)
    if fahad.locator('form[action$="/rounds/"]').count():  # the one of the demonstration is confirmed already
        press(fahad, 'form[action$="/rounds/"] button')
    else:
        press(fahad, ".table tbody .button >> nth=0")
    station(fahad)
    there = fahad.url
    press(fahad, ".queue li:has(.chip--none) .button >> nth=0")
    station(fahad)
    for _criterion in range(MOST):
        if fahad.url == there:
            break
        fahad.locator('[name="level"][value="partly"]').check()
        fahad.locator('[name="note"]').fill("محضر الاجتماع")
        press(fahad, "form.form .button--main")
    press(fahad, 'form[action$="/submission/"] button')
    expect(fahad.locator(".panel__head .chip--watch").first).to_be_visible()
    saad.goto(there)
    station(saad)
    press(saad, 'button[value="confirmed"]')
    expect(saad.locator(".panel__head .chip--good").first).to_be_visible()
    expect(saad.locator("#chart-score-by-area svg").first).to_be_attached()
    station(saad)
    saad.locator('.table a[href$="/criteria/charter/"]').click()
    station(saad)
