"""A shift: marked here and now, stated afterwards, and its hours entered by one and approved by another."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from athar.engine.journeys.models import AttendanceMark, Statement
from athar.engine.journeys.operations import mark_attendance
from athar.engine.ledger.models import Proposal, Record
from athar.foundation.core.dates import RIYADH
from athar.foundation.core.identity import fake_national_id
from athar.foundation.notices.models import Notice
from athar.foundation.people.models import Membership
from athar.foundation.people.tests.factories import PersonFactory
from athar.initiatives.volunteering.models import Inquiry, Kudos
from athar.initiatives.volunteering.operations import say_what_was, sign_up, wrap_up
from athar.initiatives.volunteering.tests.factories import published, volunteer

HOME = "/en/workspace/opportunities/"
AGO = timedelta(days=20)  # from when an opportunity of the factory is written to its first shift


@pytest.fixture
def offer(cast):
    """An opportunity of Salma's organisation, whose shift of four hours began some hours ago."""

    def offer(hours):
        written = timezone.now() - AGO - timedelta(hours=hours)
        opportunity = published(
            cast.saad, cast.khalid, at=written, code=f"shift-{hours}", initiative=cast.forum, organisation=cast.body
        )  # fmt: skip
        session = opportunity.edition.sessions.get()
        for name in ("هيفاء العنزي", "ريان الحارثي"):
            person = volunteer(name=name)
            sign_up(
                opportunity=opportunity, person=person, by=person, at=written, answers={"charter": True}, session=session
            )  # fmt: skip
        return session

    return offer


@pytest.fixture
def running(offer):
    return offer(1)


@pytest.fixture
def over(offer):
    return offer(6)


def sheet(session, *tail):
    opportunity = session.edition.opportunity.pk
    return "/".join([f"{HOME}{opportunity}/shifts/{session.pk}", *map(str, tail), ""])


def seats(session):
    return list(session.seats.order_by("pk"))


def came_and_went(seat, by):
    for leaves, moment in ((False, seat.session.starts_at), (True, seat.session.ends_at)):
        mark_attendance(seat=seat, leaves=leaves, by=by, at=moment)


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


def stated(session, **changes):
    begin, end = (moment.astimezone(RIYADH) for moment in (session.starts_at, session.ends_at))
    return {"came": f"{begin:%H:%M}", "left": f"{end:%H:%M}", "reason": "The paper sheet"} | changes


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


# ---- the hours


def test_hours_are_entered_by_one_and_approved_by_another(enter, cast, over):
    for seat in seats(over):
        came_and_went(seat, cast.noura)
    noura, address = enter("noura"), sheet(over, "hours")
    assert noura.get(address).context["to_enter"] == 2
    noura.post(address)
    noura.post(address)
    assert [(one.quantity, one.entered_by) for one in Proposal.objects.all()] == [(4, cast.noura)] * 2
    own = noura.get(address)
    assert (own.context["deciding"], own.context["to_enter"]) == (False, 0)
    chosen = {"proposal": list(Proposal.objects.values_list("pk", flat=True)), "verdict": "approved"}
    assert noura.post(sheet(over, "hours", "decisions"), chosen).status_code == 409
    enter("salma").post(sheet(over, "hours", "decisions"), chosen)
    assert Record.objects.count() == 2
    assert "Approved: R-000000" in noura.get(address).content.decode()


def test_a_rejection_gives_its_reason_and_the_hours_can_be_entered_again(enter, cast, over):
    came_and_went(seats(over)[0], cast.noura)
    noura, address = enter("noura"), sheet(over, "hours")
    noura.post(address)
    salma, chosen = enter("salma"), {"proposal": [Proposal.objects.get().pk], "verdict": "rejected"}
    assert salma.post(sheet(over, "hours", "decisions"), chosen).status_code == 409
    salma.post(sheet(over, "hours", "decisions"), chosen | {"reason": "She left at noon"})
    assert "rejected it: She left at noon" in noura.get(address).content.decode()
    noura.post(address)
    assert Proposal.objects.count() == 2


def cells(answer, *names):
    """What stands in some columns of each row, as text."""
    lines = answer.context["table"].lines
    rows = [{column.name: cell for column, cell in line.cells} for line in lines]
    return [tuple(str(row[name].value) for name in names) for row in rows]


