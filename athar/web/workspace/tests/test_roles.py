"""Roles as data: drawn, tried, given, and denied what they do not name. Hind administers, Omar is given, Yousef audits."""

import pytest
from django.urls import reverse
from django.utils import timezone

from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import Drawn, Roles
from athar.foundation.people.models import CustomRole
from athar.foundation.people.rules import Sight, may_open_evidence, sight
from athar.foundation.people.tests.factories import RoleGrantFactory
from athar.web.workspace.access import (
    RESERVED_ACTS,
    RESERVED_PLACES,
    Act,
    Place,
    may_do,
    may_see,
    only_a_partner,
)
from athar.web.workspace.trying import LIMITS, roles_alone, tried

HOME = "/en/workspace/roles/"


def text(answer):
    return answer.content.decode()


def drawn(places, acts=()):
    return Roles(drawn=[Drawn("x", "س", "x", frozenset(places), frozenset(acts))])


@pytest.fixture
def checker(cast):
    return CustomRole.objects.create(
        code="sheet-checker", name_ar="مدقق الكشوف", name_en="Sheet checker", places=["records"],
        acts=["decide_facts"], changed_at=timezone.now(), changed_by=cast.hind, reason="كثرة الكشوف",
    )  # fmt: skip


def typed(**changes):
    usual = {
        "name_ar": "مدقق الكشوف", "name_en": "Sheet checker", "code": "sheet-checker", "places": ["records"],
        "acts": ["decide_facts"], "reason": "كثرة الكشوف",
    }  # fmt: skip
    return usual | changes


@pytest.mark.parametrize("place", sorted(LIMITS.places))
def test_a_drawn_role_opens_the_places_it_names_and_its_first_page_and_no_other(place):
    roles = drawn([place])
    assert {one for one in Place if may_see(roles, one)} == {Place(place), Place.HOME}
    assert [act for act in Act if may_do(roles, act)] == []


@pytest.mark.parametrize("code", sorted({*RESERVED_ACTS, *RESERVED_PLACES}))
def test_what_is_reserved_stays_closed_even_to_a_row_that_somebody_wrote_by_hand(code):
    roles = drawn([code, "records"], [code])
    assert not (code in set(Place) and may_see(roles, Place(code)))
    assert not (code in set(Act) and may_do(roles, Act(code)))


def test_nothing_that_only_administrators_do_is_within_the_limits():
    only = {act for act in Act if may_do({Role.ADMINISTRATOR}, act)} - {Act.HANDLE_BREACH}
    assert only & {Act(code) for code in LIMITS.acts} == set()
    assert {Act.GIVE_ROLES, Act.CLOSE_ACCOUNTS, Act.DRAW_ROLES} <= only


def test_a_drawn_role_meets_persons_masked_and_only_where_it_works_with_them():
    assert (sight(drawn(["records"])), sight(drawn(["content"]))) == (Sight.MASKED, Sight.NOTHING)
    assert (may_open_evidence(drawn(["records"])), may_open_evidence(drawn(["content"]))) == (True, False)
    assert not only_a_partner(drawn(["records"]))


def test_trying_a_role_says_the_same_as_the_tables():
    for role in (Role.REVIEWER, Role.AUDITOR, Role.PARTNER_MANAGER):
        rows = tried(roles_alone(role))
        assert {row.place for row in rows if row.sees} == {place for place in Place if may_see({role}, place)}
        assert all(not address.reads for row in rows if not row.sees for address in row.addresses)


def test_hind_draws_a_role_tries_it_gives_it_and_the_rest_is_denied(enter, cast):
    client, omar = enter("hind"), enter("omar")
    page = text(client.post(f"{HOME}new/", typed(), follow=True))
    assert "Sheet checker" in page
    assert "Approve or reject what others entered" in page
    client.post(
        f"/en/workspace/accounts/{cast.omar.account.pk}/roles/new/",
        {"role": "sheet-checker", "reason": "تكليف"},
    )
    assert omar.get("/workspace/records/").status_code == 200
    assert omar.get("/workspace/").status_code == 200
    assert "Sheet checker" in text(omar.get("/en/workspace/records/"))  # in the rail
    denied = [reverse(f"workspace:{place}") for place in Place if place not in {Place.HOME, Place.RECORDS}]
    assert {omar.get(address).status_code for address in denied} == {403}
    assert omar.post("/workspace/imports/new/").status_code == 403


