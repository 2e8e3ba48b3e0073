"""A leader takes attendance with a phone that loses its network: marks stay on it, and arrive signed once it is back."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.at_the_door import at_the_door, keep, kept, leading, shift_of
from tests.browser.pages import arrived, sticking_out, written_in
from tests.browser.visiting import ARABIC, PHONE, step_in

CLINIC = "/workspace/opportunities/?q=mobile"
ALL_SENT = "أُرسل كل شيء"
DAY = timedelta(days=1)

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


def test_a_phone_marks_in_the_name_of_whoever_opened_the_list_and_sends_what_another_marked(visits):
    phone, noura = visits.newcomer().new_page(), visits.page("noura")
    noura.goto(ARABIC.at(CLINIC))
    noura.goto(leading(noura, r"/opportunities/\d+/$"))
    shift = re.search(r"/opportunities/(\d+)/shifts/(\d+)/$", leading(noura, r"/shifts/\d+/$"))
    clinic = f"/workspace/scanner/?opportunity={shift[1]}&shift={shift[2]}"
    owner, waits = phone.locator("[data-owner]"), phone.locator("[data-waits]")

    # Amal manages the clinic alone: whatever she signs of the hospital is refused.
    step_in(phone, "amal", ARABIC)
    phone.goto(clinic)
    expect(owner).to_contain_text("أمل")
    phone.context.clear_cookies()
    step_in(phone, "noura", ARABIC)
    at_the_door(phone, ARABIC)
    expect(owner).to_contain_text("نورة")
    with phone.expect_response("**/scanner/sendings/"):
        phone.locator("[data-list] > li button").nth(0).click()
    expect(waits).to_have_text(ALL_SENT)

    phone.context.set_offline(True)
    phone.locator("[data-list] > li button").nth(1).click()
    expect(waits).to_contain_text("1")
    phone.goto("about:blank")
    phone.context.set_offline(False)
    phone.context.clear_cookies()
    step_in(phone, "amal", ARABIC)
    phone.goto(clinic)
    expect(owner).to_contain_text("أمل")
    expect(waits).to_have_text(ALL_SENT)
    assert [mark["state"] for mark in kept(phone, "marks")] == ["taken", "taken"]


def test_names_go_a_day_after_the_shift_but_for_what_still_waits_to_be_sent(visits):
    phone = visits.newcomer().new_page()
    phone.goto("/verification/")  # where nothing forgets meanwhile
    over = timezone.now() - DAY - timedelta(minutes=1)
    for session, state in enumerate(["taken", "refused", "waits"], start=1):
        keep(phone, "keepShift", shift_of(11, session=session, ends_at=over))
        keep(phone, "keepMark", {
            "nonce": state, "session": session, "owner": 1, "seat": 11, "name": "متطوعة 11", "leaves": False, "at": over.isoformat(),
            "code": "", "state": state, "why": "",
        })  # fmt: skip
    phone.goto("/workspace/scanner/")
    expect(phone.locator("[data-shifts] > button")).to_have_count(1)
    assert [shift["session"] for shift in kept(phone, "shifts")] == [3]
    assert [mark["nonce"] for mark in kept(phone, "marks")] == ["waits"]
