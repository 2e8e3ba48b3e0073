"""Roles that hold within one initiative, one edition or one organisation: what they open, and nothing beyond it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from athar.engine.ledger.corrections import request_correction
from athar.engine.ledger.models import Proposal, Record
from athar.engine.ledger.operations import propose
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import (
    NOON,
    EditionFactory,
    InitiativeFactory,
    ProposalFactory,
    service,
    sheet,
)
from athar.foundation.notices.models import Notice
from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import Drawn, Holding, Roles
from athar.foundation.people.models import CustomRole
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory, RoleGrantFactory
from athar.web.ui.viewer import Viewer
from athar.web.workspace.access import NARROWS, Act, Place, may_do, may_enter, may_see, reach_to_do
from athar.web.workspace.counts import waiting
from athar.web.workspace.tests.conftest import LONG_AGO

MANAGER, REVIEWER = Role.PROGRAMME_MANAGER, Role.REVIEWER


def held(role, **scope):
    """The roles of somebody who holds this one only within that scope."""
    return Roles(narrow=[Holding(role, None, **scope)])


def held_drawn(places, acts=(), **scope):
    role = Drawn("checker", "مدقق", "Checker", frozenset(places), frozenset(acts))
    return Roles(narrow=[Holding(None, role, **scope)])


@pytest.fixture
def world(cast):
    """An entry and a record of the forum, of Ramadan, and of the forum for the university; Dana has no role yet."""
    ramadan = InitiativeFactory(code="ramadan", number=9000, name_en="Ramadan season", name_ar="موسم رمضان")
    dana = AccountFactory(person__name="دانة الشهراني", email="dana@example.org").person
    guest = PersonFactory(name="هدى العسيري", name_latin="Huda Alasiri")
    whose = {
        "forum": {"initiative": cast.forum, "person": cast.sara},
        "ramadan": {"initiative": ramadan, "person": guest},
        "body": {"initiative": ramadan, "person": cast.student, "organisation": cast.body},
    }
    entries = {key: ProposalFactory(entered_by=cast.noura, **facts) for key, facts in whose.items()}
    place = {
        "body": {"organisation": cast.body.code, "organisation_id": cast.body.pk},
    }
    posted = [
        service(facts["person"], facts["initiative"], **place.get(key, {})) for key, facts in whose.items()
    ]
    positions = post(
        posted, entered_by=cast.noura, entered_at=NOON, approved_by=cast.khalid, approved_at=NOON
    )
    records = dict(zip(whose, positions, strict=True))
    return SimpleNamespace(dana=dana, guest=guest, ramadan=ramadan, entries=entries, records=records)


@pytest.fixture
def work(world):
    """Dana's browser, once she holds a role within a scope."""

    def work(role, **scope):
        named = {"custom": role} if isinstance(role, CustomRole) else {"role": role}
        RoleGrantFactory(person=world.dana, since=LONG_AGO, **named, **scope)
        client = Client()
        client.force_login(world.dana.account, backend="athar.web.ui.viewer.Accounts")
        return client

    return work


def listed(client, address):
    """What a list shows, as its file holds it."""
    return b"".join(client.get(address)).decode()