def test_a_drawn_role_decides_what_others_entered(enter, cast, checker):
    from athar.engine.ledger.tests.factories import ProposalFactory

    RoleGrantFactory(person=cast.omar, role="", custom=checker)
    proposal = ProposalFactory(initiative=cast.forum, entered_by=cast.noura)
    said = {"verdict": "rejected", "reason": "كشف ناقص"}
    assert enter("omar").post(f"/workspace/records/{proposal.pk}/", said).status_code == 302
    proposal.refresh_from_db()
    assert proposal.decision.by == cast.omar


def test_every_reason_against_a_role_is_on_the_page(enter, cast):
    answer = enter("hind").post(
        f"{HOME}new/", typed(code="board-two", acts=["decide_facts", "enter_facts", "import"], reason="")
    )
    page = text(answer)
    assert answer.status_code == 409
    for reason in ("for a reason", "two sides of one decision", "which the role does not see"):
        assert reason in page


@pytest.mark.parametrize("act", ["give_roles", "approve_report", "nonsense"])
def test_an_act_that_is_not_offered_is_not_taken(enter, cast, act):
    answer = enter("hind").post(f"{HOME}new/", typed(acts=[act]))
    assert (answer.status_code, CustomRole.objects.count()) == (422, 0)


def test_a_copy_begins_with_what_a_drawn_role_may_hold_of_the_built_in_one(enter, cast):
    page = text(enter("hind").get(f"{HOME}new/?like=reviewer"))
    assert 'value="decide_facts" id="id_acts_4" checked' in page
    assert 'value="give_roles"' not in page


def test_a_changed_role_keeps_its_versions_and_an_ended_one_its_page(enter, cast, checker):
    client = enter("hind")
    client.post(f"{HOME}sheet-checker/drawing/", typed(places=["records", "ledger"], reason="ليرى القيود"))
    client.post(f"{HOME}sheet-checker/ending/", {"reason": "لم تعد حاجة"})
    page = text(enter("yousef").get(f"{HOME}sheet-checker/"))
    for words in ("كثرة الكشوف", "ليرى القيود", "لم تعد حاجة", "Version 2"):
        assert words in page
    assert client.post(f"{HOME}sheet-checker/drawing/", typed()).status_code == 409


def test_why_may_omar_names_the_role_that_was_drawn(enter, cast, checker):
    RoleGrantFactory(person=cast.omar, role="", custom=checker, granted_by=cast.hind, reason="تكليف")
    address = f"/en/workspace/accounts/{cast.omar.account.pk}/permissions/"
    assert "Holds the role Sheet checker" in text(enter("hind").get(address, {"what": "act:decide_facts"}))
    assert "Open to them" in text(enter("hind").get(address, {"address": "/workspace/records/"}))
    assert "Closed to them" in text(enter("hind").get(address, {"address": "/workspace/scorecard/"}))


@pytest.mark.parametrize(
    "address", [HOME, f"{HOME}sheet-checker/", f"{HOME}reviewer/", f"{HOME}sheet-checker/drawing/"]
)
def test_pages_of_roles_take_few_queries(pages, cast, checker, address):
    assert pages("hind", address) <= 12


def test_a_page_costs_as_many_queries_with_a_drawn_role_as_with_a_built_in_one(pages, cast, checker):
    before = pages("khalid", "/en/workspace/records/")
    RoleGrantFactory(person=cast.omar, role="", custom=checker)
    assert pages("omar", "/en/workspace/records/") == before
