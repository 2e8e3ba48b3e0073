"""A shift: marked here and now, stated afterwards, and its hours entered by one and approved by another."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from athar.engine.journeys.models import AttendanceMark, Statement
from athar.engine.journeys.operations import mark_attendance
from athar.foundation.core.identity import fake_national_id
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import PersonFactory
from athar.initiatives.volunteering.models import Inquiry, Kudos
from athar.initiatives.volunteering.operations import say_what_was, sign_up, wrap_up
from athar.initiatives.volunteering.tests.factories import volunteer
from athar.web.workspace.tests.shifts import came_and_went, seats, sheet, stated


def presences(answer):
    return [
        {column.name: cell for column, cell in line.cells}["presence"].value
        for line in answer.context["table"].lines
    ]


# ---- while it runs


def test_whoever_is_ticked_is_marked_and_the_sheet_says_where_they_are(enter, cast, running):
    client, (one, two) = enter("noura"), seats(running)
    assert presences(client.get(sheet(running))) == ["Not there yet", "Not there yet"]
    client.post(sheet(running), {"seat": [one.pk, two.pk], "mark": "came"})
    client.post(sheet(running), {"seat": [two.pk], "mark": "left"})
    assert sorted(presences(client.get(sheet(running)))) == ["Came and went", "Is there"]
    assert set(AttendanceMark.objects.values_list("by", flat=True)) == {cast.noura.pk}


def test_nobody_is_marked_where_nobody_is_ticked_or_the_seat_is_elsewhere(enter, running, over):
    client = enter("noura")
    assert client.post(sheet(running), {"mark": "came"}).status_code == 422
    assert client.post(sheet(running), {"seat": [seats(over)[0].pk], "mark": "came"}).status_code == 422
    assert not AttendanceMark.objects.exists()


def test_a_partners_manager_takes_the_attendance_of_her_own_shift(enter, cast, running):
    enter("salma").post(sheet(running), {"seat": [seats(running)[0].pk], "mark": "came"})
    assert AttendanceMark.objects.get().by == cast.salma


def test_whoever_only_reads_marks_nobody(enter, running):
    client = enter("khalid")
    page = client.get(sheet(running)).content.decode()
    assert ('name="seat"' in page, "هيفاء" in page) == (False, False)
    assert client.post(sheet(running), {"seat": [seats(running)[0].pk], "mark": "came"}).status_code == 403


def test_long_after_the_end_nobody_is_marked_any_more(enter, offer):
    assert 'name="mark"' not in enter("noura").get(sheet(offer(12))).content.decode()


# ---- what is stated


def test_a_doubt_is_told_in_plain_words_and_settled_by_a_statement(enter, cast, over):
    seat = seats(over)[0]
    mark_attendance(seat=seat, leaves=False, by=cast.noura, at=over.starts_at)
    client = enter("noura")
    assert "they were seen to come, but not to go" in client.get(sheet(over)).content.decode()
    client.post(sheet(over, "people", seat.person_id), stated(over))
    found = Statement.objects.get()
    minute = timedelta(minutes=1)
    assert abs(found.came_at - over.starts_at) < minute
    assert abs(found.left_at - over.ends_at) < minute
    assert "stated it: The paper sheet" in client.get(sheet(over)).content.decode()


@pytest.mark.parametrize("changes", [{"left": ""}, {"reason": ""}, {"absent": "on"}, {"came": "25"}])
def test_a_statement_that_says_half_or_too_much_is_refused(enter, over, changes):
    answer = enter("noura").post(sheet(over, "people", seats(over)[0].person_id), stated(over, **changes))
    assert (answer.status_code, Statement.objects.count()) == (422, 0)


def test_that_somebody_was_not_there_is_stated_too(enter, over):
    enter("noura").post(
        sheet(over, "people", seats(over)[0].person_id), {"absent": "on", "reason": "Called in the morning"}
    )
    assert Statement.objects.get().came_at is None


def test_somebody_who_is_not_of_the_shift_is_not_found(enter, cast, over):
    assert enter("noura").get(sheet(over, "people", cast.sara.pk)).status_code == 404


# ---- without a seat


def test_whoever_came_without_a_seat_is_found_by_name_and_let_in(enter, cast, running):
    client, address = enter("noura"), sheet(running, "walk-ins")
    layan, unwilling = (
        volunteer(name="ليان القرني"),
        PersonFactory(name="مها السالم", birth_date=date(1990, 1, 1)),
    )
    assert client.post(address, {"who": "ليان"}).status_code == 422
    full = client.post(address, {"who": "ليان القرني", "charter": "on"})
    assert (full.status_code, "Every seat is taken" in full.content.decode()) == (409, True)
    refused = client.post(address, {"who": unwilling.name, "charter": "on", "reason": "Two were ill"})
    assert (
        "has not agreed" in refused.content.decode() or "not agreed to take part" in refused.content.decode()
    )
    client.post(address, {"who": "ليان القرني", "charter": "on", "reason": "Two were ill"})
    page = client.get(sheet(running)).content.decode()
    assert "every seat was taken: \u2068Two were ill" in page
    assert AttendanceMark.objects.get().person == layan


def test_a_partners_manager_finds_by_name_who_applied_takes_part_or_waits_whatever_their_organisation(
    enter, cast, running
):
    waits = volunteer(name="وجدان السلمي")
    sign_up(
        opportunity=running.edition.opportunity, person=waits, by=waits, at=timezone.now() - timedelta(days=1), answers={"charter": True}
    )  # fmt: skip
    stranger = volunteer(name="وفاء الحازمي")
    client, address = enter("salma"), sheet(running, "walk-ins")
    said = {"charter": "on", "reason": "Two were ill"}
    unknown = client.post(address, said | {"who": stranger.name})
    assert (unknown.status_code, "Nobody known fits" in unknown.content.decode()) == (422, True)
    assert client.post(address, said | {"who": "وجدان"}).status_code == 302
    assert AttendanceMark.objects.get().person == waits


def test_whoever_is_not_known_is_found_by_their_whole_number_and_by_nothing_less(enter, cast, running):
    number, phone = fake_national_id(77), "+966500000077"
    stranger = volunteer(name="وفاء الحازمي", national_id=number, phone=phone)
    client, address = enter("salma"), sheet(running, "walk-ins")
    said = {"charter": "on", "reason": "Two were ill"}
    for less in ({"who": "وفاء الحازمي"}, {"who": number[:9]}, {"who": "وفاء", "person": stranger.pk}):
        answer = client.post(address, said | less)
        assert (answer.status_code, AttendanceMark.objects.exists()) == (422, False), less
    sister = volunteer(name="هناء الحازمي", phone=phone)
    several = client.post(address, said | {"who": phone})
    page = several.content.decode()
    assert (several.status_code, stranger.name in page, sister.name in page) == (422, False, False)
    assert len(several.context["candidates"]) == 2
    assert client.post(address, said | {"who": phone, "person": stranger.pk}).status_code == 302
    assert AttendanceMark.objects.get().person == stranger


# ---- whoever was missed


def test_whoever_was_missed_is_told_to_those_in_charge_and_what_they_say_stands_on_the_sheet(
    enter, cast, over
):
    forgot, missed = seats(over)
    mark_attendance(seat=forgot, leaves=False, by=cast.noura, at=over.starts_at)
    wrap_up(session=over.pk, at=timezone.now())
    kinds = {
        key: list(Notice.objects.filter(person=getattr(cast, key)).values_list("kind", flat=True))
        for key in ("noura", "salma", "khalid", "omar")
    }
    told = ["workspace.shift_over"]
    assert kinds == {"noura": told, "salma": told, "khalid": [], "omar": []}
    say_what_was(
        inquiry=Inquiry.objects.get(seat=missed), word="prevented", words="My car broke down", by=missed.person, at=timezone.now()
    )  # fmt: skip
    page = enter("noura").get(sheet(over))
    text = page.content.decode()
    assert (page.context["absent"], page.context["unfinished"]) == (1, 1)
    assert "I could not come. My car broke down" in text
    assert "hours that nobody saw end" in text
    for key in ("khalid", "yousef"):
        masked = enter(key).get(sheet(over)).content.decode()
        assert ("They say" in masked, "My car broke down" in masked) == (False, False), key
    assert Notice.objects.filter(person=cast.noura, kind="workspace.unseen_explained").exists()


def test_pages_stay_within_twelve_queries_however_many_came(cast, pages, over):
    few = pages("noura", sheet(over)), pages("noura", sheet(over, "hours"))
    for seat in seats(over):
        came_and_went(seat, cast.noura)
    many = pages("noura", sheet(over)), pages("noura", sheet(over, "hours"))
    assert max(*few, *many) <= 12
    assert pages("noura", sheet(over, "people", seats(over)[0].person_id)) <= 12


# ---- thanks


def test_whoever_was_there_is_thanked_from_the_list_and_it_is_taken_back(enter, over, cast):
    came, absent = seats(over)
    came_and_went(came, cast.saad)
    client, here = enter("noura"), sheet(over, "thanks")
    assert here in client.get(sheet(over)).content.decode()
    said = {"person": [came.person_id], "reason": "care", "words": "شكرًا"}
    for wrong in ({"person": [absent.person_id]}, {"person": []}, {"reason": ""}, {"words": "x" * 281}):
        assert client.post(here, said | wrong).status_code == 422
    assert client.post(here, said).status_code == 302
    assert client.post(here, said).status_code == 409
    kudos = Kudos.objects.get()
    assert (kudos.person, kudos.by, kudos.words) == (came.person, cast.noura, "شكرًا")
    page = client.get(here).content.decode()
    assert (cast.noura.called in page, absent.person.called in page) == (True, False)
    assert client.post(here, {"retraction": "x"}).status_code == 404
    assert client.post(here, {"retraction": kudos.pk}).status_code == 302
    assert not Kudos.objects.exists()