class TestTables:
    def test_only_what_can_be_narrowed_opens_and_the_first_page_with_it(self):
        seen = [place for place in Place if may_see(held(MANAGER, initiative="forum"), place)]
        assert seen == [
            Place.HOME,
            Place.OPPORTUNITIES,
            Place.RECORDS,
            Place.LEDGER,
            Place.CORRECTIONS,
            Place.IMPORTS,
            Place.INJURIES,
        ]

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.BOARD_MEMBER])
    def test_a_role_for_nothing_that_can_be_narrowed_does_not_even_enter(self, role):
        roles = held(role, initiative="forum")
        assert (may_enter(roles), [place for place in Place if may_see(roles, place)]) == (False, [])

    def test_acts_follow_the_role_where_its_place_can_be_narrowed(self):
        roles = held(MANAGER, initiative="forum")
        assert [act for act in Act if may_do(roles, act)] == [
            Act.OFFER,
            Act.PUBLISH_OPPORTUNITY,
            Act.CHOOSE,
            Act.TAKE_ATTENDANCE,
            Act.DECIDE_HOURS,
            Act.HANDLE_INJURIES,
            Act.WRITE_TO_VOLUNTEERS,
            Act.DECIDE_EXPENSES,
            Act.ENTER_FACTS,
            Act.DECIDE_FACTS,
            Act.REQUEST_CORRECTION,
            Act.DECIDE_CORRECTION,
            Act.IMPORT,
            Act.DECIDE_IMPORT,
        ]

    def test_a_drawn_role_opens_within_its_scope_what_it_names_and_can_be_narrowed(self):
        roles = held_drawn({"records", "scorecard", "accounts"}, {"decide_facts", "invite"}, organisation=7)
        assert [place for place in Place if may_see(roles, place)] == [Place.HOME, Place.RECORDS]
        assert [act for act in Act if may_do(roles, act)] == [Act.DECIDE_FACTS]

    def test_a_place_that_is_narrowed_by_organisation_alone_stays_closed_to_an_initiative(self, monkeypatch):
        monkeypatch.setitem(NARROWS, Place.LEDGER, frozenset({"organisation"}))
        assert not may_see(held(MANAGER, initiative="forum"), Place.LEDGER)
        assert not may_see(held(MANAGER, initiative="forum", organisation=7), Place.LEDGER)
        assert may_see(held(MANAGER, organisation=7), Place.LEDGER)

    def test_a_wide_role_wins_for_what_it_opens(self):
        both = Roles([Role.AUDITOR], narrow=held(REVIEWER, initiative="forum").narrow)
        assert may_see(both, Place.SCORECARD)
        assert not reach_to_do(both, Act.DECIDE_FACTS).everywhere
        assert reach_to_do(Roles([REVIEWER], narrow=both.narrow), Act.DECIDE_FACTS).everywhere


