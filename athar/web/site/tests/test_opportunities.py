"""Opportunities as everybody reads them: what is open, found by any spelling, narrowed, and one with its shifts."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from athar.foundation.core.dates import RIYADH
from athar.foundation.people.tests.factories import PersonFactory
from athar.initiatives.volunteering.operations import cancel_shift, close_opportunity
from athar.initiatives.volunteering.tests.factories import drafted, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def opportunity(db):
    return published(PersonFactory(), PersonFactory(), at=timezone.now())


def read(client, query="") -> str:
    return client.get(f"/en/opportunities/{query}").content.decode()


def test_what_is_open_is_found_by_any_spelling_level_field_and_region(client, opportunity):
    region = opportunity.region_id
    for query in (
        "",
        "?q=افطار",
        "?q=IFTAR",
        "?level=general",
        "?field=food",
        f"?region={region}",
        "?level=nonsense",
    ):
        assert "Iftar for" in client.get(f"/en/opportunities/iftar/{query}").content.decode()
        assert "/en/opportunities/iftar/" in read(client, query), query
    for query in ("?q=شجرة", "?level=professional", "?field=health"):
        page = read(client, query)
        assert "No opportunity matches all of this" in page
        assert 'href="?"' in page  # what was asked, given up


def test_what_was_asked_is_given_up_one_thing_at_a_time(client, opportunity):
    page = client.get("/en/opportunities/?level=general&field=health&free=on&age=30")
    ways = {way.what: (way.url, way.many) for way in page.context["looser"]}
    assert ways == {"Health": ("?level=general&free=on&age=30", 1)}


def test_the_regions_stand_as_a_map_that_narrows_and_widens(client, opportunity):
    tiles = {tile.name: tile for tile in client.get("/en/opportunities/?level=general").context["tiles"]}
    here = opportunity.region
    assert len(tiles) == 13
    assert {name for name, tile in tiles.items() if tile.many} == {here.name_en}
    assert tiles[here.name_en].url == f"?level=general&region={here.code}"
    chosen = client.get(f"/en/opportunities/?region={here.code}")
    assert [tile.url for tile in chosen.context["tiles"] if tile.current] == ["?"]


def test_each_choice_says_how_many_it_leaves(client, opportunity):
    page = client.get("/en/opportunities/").content.decode()
    assert "Food and iftar (1)" in page
    assert "Health (0)" in page


def test_the_shifts_stand_as_a_month_in_either_calendar(client, opportunity):
    session = opportunity.edition.sessions.get()
    month = f"{session.starts_at.astimezone(RIYADH):%Y-%m}"
    shown = client.get(f"/en/opportunities/?show=month&month={month}")
    assert [(str(event.title), event.url) for event in shown.context["events"]] == [
        ("Iftar", "/en/opportunities/iftar/")
    ]
    assert client.get("/en/opportunities/?show=month&month=1448-09H").context["month"].calendar == "hijri"


def test_a_search_and_an_opportunity_are_calendars_to_subscribe_to(client, opportunity):
    session = opportunity.edition.sessions.get()
    every = client.get("/en/opportunities/shifts.ics?level=general")
    assert every.headers["Content-Type"] == "text/calendar; charset=utf-8"
    [event] = Calendar.from_ical(every.content).walk("VEVENT")
    assert (str(event["SUMMARY"]), event["DTSTART"].dt) == (
        "Iftar: Shift", session.starts_at.replace(microsecond=0),
    )  # fmt: skip
    assert str(event["DTSTART"].params["TZID"]) == "Asia/Riyadh"
    assert (
        list(Calendar.from_ical(client.get("/opportunities/shifts.ics?level=skilled").content).walk("VEVENT"))
        == []
    )
    cancel_shift(session=session, by=PersonFactory(), at=timezone.now(), reason="مطر")
    [again] = Calendar.from_ical(client.get("/en/opportunities/iftar/shifts.ics").content).walk("VEVENT")
    assert (again["UID"], str(again["STATUS"]), again["SEQUENCE"]) == (event["UID"], "CANCELLED", 1)


def test_a_calendar_brings_the_clock_of_riyadh_along(client, opportunity):
    [zone] = Calendar.from_ical(client.get("/opportunities/iftar/shifts.ics").content).walk("VTIMEZONE")
    [standard] = zone.walk("STANDARD")
    assert (str(zone["TZID"]), standard["TZOFFSETTO"].td) == ("Asia/Riyadh", timedelta(hours=3))


def test_drafts_are_nobodys_and_what_is_closed_takes_nobody(client, opportunity):
    drafted(PersonFactory(), code="draft", at=timezone.now())
    assert client.get("/en/opportunities/draft/").status_code == 404
    close_opportunity(opportunity=opportunity, by=PersonFactory(), at=timezone.now() + timedelta(seconds=1))
    assert "No opportunity is open just now" in read(client)
    page = client.get("/en/opportunities/iftar/").content.decode()
    assert "Nobody can sign up any more" in page
    assert "sign-up" not in page


def test_each_shift_says_when_how_many_seats_and_where_to_sign_up(client, opportunity):
    session = opportunity.edition.sessions.get()
    page = client.get("/en/opportunities/iftar/").content.decode()
    assert "2 seats left" in page
    assert f"/en/me/opportunities/iftar/sign-up/?session={session.pk}" in page
    assert "من" in client.get("/opportunities/iftar/").content.decode()


def test_a_search_finds_what_is_open_by_name_and_by_place(client, opportunity):
    for words in ("افطار", "iftar", "square"):
        assert "/en/opportunities/iftar/" in client.get("/en/search/", {"q": words}).content.decode(), words
    assert "/en/opportunities/iftar/" not in client.get("/en/search/", {"q": "tree"}).content.decode()
