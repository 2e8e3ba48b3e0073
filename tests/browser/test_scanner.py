"""A leader takes attendance with a phone that loses its network: marks stay on it, and arrive signed once it is back."""

import pytest
from playwright.sync_api import expect

from tests.browser.at_the_door import at_the_door
from tests.browser.pages import arrived, sticking_out, written_in
from tests.browser.visiting import PHONE, step_in

ALL_SENT = "أُرسل كل شيء"

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]


@pytest.fixture
def phone(visits, language):
    """Noura manages the opportunity; her phone may keep what the door needs."""
    page = visits.newcomer(workers=True).new_page()
    page.set_viewport_size(PHONE)
    step_in(page, "noura", language)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


def test_attendance_is_taken_without_a_network_and_arrives_later(phone, axe, language):
    at_the_door(phone, language)
    arrived(phone)
    people = phone.locator("[data-list] > li")
    expect(people).to_have_count(6)
    assert [*written_in(phone, language), *sticking_out(phone)] == []
    axe(phone)
    phone.reload()  # from now on the worker stands between the page and the network
    expect(people).to_have_count(6)
    # All that the door needs is on the phone before the network goes.
    phone.wait_for_function(
        "caches.open('athar-scanner').then((kept) => kept.keys()).then((found) => found.length >= 8)"
    )

    phone.context.set_offline(True)
    phone.reload()
    expect(people).to_have_count(6)
    here = phone.locator("[data-here]")
    before = int(here.inner_text())
    person = phone.locator('[data-list] > li[data-state="expected"]').first
    name = person.locator("[data-name]").inner_text()
    person.locator("button").click()
    expect(here).to_have_text(str(before + 1))
    expect(phone.locator("[data-waits]")).to_contain_text("1")
    expect(phone.locator("[data-said]")).to_contain_text(name)

    phone.context.set_offline(False)
    sent = ALL_SENT if language.code == "ar" else "Everything is sent"
    expect(phone.locator("[data-waits]")).to_have_text(sent)
    phone.locator("[data-wanted]").fill("لا أحد بهذا الاسم")
    expect(phone.locator("[data-nobody]")).to_be_visible()

    phone.go_back()
    expect(phone.locator("main")).to_contain_text(name)
