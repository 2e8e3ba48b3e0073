"""What a volunteer's phone shows at the door and what a leader's camera makes of it."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from athar.engine.journeys.codes import code_for
from athar.engine.journeys.models import Enrolment, Seat
from athar.engine.journeys.operations import release_seat, take_seat
from athar.engine.register.models import Initiative
from athar.foundation.people.models import Organisation
from athar.initiatives.volunteering.operations import close_opportunity
from athar.initiatives.volunteering.tests.factories import published
from tests.browser.at_the_door import at_the_door, keep, kept, shift_of
from tests.browser.filming import film_of
from tests.browser.past import by_name
from tests.browser.reading import installed
from tests.browser.visiting import ARABIC, FLAGS, PHONE, step_in

IN_VIEW = 5_000  # milliseconds in which a camera sees each of three codes more than once

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]


@pytest.fixture
def filmed(chromium, site, tmp_path):
    """A phone whose camera sees squares that hold these texts, one after another, over and over."""
    opened = []

    def phone(*texts):
        camera = [f"--use-file-for-fake-video-capture={film_of(texts, tmp_path / 'camera.y4m')}", "--use-fake-device-for-media-stream"]  # fmt: skip
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


def with_list(page, *seats) -> None:
    """Open the scanner with a list that is on the phone already; nobody need be signed in for that."""
    page.goto("/workspace/scanner/")
    keep(page, "keepShift", shift_of(*seats))
    page.goto("/workspace/scanner/?shift=1")
    page.locator("[data-scan]").click()


def test_phones_that_alternate_before_the_camera_and_codes_that_renew_mark_each_person_once(filmed):
    phone = filmed("A1.11.59000000.aaaa", "A1.12.59000000.bbbb", "A1.11.59000001.cccc")
    with_list(phone, 11, 12)
    for seat in (11, 12):
        expect(phone.locator(f'[data-seat="{seat}"]')).to_have_attribute("data-state", "here")
    phone.wait_for_timeout(IN_VIEW)
    assert sorted((mark["seat"], mark["leaves"]) for mark in kept(phone, "marks")) == [
        (11, False), (12, False),
    ]  # fmt: skip


def test_whoever_shows_their_code_again_soon_is_marked_already_and_leaves_later(filmed):
    phone = filmed("A1.11.59000000.aaaa")
    phone.clock.install()
    with_list(phone, 11)
    person, said = phone.locator('[data-seat="11"]'), phone.locator("[data-said]")
    expect(person).to_have_attribute("data-state", "here")
    since = re.search(r"\d\d:\d\d", person.locator("[data-state]").inner_text()).group()

    shown_after(phone, "00:30")
    expect(said).to_have_text(
        f"سبق تسجيل حضور متطوعة 11 عند {since}. ولتسجيل الانصراف الآن استعمل الزر بجانب الاسم."
    )
    assert [mark["leaves"] for mark in kept(phone, "marks")] == [False]
    shown_after(phone, "02:30")
    expect(person).to_have_attribute("data-state", "left")
    shown_after(phone, "00:30")
    expect(said).to_contain_text("سبق تسجيل انصراف متطوعة 11")

    # Whoever comes back at once is marked by name; that stands, too, for a code that is shown after it.
    person.locator("button").click()
    expect(person).to_have_attribute("data-state", "here")
    shown_after(phone, "00:30")
    expect(said).to_contain_text("سبق تسجيل حضور متطوعة 11")
    assert [mark["leaves"] for mark in by_time(kept(phone, "marks"))] == [False, True, False]


def shown_after(phone, time) -> None:
    """The code goes out of the camera's view, and comes back after that time."""
    phone.locator("[data-scan]").click()
    expect(phone.locator("[data-camera]")).to_be_hidden()
    phone.clock.fast_forward(time)
    phone.locator("[data-scan]").click()


def by_time(marks) -> list:
    return sorted(marks, key=lambda mark: mark["at"])


@pytest.fixture
def near(meanwhile) -> Iterator[int]:
    """Yahya's seat in a shift that begins within the hour; afterwards nobody meets either."""
    seat = meanwhile(seat_near, timezone.now() + timedelta(minutes=45))
    yield seat
    meanwhile(see_off, seat)


def see_off(seat) -> None:
    taken, now = (
        Seat.objects.select_related("session__edition__opportunity", "person").get(pk=seat),
        timezone.now(),
    )
    release_seat(seat=taken, by=taken.person, at=now)
    Enrolment.objects.filter(pk=taken.enrolment_id).update(ended_at=now)
    close_opportunity(opportunity=taken.session.edition.opportunity, by=by_name("saad"), at=now)


def seat_near(begins) -> int:
    noura, yahya, saad = (by_name(key) for key in ("noura", "yahya", "saad"))
    opportunity = published(
        noura, saad, at=begins - timedelta(days=20), code="code-near", initiative=Initiative.objects.first(),
        organisation=Organisation.objects.first(),
    )  # fmt: skip
    Enrolment.objects.create(
        edition=opportunity.edition, part="volunteer", person=yahya, since=begins - timedelta(days=2)
    )
    session = opportunity.edition.sessions.get()
    return take_seat(session=session, person=yahya, by=yahya, at=begins - timedelta(days=1)).pk


def test_the_code_of_a_seat_makes_itself_anew_while_it_is_looked_at(visits, near):
    phone = visits.newcomer().new_page()
    phone.clock.install()
    step_in(phone, "yahya", ARABIC)
    for path in (f"/me/seats/{near}/", f"/me/seats/{near}/code/"):
        phone.goto(path)
        for _time in range(2):  # what came in its place does so, too
            phone.locator("#code").evaluate("(code) => code.setAttribute('data-old', '')")
            with phone.expect_response(lambda answer: answer.url.endswith(f"/me/seats/{near}/code/")):
                phone.clock.run_for(20_000)
            expect(phone.locator("#code:not([data-old])")).to_be_visible()
            expect(phone.locator("#code")).to_have_count(1)
