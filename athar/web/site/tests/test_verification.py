import json
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from athar.analytics.proofs import Checkpoint, load_or_create, sign
from athar.analytics.proofs import seal as sealed
from athar.web.site import forms
from athar.web.site.tests.conftest import REACHED, page


def handed_in(browser, content: bytes, name: str = "receipt.json", **more: str) -> str:
    return browser.post(
        "/en/verification/", {"file": SimpleUploadedFile(name, content), **more}
    ).content.decode()


@pytest.fixture
def receipt(records, visitor):
    return visitor.get(f"{REACHED}receipt.json").content


@pytest.mark.parametrize("text", ["R-000001", "r-1", "R 000001", "000001", "١"])
def test_the_number_of_a_record_leads_to_it_however_it_is_written(records, visitor, text):
    assert visitor.get("/verification/", {"number": text})["Location"] == "/records/1/"


def test_the_code_of_a_figure_leads_to_its_newest_year(records, visitor):
    assert visitor.get("/verification/", {"number": "beneficiaries.reached"})["Location"] == REACHED


def test_the_hash_of_a_sheet_leads_to_it(records, visitor):
    answer = visitor.get("/verification/", {"number": records.evidence.sha256})
    assert answer["Location"] == f"/evidence/{records.evidence.sha256}/"


@pytest.mark.parametrize("text", ["382", "٣٨٢"])
def test_a_number_read_in_a_report_leads_to_its_figure(published, visitor, text):
    assert visitor.get("/verification/", {"number": text})["Location"] == REACHED


def test_a_number_that_may_be_several_things_shows_all_of_them(published, visitor):
    text = page(visitor, "/en/verification/?number=2")
    assert "It may be one of these" in text
    assert "/en/figures/2023/beneficiaries.identified/" in text
    assert "/en/records/2/" in text


@pytest.mark.parametrize("text", ["nonsense", "999999", "no.such", "9" * 40])
def test_what_is_nothing_of_ours_is_said_to_be_nothing_of_ours(records, visitor, text):
    assert "Nothing here goes by that" in page(visitor, f"/en/verification/?number={text}")


def test_our_own_receipt_is_valid(receipt, visitor):
    assert "Valid: nothing in it was changed" in handed_in(visitor, receipt)


def test_a_receipt_in_which_one_number_was_changed_is_invalid(receipt, visitor):
    document = json.loads(receipt) | {"value": "999"}
    text = handed_in(visitor, json.dumps(document).encode())
    assert "Invalid: something in it does not hold" in text
    assert "it was changed after it was sealed" in text


def test_a_receipt_of_another_association_is_whole_and_not_ours(receipt, visitor, tmp_path):
    theirs = load_or_create(tmp_path / "their.key", "elsewhere.example/ledger")
    document = json.loads(receipt)
    root = bytes.fromhex(document["cutoff"]["root"])
    head = Checkpoint("elsewhere.example/ledger", document["cutoff"]["size"], root, datetime.now(UTC))
    document["cutoff"]["checkpoint"] = sign(head, theirs)
    text = handed_in(visitor, json.dumps(sealed(document, theirs)).encode())
    assert "Whole, but sealed by a key that is not ours" in text


def test_a_key_of_ones_own_choice_is_the_only_one_trusted(receipt, visitor, tmp_path):
    theirs = load_or_create(tmp_path / "their.key", "elsewhere.example/ledger").public
    assert "which is not among the trusted keys" in handed_in(visitor, receipt, key=str(theirs))
    assert "This is no verifier key" in handed_in(visitor, receipt, key="hello")


@pytest.mark.parametrize("content", [b"hello", b"[]", b"{}", b"PK\x03\x04"])
def test_a_file_of_no_kind_we_publish_is_said_to_be_none(records, visitor, content):
    assert "This is no file of a kind we publish" in handed_in(visitor, content)


def test_in_arabic_the_reason_is_arabic_and_what_the_tool_said_is_marked_as_english(records, visitor):
    file = SimpleUploadedFile("letter.json", b"hello")
    text = visitor.post("/verification/", {"file": file}).content.decode()
    said, _summary, tool = text.partition("ليس هذا ملفًّا مما ننشره")[2].partition("<summary>")
    assert "ارفع الملف كما نزّلته" in said
    assert tool.partition("</summary>")[0] == "ما قالته أداة التحقق، بالإنجليزية"
    assert '<p lang="en" dir="ltr">' in tool.partition("</details>")[0]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(records, visitor, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST_UPLOAD", 10)
    assert "The file is larger than 50 MB" in handed_in(visitor, b"x" * 11)


def test_a_small_file_that_unpacks_to_a_huge_one_is_not_unpacked(records, visitor, monkeypatch):
    import zipfile

    from athar.web.site import verifying

    monkeypatch.setattr(verifying, "LARGEST_UNPACKED", 1000)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"0" * 2000)
    assert "unpacked it would be larger" in handed_in(visitor, packed.getvalue(), "data.zip")
