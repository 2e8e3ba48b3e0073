from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from athar.engine.ledger.tests.factories import InitiativeFactory, ProposalFactory, sheet
from athar.foundation.people.tests.factories import PersonFactory
from athar.web.workspace.access import Place


def entered(cast, days, **changes):
    usual = {"initiative": cast.forum, "entered_by": cast.noura}
    return ProposalFactory(entered_at=timezone.now() - timedelta(days=days), **usual | changes)


def queue(enter, key):
    return enter(key).get("/en/workspace/").context["queue"]


def test_nothing_waits_at_first(enter):
    page = enter("khalid").get("/en/workspace/").content.decode()
    assert "Nothing waits for you" in page


def test_entries_of_one_hand_and_day_are_one_decision_to_look_at(enter, cast):
    for _ in range(3):
        entered(cast, 1, person=PersonFactory(), quantity=Decimal(4))
    [item] = queue(enter, "khalid").items
    assert (item.many, item.title) == (3, "12 hours by 3 volunteers: Riyadh Forum for Volunteer Work")


def test_the_oldest_comes_first_and_says_how_long_it_has_waited(enter, cast):
    entered(
        cast,
        0,
        kind="headcount",
        person=None,
        quantity=None,
        headcount=380,
        method="meals",
        evidence=sheet(cast.noura),
    )
    entered(cast, 9)
    items = queue(enter, "khalid").items
    assert [(item.due, item.tone) for item in items] == [("For 9 days", "late"), ("Today", "")]


def test_one_entry_leads_to_its_page_and_many_to_a_narrowed_list(enter, cast):
    one = entered(cast, 3)
    assert queue(enter, "khalid").items[0].url == f"/en/workspace/records/{one.pk}/"
    entered(cast, 3)
    [item] = queue(enter, "khalid").items
    assert enter("khalid").get(item.url).context["page"].paginator.count == 2


def test_own_entries_do_not_wait_for_oneself(enter, cast):
    entered(cast, 1)
    assert [queue(enter, key).many for key in ("noura", "khalid", "saad", "yousef")] == [0, 1, 1, 0]


def test_the_rail_counts_what_the_queue_holds(enter, cast):
    entered(cast, 1)
    entered(cast, 5, initiative=InitiativeFactory(code="youth", number=70))
    client = enter("khalid")
    counted = {
        item["url"]: item["count"]
        for group in client.get("/en/workspace/").context["places"]
        for item in group["items"]
    }
    elsewhere = {
        item["url"]: item["count"]
        for group in client.get("/en/workspace/records/").context["places"]
        for item in group["items"]
    }
    assert counted == elsewhere
    assert counted["/en/workspace/records/"] == 2


def test_a_red_indicator_is_a_decision_of_its_owner(enter, cast, plans):
    from athar.engine.ledger.posting import post
    from athar.engine.ledger.tests.factories import NOON, service

    today = timezone.localdate()
    post(
        [service(cast.sara, cast.forum, today)],
        entered_by=cast.noura,
        entered_at=NOON,
        approved_by=cast.khalid,
        approved_at=NOON,
    )
    enter("noura").get("/en/workspace/scorecard/")
    behind = {
        key: {line.code for line in enter(key).get("/en/workspace/").context["behind"]}
        for key in ("noura", "saad", "khalid", "fahad")
    }
    assert behind == {
        "noura": {"forum.participants"},
        "saad": {"forum.participants", "beneficiaries.identified"},
        "khalid": {"beneficiaries.identified"},
        "fahad": set(),
    }


def test_nobody_waits_at_home_for_figures_they_are_fetched_after_the_page(enter, plans):
    client = enter("noura")
    page = client.get("/en/workspace/")
    assert (page.context["card"], "/en/workspace/scorecard/summary/" in page.content.decode()) == (None, True)
    part = client.get("/en/workspace/scorecard/summary/", headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in part, "The whole scorecard" in part) == (False, True)
    assert len(client.get("/en/workspace/").context["card"].lines) == 12


def test_without_scripts_the_summary_is_the_scorecard_itself(enter, plans):
    assert enter("noura").get("/en/workspace/scorecard/summary/").url == "/en/workspace/scorecard/"


def test_everybody_with_work_here_has_a_home(enter, plans):
    for key in ("noura", "khalid", "saad", "reem", "fahad", "munirah", "yousef", "hind", "salma"):
        assert enter(key).get("/workspace/").context["places"][0]["items"][0]["current"]


def test_the_administrators_home_shows_no_scorecard_and_no_imports(enter, plans):
    page = enter("hind").get("/en/workspace/")
    assert (page.context["card"], page.context["sees"][Place.IMPORTS]) == (None, False)


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("key", ["noura", "saad", "munirah"])
def test_home_stays_within_twelve_queries(cast, plans, enter, pages, key, many):
    for number in range(many):
        entered(cast, number, entered_by=cast.khalid)
    enter(key).get("/workspace/scorecard/")
    assert pages(key, "/workspace/") <= 12
