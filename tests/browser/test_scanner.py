"""A leader takes attendance with a phone that loses its network: marks stay on it, and arrive signed once it is back."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from athar.engine.journeys.codes import code_for
from tests.browser.filming import film_of
from tests.browser.pages import arrived, sticking_out, written_in
from tests.browser.reading import installed
from tests.browser.visiting import ARABIC, FLAGS, PHONE, step_in

HOSPITAL = "/workspace/opportunities/?q=hospital"

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]


@pytest.fixture
def phone(visits, language):
    """Noura manages the opportunity; her phone may keep what the door needs."""
    page = visits.newcomer(workers=True).new_page()
    page.set_viewport_size(PHONE)
    step_in(page, "noura", language)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


def leading(page, pattern) -> str:
    """The first link of the page that leads to such an address."""
    ways = page.locator("main a[href]").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    return next(way for way in ways if re.search(pattern, way))


def at_the_door(page, language) -> None:
    """To the scanner, by way of the first shift of the hospital's guides."""
    page.goto(language.at(HOSPITAL))
    page.goto(leading(page, r"/opportunities/\d+/$"))
    page.goto(leading(page, r"/shifts/\d+/$"))
    page.goto(leading(page, r"/scanner/\?"))


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
    sent = "أُرسل كل شيء" if language.code == "ar" else "Everything is sent"
    expect(phone.locator("[data-waits]")).to_have_text(sent)
    phone.locator("[data-wanted]").fill("لا أحد بهذا الاسم")
    expect(phone.locator("[data-nobody]")).to_be_visible()

    phone.go_back()
    expect(phone.locator("main")).to_contain_text(name)


@pytest.fixture
def filmed(chromium, site, tmp_path):
    """A phone whose camera sees a square that holds a text."""
    opened = []

    def phone(text):
        camera = [f"--use-file-for-fake-video-capture={film_of(text, tmp_path / 'camera.y4m')}", "--use-fake-device-for-media-stream"]  # fmt: skip
        browser = chromium.browser_type.launch(
            executable_path=installed(), args=[*FLAGS, *camera, "--use-fake-ui-for-media-stream"]
        )
        opened.append(browser)
        return browser.new_page(base_url=site, viewport=PHONE)

    yield phone
    for browser in opened:
        browser.close()


def test_the_camera_reads_what_a_volunteers_phone_shows(visits, filmed):
    noura = visits.page("noura")
    at_the_door(noura, ARABIC)
    people = noura.locator("[data-list] > li[data-state=expected]")
    expect(people.last).to_be_visible()
    seat, name = people.last.get_attribute("data-seat"), people.last.locator("[data-name]").inner_text()

    phone = filmed(code_for(int(seat), at=timezone.now()))
    step_in(phone, "noura", ARABIC)
    at_the_door(phone, ARABIC)
    phone.locator("[data-scan]").click()
    expect(phone.locator(f'[data-seat="{seat}"]')).to_have_attribute("data-state", "here")
    expect(phone.locator("[data-said]")).to_contain_text(name)
    expect(phone.locator("[data-waits]")).to_have_text("أُرسل كل شيء")