def test_the_hours_that_would_be_approved_are_the_hours_that_are_shown(enter, cast, over):
    one, two = seats(over)
    for seat in (one, two):
        came_and_went(seat, cast.noura)
    noura, salma, address = enter("noura"), enter("salma"), sheet(over, "hours")
    noura.post(address)
    noura.post(sheet(over, "people", one.person_id), {"absent": "on", "reason": "Called in the morning"})
    page = salma.get(address)
    assert sorted(cells(page, "hours", "state")) == [
        ("4 hours", "Waits for approval"),
        ("4 hours", "Waits, and is outdated"),
    ]
    assert "Attendance says by now that they were not there." in page.content.decode()
    chosen = {"proposal": list(Proposal.objects.values_list("pk", flat=True)), "verdict": "approved"}
    for door in (sheet(over, "hours", "decisions"), "/en/workspace/records/decisions/"):
        client = salma if door.startswith(HOME) else enter("khalid")
        refused = client.post(door, chosen)
        assert refused.status_code == 409
        assert "attendance says something else by now" in refused.content.decode()
    again = noura.post(address)
    assert (again.status_code, "Ask somebody else to reject that entry" in again.content.decode()) == (
        409,
        True,
    )
    assert not Record.objects.exists()


def test_outdated_hours_are_rejected_and_entered_again_as_attendance_says(enter, cast, over):
    seat = seats(over)[0]
    came_and_went(seat, cast.noura)
    noura, salma, address = enter("noura"), enter("salma"), sheet(over, "hours")
    noura.post(address)
    hour = over.starts_at.astimezone(RIYADH) + timedelta(hours=1)
    noura.post(sheet(over, "people", seat.person_id), stated(over, left=f"{hour:%H:%M}"))
    page = salma.get(address)
    assert sorted(cells(page, "hours", "state")) == [
        ("", "Did not come"),
        ("4 hours", "Waits, and is outdated"),
    ]
    assert "Attendance says by now: " in page.content.decode()
    decisions = sheet(over, "hours", "decisions")
    entry = Proposal.objects.get().pk
    salma.post(decisions, {"proposal": [entry], "verdict": "rejected", "reason": "She left after an hour"})
    noura.post(address)
    newest = Proposal.objects.awaiting().get()
    assert newest.quantity < 4
    salma.post(decisions, {"proposal": [newest.pk], "verdict": "approved"})
    assert Record.objects.get().quantity == newest.quantity
    noura.post(sheet(over, "people", seat.person_id), stated(over))
    page = noura.get(address).content.decode()
    assert "What was approved counts until a correction takes it back." in page


def test_nobody_decides_about_hours_of_their_own_whichever_row_of_theirs_took_part(enter, cast, over):
    for seat in seats(over):
        came_and_went(seat, cast.noura)
    enter("noura").post(sheet(over, "hours"))
    mine = seats(over)[0].person
    Membership.objects.create(person=mine, cluster=cast.salma, since=timezone.now(), decided_by=cast.noura)
    salma = enter("salma")
    page = salma.get(f"{sheet(over, 'hours')}?all=1").content.decode()
    assert (page.count('name="proposal"'), page.count("About you")) == (1, 1)
    for verdict in ("approved", "rejected"):
        answer = salma.post(
            sheet(over, "hours", "decisions"),
            {"proposal": [Proposal.objects.get(person=mine).pk], "verdict": verdict, "reason": "x"},
        )
        assert answer.status_code == 409
        assert "Nobody decides about an entry that is about themselves." in answer.content.decode()
    assert not Record.objects.exists()


def test_what_is_in_doubt_is_not_entered_and_what_cannot_be_says_why(enter, cast, over):
    doubtful, long = seats(over)
    mark_attendance(seat=doubtful, leaves=False, by=cast.noura, at=over.starts_at)
    came_and_went(long, cast.noura)
    from athar.engine.ledger.tests.factories import ProposalFactory
    from athar.foundation.core.dates import riyadh_day

    ProposalFactory(
        kind="hours", person=long.person, occurred_on=riyadh_day(over.starts_at), quantity=9, unit="hour",
        entered_by=cast.khalid, initiative=cast.forum,
    )  # fmt: skip
    answer = enter("noura").post(sheet(over, "hours"))
    page = answer.content.decode()
    assert (answer.status_code, Proposal.objects.filter(source="attendance").count()) == (409, 0)
    assert "more than 12 hours of one person on one day" in page
    assert "they were seen to come, but not to go" in page


def test_hours_wait_until_the_shift_is_over(enter, running):
    assert enter("noura").post(sheet(running, "hours")).status_code == 409


def test_a_shift_that_is_over_waits_on_the_first_page(enter, cast, over):
    came_and_went(seats(over)[0], cast.noura)
    for key in ("noura", "salma"):
        [item] = enter(key).get("/en/workspace/").context["queue"].items
        assert item.url == sheet(over, "hours"), key
    enter("noura").post(sheet(over, "hours"))
    assert [item.place for item in enter("noura").get("/en/workspace/").context["queue"].items] == []


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
