"""The hours of a shift in the workspace: entered by one, decided by another, and only as attendance says by now."""

from datetime import timedelta

from django.utils import timezone

from athar.engine.journeys.operations import mark_attendance
from athar.engine.ledger.models import Proposal, Record
from athar.foundation.core.dates import RIYADH
from athar.foundation.people.models import Membership
from athar.web.workspace.tests.shifts import HOME, came_and_went, seats, sheet, stated


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