class TestLookingUp:
    @pytest.mark.parametrize(
        ("scope", "own", "others"),
        [("initiative", "forum", ["ramadan", "body"]), ("organisation", "body", ["forum", "ramadan"])],
    )
    def test_what_lies_within_opens_and_everything_else_is_not_there(
        self, work, world, cast, scope, own, others
    ):
        client = work(REVIEWER, **{scope: "forum" if scope == "initiative" else cast.body})
        asked = {
            key: request_correction(
                record=Record.objects.get(position=place), reason="مكرر", by=cast.noura, at=NOON
            ).pk
            for key, place in world.records.items()
        }
        for key, answer in [(own, 200), *((key, 404) for key in others)]:
            pages = (
                f"records/{world.entries[key].pk}/",
                f"ledger/{world.records[key]}/",
                f"corrections/{asked[key]}/",
            )
            assert [client.get(f"/en/workspace/{page}").status_code for page in pages] == [answer] * 3

    def test_lists_and_their_files_hold_what_lies_within(self, work):
        client = work(REVIEWER, initiative="forum")
        for address in ("/en/workspace/records/records.csv", "/en/workspace/ledger/ledger.csv"):
            text = listed(client, address)
            assert ("Riyadh Forum" in text, "Ramadan" in text) == (True, False)

    def test_an_edition_is_narrower_than_its_initiative(self, work, world, cast):
        run = EditionFactory(initiative=cast.forum, code="forum-2024")
        inside = ProposalFactory(initiative=cast.forum, edition=run, entered_by=cast.noura, person=cast.sara)
        client = work(REVIEWER, initiative="forum", edition="forum-2024")
        answers = [
            client.get(f"/en/workspace/records/{entry.pk}/").status_code
            for entry in (inside, world.entries["forum"])
        ]
        assert answers == [200, 404]

    def test_the_filter_offers_the_initiatives_of_the_scope_alone(self, work):
        page = work(MANAGER, initiative="forum").get("/en/workspace/ledger/").content.decode()
        assert ('value="forum"' in page, 'value="ramadan"' in page) == (True, False)

    def test_the_rail_says_within_which_scope_one_works(self, work):
        page = work(MANAGER, initiative="forum").get("/en/workspace/").content.decode()
        assert "Programme manager — \N{FIRST STRONG ISOLATE}Riyadh Forum for Volunteer Work" in page
        assert "/workspace/scorecard/" not in page

    def test_a_closed_place_says_that_it_cannot_be_narrowed(self, work):
        answer = work(MANAGER, initiative="forum").get("/en/workspace/people/")
        assert answer.status_code == 403
        assert "this one is the whole association’s" in answer.content.decode()

    def test_a_role_that_can_be_narrowed_to_nothing_meets_a_closed_workspace_that_says_so(self, work):
        answer = work(Role.ADMINISTRATOR, initiative="forum").get("/en/workspace/")
        assert answer.status_code == 403
        assert "nothing here can be narrowed to it" in answer.content.decode()

    def test_a_wide_role_beside_it_sees_everything_and_decides_within_alone(self, work, world):
        RoleGrantFactory(person=world.dana, role=Role.AUDITOR, since=LONG_AGO)
        client = work(REVIEWER, initiative="forum")
        page = client.get("/en/workspace/records/?all=1").content.decode()
        assert (page.count('name="proposal"'), page.count("Outside of your scope")) == (1, 2)
        beyond = f"/en/workspace/records/{world.entries['ramadan'].pk}/"
        assert client.get(beyond).status_code == 200
        assert client.post(beyond, {"verdict": "approved"}).status_code == 404

    def test_somebody_who_is_a_partner_s_manager_too_sees_both_parts(self, work, world, cast):
        RoleGrantFactory(person=world.dana, role=Role.PARTNER_MANAGER, organisation=cast.body, since=LONG_AGO)
        client = work(REVIEWER, initiative="forum")
        found = [
            client.get(f"/en/workspace/records/{entry.pk}/").status_code for entry in world.entries.values()
        ]
        assert found == [200, 404, 200]
        assert (
            "ليان الواحة" in client.get(f"/en/workspace/records/{world.entries['body'].pk}/").content.decode()
        )

    def test_pages_cost_a_narrow_role_no_more_than_their_bar(self, work, django_assert_max_num_queries):
        client = work(MANAGER, initiative="forum")
        for address in ("", "records/", "ledger/", "imports/", "corrections/", "records/new/"):
            client.get(f"/en/workspace/{address}")
            with django_assert_max_num_queries(12):
                assert client.get(f"/en/workspace/{address}").status_code == 200


