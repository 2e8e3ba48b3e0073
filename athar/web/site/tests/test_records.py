import json

import pytest

from athar.analytics.packages import verify_file
from athar.engine.ledger.signing import key
from athar.engine.ledger.tests.factories import service
from athar.web.site.presenting.record_page import path_length
from athar.web.site.tests.conftest import page


def test_a_record_says_what_happened_when_where_and_how_it_was_counted(records, visitor):
    text = page(visitor, "/en/records/1/")
    for words in (
        "Headcount",
        "380 people",
        "Meals handed out, one each",
        "12 Ramadan 1444",
        "الموقع 3",
        "Counting sheet",
    ):
        assert words in text, words


def test_a_record_says_in_words_where_it_came_from(records, append, visitor):
    append(
        *[
            service(records.sara, records.forum, source=source)
            for source in ("attendance-sheet", "دفتر الزوار")
        ]
    )
    assert [
        page(visitor, f"/en/records/{position}/").count(words)
        for position, words in (
            (3, "An attendance sheet"),
            (4, "دفتر الزوار"),
        )
    ] == [1, 1]


def test_a_record_and_its_correction_lead_to_each_other(records, correct, visitor):
    correct(records)
    taken_back, correcting = page(visitor, "/en/records/1/"), page(visitor, "/en/records/3/")
    assert "This record was taken back" in taken_back
    assert "كشف مكرر" in taken_back
    assert 'href="/en/records/3/"' in taken_back
    assert "This record takes another back" in correcting
    assert 'href="/en/records/1/"' in correcting


def test_the_ledger_lists_every_correction_with_its_reason(records, correct, visitor):
    correct(records)
    text = page(visitor, "/ledger/")
    assert "R-000003" in text
    assert "كشف مكرر" in text


def test_a_proof_is_checked_by_the_command_with_the_public_key_alone(records, visitor, tmp_path):
    proof = tmp_path / "proof.json"
    proof.write_bytes(visitor.get("/records/0/proof.json").content)
    assert verify_file(proof, trusted=[str(key().public)])
    assert json.loads(proof.read_text())["size"] == 3


def test_a_proof_holds_nothing_that_tells_whom_the_record_is_about(records, visitor):
    text = visitor.get("/records/0/proof.json").content.decode()
    assert "سارة" not in text
    assert "female" not in text
    assert str(records.sara.ref) not in text


def test_the_newest_seal_is_told_with_its_size_and_as_a_signed_note(records, visitor):
    assert visitor.get("/ledger/head.txt").content.decode().splitlines()[1] == "3"
    assert "Nothing has been sealed yet." not in page(visitor, "/en/ledger/")


def test_before_the_first_seal_there_is_none_to_show(association, visitor):
    assert visitor.get("/ledger/head.txt").status_code == 404
    assert "Nothing has been sealed yet." in page(visitor, "/en/ledger/")


@pytest.mark.parametrize(
    ("index", "size", "steps"), [(0, 1, 0), (0, 2, 1), (2, 3, 1), (0, 3, 2), (6, 7, 2), (5, 8, 3)]
)
def test_the_length_of_a_path_is_that_of_the_tree(index, size, steps):
    assert path_length(index, size) == steps
