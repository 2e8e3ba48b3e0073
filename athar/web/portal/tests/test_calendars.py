"""One's own shifts at a secret address that calendars read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from athar.engine.journeys.operations import release_seat
from athar.foundation.gate.models import CalendarAddress
from athar.foundation.people.models import ConsentEvent
from athar.initiatives.volunteering.operations import cancel_shift, sign_up
from athar.initiatives.volunteering.tests.factories import published, shift

PAGE = "/en/me/shifts/calendar/"


@pytest.fixture
def seats(family):
    """Two of Sara's, in two shifts of one opportunity."""
    now = timezone.now()
    ConsentEvent.objects.create(
        person=family.sara, purpose="participation", given=True, on=now.date() - timedelta(days=9)
    )
    opportunity = published(family.noura, family.khalid, at=now)
    shift(opportunity, days=21, at=now)
    return [
        sign_up(opportunity=opportunity, person=family.sara, by=family.sara, at=now, answers={"charter": True}, session=session).seat
        for session in opportunity.edition.sessions.order_by("starts_at")
    ]  # fmt: skip


def made(browser) -> str:
    """The path of a new address, as its page shows it this once."""
    answer = browser.post(PAGE)
    address = answer.context["secret_address"]
    assert (answer.status_code, answer.headers["Cache-Control"]) == (201, "no-store")
    assert address in answer.content.decode()
    return "/" + address.split("/", 3)[3]


def told(path) -> dict[str, str]:
    answer = Client().get(path)
    assert answer.status_code == 200
    return {
        str(event["UID"]).split("@")[0]: str(event["STATUS"])
        for event in Calendar.from_ical(answer.content).walk("VEVENT")
    }


def test_a_calendar_reads_all_shifts_without_signing_in(enter, seats):
    path = made(enter("sara"))
    assert told(path) == {f"shift-{seat.session_id}": "CONFIRMED" for seat in seats}
    assert path.split("/")[-1] not in enter("sara").get("/en/me/shifts/").content.decode()


def test_what_was_cancelled_says_so_and_what_was_given_back_is_gone(enter, family, seats):
    path, (first, second) = made(enter("sara")), seats
    cancel_shift(session=first.session, by=family.noura, at=timezone.now(), reason="مطر")
    release_seat(seat=second, by=family.sara, at=timezone.now())
    assert told(path) == {f"shift-{first.session_id}": "CANCELLED"}


def test_a_new_address_ends_the_one_before_and_ending_it_ends_all(enter, seats):
    sara = enter("sara")
    old, new = made(sara), made(sara)
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)
    sara.post(f"{PAGE}ending/")
    assert Client().get(new).status_code == 404


def test_a_closed_account_is_read_by_no_calendar(enter, family, seats):
    path = made(enter("sara"))
    family.sara.account.is_active = False
    family.sara.account.save()
    assert Client().get(path).status_code == 404


def test_the_address_is_kept_as_a_hash_alone_and_says_when_it_was_read(enter, seats):
    path = made(enter("sara"))
    Client().get(path)
    kept = CalendarAddress.objects.get()
    assert path.split("/")[-1].removesuffix(".ics").encode() not in bytes(kept.secret_hash)
    assert kept.last_read_at is not None
    assert "A calendar last read there on" in enter("sara").get("/en/me/shifts/").content.decode()


def test_one_reads_nothing_of_others(enter, seats):
    assert told(made(enter("omar"))) == {}
