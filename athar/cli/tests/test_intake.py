"""`athar import records`, as somebody in a shell uses it."""

import json

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from athar.cli.intake import app
from athar.engine.intake import operations
from athar.engine.intake.models import Import
from athar.engine.intake.tests.conftest import cast, folder, own_folder  # noqa: F401 -- fixtures
from athar.engine.intake.tests.factories import NIGHT, SARA, deliver, table
from athar.engine.ledger.models import Record
from athar.foundation.people.tests.factories import AccountFactory, RoleGrantFactory

WRONG = {**SARA, "session": "2", "external_id": "h-2", "quantity": "25"}


@pytest.fixture
def athar(cast, folder):  # noqa: F811 -- the fixture, not the import
    """Run the command on a file of this content; options are strings."""
    for person, email in ((cast.noura, "noura@example.org"), (cast.khalid, "khalid@example.org")):
        AccountFactory(person=person, email=email)
    RoleGrantFactory(person=cast.noura, role="programme_manager")

    def athar(content, *options):
        file = folder / "records.csv"
        file.write_text(content)
        return CliRunner().invoke(app, ["records", str(file), *options], catch_exceptions=False)

    return athar


def test_without_an_approver_it_stops_at_review_and_says_how_to_go_on(athar):
    done = athar(table(SARA, NIGHT))

    assert done.exit_code == 0
    assert "rows: 2 (2 valid, 0 refused, 0 in the ledger already)" in done.stdout
    assert "awaits approval: athar import records" in done.stdout
    assert (Import.objects.get().entered_by.name, Record.objects.count()) == ("نورة العتيبي", 0)


def test_with_an_approver_it_is_posted(athar, folder):  # noqa: F811 -- the fixture
    done = athar(table(SARA, NIGHT), "--by", "noura@example.org", "--approve-by", "khalid@example.org")

    assert (done.exit_code, Record.objects.count()) == (0, 2)
    assert "posted as R-000000 to R-000001" in done.stdout
    assert not (folder / "records.refused.xlsx").exists()


def test_refused_rows_go_to_a_file_and_nothing_is_half_imported(athar, folder):  # noqa: F811 -- the fixture
    done = athar(table(SARA, WRONG), "--approve-by", "khalid@example.org")

    assert (done.exit_code, Record.objects.count()) == (1, 0)
    assert "nothing was posted. Rows that are refused: 1." in done.stdout
    headers, row = (
        CalamineWorkbook.from_path(folder / "records.refused.xlsx").get_sheet_by_index(0).to_python()
    )
    assert dict(zip(headers, row, strict=True))["external_id"] == "h-2"


def test_the_rest_is_posted_only_when_asked_for(athar):
    done = athar(table(SARA, WRONG), "--approve-by", "khalid@example.org", "--without-refused")

    assert (done.exit_code, Record.objects.count()) == (1, 1)


def test_the_answer_for_programs_is_one_object(athar, folder):  # noqa: F811 -- the fixture
    done = athar(table(SARA, WRONG), "--json")

    answer = json.loads(done.stdout)
    assert answer["rows"] == {
        "total": 2,
        "valid": 1,
        "refused": 1,
        "unchanged": 0,
        "explained": 0,
        "posted": 0,
    }
    assert [(reason["code"], reason["rows"]) for reason in answer["reasons"]] == [("hours", 1)]
    assert (answer["state"], answer["refused_file"]) == ("read", str(folder / "records.refused.xlsx"))


def test_the_same_file_again_says_so_and_changes_nothing(athar):
    athar(table(SARA), "--approve-by", "khalid@example.org")
    done = athar(table(SARA), "--approve-by", "khalid@example.org")

    assert (done.exit_code, Record.objects.count(), Import.objects.count()) == (0, 1, 1)
    assert "records.csv was posted already" in done.stdout


def test_an_unfinished_import_of_the_same_file_goes_on(athar, cast, folder):  # noqa: F811 -- the fixtures
    content = table(
        *(
            {**SARA, "session": str(number), "external_id": str(number), "quantity": "1"}
            for number in range(9)
        )
    )

    def interrupt(_progress):
        raise KeyboardInterrupt

    imported = deliver(content, by=cast.noura, folder=folder)
    with pytest.raises(KeyboardInterrupt):
        operations.read(imported.pk, progress=interrupt, batch_size=4)
    assert Import.objects.get().total == 4

    athar(content)
    assert (Import.objects.get().state, Import.objects.get().total) == ("read", 9)


def test_fresh_reads_the_file_anew(athar):
    athar(table(SARA))
    athar(table(SARA), "--fresh")

    assert sorted(imported.state for imported in Import.objects.all()) == ["cancelled", "read"]


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        ("kind,colour\n1,2\n", (), "These headers are not known: \u2068colour\u2069."),
        ("", (), "The file holds no rows."),
        (table(SARA), ("--by", "nobody@example.org"), "nobody signs in as nobody@example.org."),
        (
            table(SARA),
            ("--by", "khalid@example.org", "--approve-by", "khalid@example.org"),
            "must be two people",
        ),
    ],
)
def test_bad_input_is_one_line_and_exit_code_two(athar, content, options, words):
    done = athar(content, *options)

    assert (done.exit_code, done.stdout, len(done.stderr.strip().splitlines())) == (2, "", 1)
    assert words in done.stderr


def test_a_file_that_is_not_there_is_bad_input():
    done = CliRunner().invoke(app, ["records", "nowhere.csv"])

    assert (done.exit_code, done.stderr) == (2, "athar: there is no file nowhere.csv.\n")