class TestPersons:
    def test_a_manager_reads_names_within_her_initiative_and_the_public_s_view_elsewhere(self, work, world):
        client = work(MANAGER, initiative="forum")
        pages = [
            client.get(f"/en/records/{world.records[key]}/").content.decode() for key in ("forum", "ramadan")
        ]
        assert ["Sara Alzahrani" in pages[0], "هدى العسيري" in pages[1]] == [True, False]

    def test_the_search_finds_persons_of_the_scope_alone(self, work):
        client = work(MANAGER, initiative="forum")
        found = [
            client.get(f"/en/search/?q={name}").content.decode() for name in ("سارة الزهراني", "هدى العسيري")
        ]
        ledger = "/workspace/ledger/?person="
        assert [ledger in page for page in found] == [True, False]

    def test_a_masked_role_finds_nobody_by_name_and_a_pseudonym_only_within(self, work, world, cast):
        client = work(REVIEWER, initiative="forum")
        asked = ["سارة الزهراني", str(cast.sara.ref), str(world.guest.ref)]
        pages = [client.get(f"/en/search/?q={text}").content.decode() for text in asked]
        assert ["/workspace/ledger/?person=" in page for page in pages] == [False, True, False]

    def test_evidence_opens_where_all_that_it_proves_lies_within(self, work, world, cast):
        """A sheet with names of two initiatives is for those who may read both."""
        ours, theirs, both = (sheet(cast.noura, f"{key},1\n") for key in ("ours", "theirs", "both"))
        for evidence, initiatives in (
            (ours, [cast.forum]),
            (theirs, [world.ramadan]),
            (both, [cast.forum, world.ramadan]),
        ):
            for initiative in initiatives:
                ProposalFactory(
                    initiative=initiative, evidence=evidence, entered_by=cast.noura, person=cast.sara
                )
        client = work(REVIEWER, initiative="forum")
        answers = [client.get(f"/en/evidence/{one.sha256}/file") for one in (ours, theirs, both)]
        assert [answer.status_code for answer in answers] == [200, 404, 404]
        for answer in answers[:1]:
            list(answer)


class TestDeciding:
    def test_what_waits_is_counted_within(self, world):
        viewer = Viewer(world.dana, held(REVIEWER, initiative="forum"))
        assert waiting(viewer)[Place.RECORDS] == 1

    def test_whoever_decides_within_is_told_of_what_waits_there_and_of_nothing_else(self, work, world, cast):
        work(REVIEWER, initiative="forum")
        for initiative in (world.ramadan, cast.forum):
            entry = Proposal(
                kind="hours", initiative=initiative, person=cast.sara, occurred_on=NOON.date(), quantity=3, unit="hour"
            )  # fmt: skip
            propose(proposal=entry, by=cast.noura, at=timezone.now())
            told = Notice.objects.filter(person=world.dana).count()
            assert told == (1 if initiative == cast.forum else 0)

    def test_an_entry_within_is_approved_and_one_beyond_cannot_be_slipped_in(self, work, world):
        client = work(REVIEWER, initiative="forum")
        address = "/en/workspace/records/decisions/"
        both = [world.entries["forum"].pk, world.entries["ramadan"].pk]
        refused = client.post(address, {"verdict": "approved", "proposal": both})
        assert (refused.status_code, Record.objects.count()) == (422, 3)
        client.post(address, {"verdict": "approved", "proposal": both[:1]})
        assert Record.objects.get(position=3).initiative.code == "forum"

    def test_a_correction_beyond_is_neither_asked_for_nor_decided(self, work, world, cast):
        client = work(MANAGER, initiative="forum")
        beyond = world.records["ramadan"]
        assert client.post(f"/en/workspace/ledger/{beyond}/", {"reason": "مكرر"}).status_code == 404
        asked = request_correction(
            record=Record.objects.get(position=beyond), reason="مكرر", by=cast.noura, at=NOON
        )
        answer = client.post(f"/en/workspace/corrections/{asked.pk}/", {"verdict": "approved"})
        assert (answer.status_code, Record.objects.count()) == (404, 3)


class TestWhy:
    def test_a_narrow_role_is_explained_for_what_it_opens_and_what_it_does_not(self, enter, world, work):
        work(MANAGER, initiative="forum")
        address = f"/en/workspace/accounts/{world.dana.account.pk}/permissions/?what=place:"
        pages = {
            place: enter("hind").get(address + place).content.decode() for place in ("records", "people")
        }
        assert "It opens what lies within that scope, and nothing else there." in pages["records"]
        assert "opens only what can be narrowed to it; this cannot." in pages["people"]

    def test_a_role_that_is_over_opens_nothing(self, work, world):
        client = work(MANAGER, initiative="forum")
        assert client.get("/en/workspace/").status_code == 200
        world.dana.roles.update(until=timezone.now() - timedelta(seconds=1))
        assert client.get("/en/workspace/").status_code == 403
