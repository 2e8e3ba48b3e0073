"""Whoever works within one scope enters facts and delivers files of it, and of nothing else."""

# ruff: noqa: F811 -- fixtures are asked for by name

from django.core.files.uploadedfile import SimpleUploadedFile

from athar.engine.intake import operations as intake
from athar.engine.intake.models import Import
from athar.engine.ledger.models import Proposal
from athar.engine.ledger.tests.factories import NOON, EditionFactory, ProposalFactory
from athar.foundation.core.identity import fake_national_id
from athar.foundation.people.tests.factories import RoleGrantFactory
from athar.web.workspace.tests.conftest import LONG_AGO
from athar.web.workspace.tests.test_scopes import MANAGER, REVIEWER, work, world  # noqa: F401 -- fixtures


def hours(**changes):
    said = {
        "who": "سارة الزهراني",
        "quantity": "3",
        "level": "general",
        "initiative": "forum",
        "occurred_on": "2024-03-05",
    }
    return said | changes


class TestEntering:
    NEW = "/en/workspace/records/new/?kind=hours"

    def test_she_enters_hours_within_her_initiative(self, work, world):
        answer = work(MANAGER, initiative="forum").post(self.NEW, hours())
        assert (answer.status_code, Proposal.objects.latest("pk").entered_by) == (302, world.dana)

    def test_another_initiative_is_no_choice(self, work):
        answer = work(MANAGER, initiative="forum").post(self.NEW, hours(initiative="ramadan"))
        assert (answer.status_code, Proposal.objects.count()) == (422, 3)

    def test_nobody_is_found_by_name_who_is_unknown_to_the_scope(self, work):
        page = work(MANAGER, initiative="forum").post(self.NEW, hours(who="هدى العسيري")).content.decode()
        assert "Nobody known fits." in page

    def test_what_is_entered_for_an_edition_lies_in_it(self, work, cast):
        run = EditionFactory(initiative=cast.forum, code="forum-2024")
        ProposalFactory(initiative=cast.forum, edition=run, entered_by=cast.noura, person=cast.sara)
        work(MANAGER, initiative="forum", edition="forum-2024").post(self.NEW, hours())
        assert Proposal.objects.latest("pk").edition == run

    def test_who_holds_two_scopes_says_for_which_it_is(self, work, world):
        RoleGrantFactory(person=world.dana, role=MANAGER, initiative="ramadan", since=LONG_AGO)
        client = work(MANAGER, initiative="forum")
        page = client.get(self.NEW).content.decode()
        assert 'name="within"' in page
        assert client.post(self.NEW, hours()).status_code == 422
        astray = client.post(self.NEW, hours(within="1"))
        assert (astray.status_code, "outside of the scope" in astray.content.decode()) == (409, True)
        assert client.post(self.NEW, hours(within="0")).status_code == 302


HEADERS = "kind,initiative,occurred_on,person_name,national_id,external_id"


def file(*rows):
    return SimpleUploadedFile("attendance.csv", "\n".join([HEADERS, *rows]).encode())


class TestImporting:
    def test_rows_of_another_initiative_are_refused_with_a_reason(self, work, cast):
        client = work(MANAGER, initiative="forum")
        rows = [
            f"training,{code},2023-05-09,ليان الواحة,{fake_national_id(number)},a{number}"
            for number, code in enumerate(("forum", "ramadan"), 1)
        ]
        client.post("/en/workspace/imports/new/", {"file": file(*rows)})
        imported = Import.objects.get()
        intake.read(import_id=imported.pk)
        imported.refresh_from_db()
        assert (imported.initiative, imported.valid, imported.refused) == (cast.forum, 1, 1)
        page = client.get(f"/en/workspace/imports/{imported.pk}/").content.decode()
        assert "another initiative than" in page

    def test_a_file_is_decided_on_by_whoever_reviews_for_the_same_initiative(self, work, world, cast):
        row = f"training,forum,2023-05-09,ليان الواحة,{fake_national_id(1)},a1"
        own = intake.start(file=file(row), name="a.csv", by=cast.noura, at=NOON, initiative=cast.forum)
        wide = intake.start(file=file(row, ""), name="b.csv", by=cast.noura, at=NOON)
        intake.read(import_id=own.pk)
        client = work(REVIEWER, initiative="forum")
        assert client.get(f"/en/workspace/imports/{wide.pk}/").status_code == 404
        assert client.post(f"/en/workspace/imports/{wide.pk}/review/").status_code == 404
        client.post(f"/en/workspace/imports/{own.pk}/review/")
        assert own.stages.filter(name="reviewed", by=world.dana).exists()

    def test_a_file_that_came_for_something_else_is_not_shown_to_who_sends_it_again(self, work, world, cast):
        row = "training,forum,2023-05-09,ليان الواحة,1,a1"
        intake.start(file=file(row), name="a.csv", by=cast.noura, at=NOON, initiative=world.ramadan)
        answer = work(MANAGER, initiative="forum").post("/en/workspace/imports/new/", {"file": file(row)})
        assert answer.status_code == 409
        assert "for something you do not work for" in answer.content.decode()
