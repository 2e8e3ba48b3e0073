from pathlib import Path

from athar.engine.ledger.tests.factories import headcount, sheet
from athar.web.site.tests.conftest import page, signed_in


def test_the_public_sees_title_hash_and_records_of_a_sheet(records, visitor):
    text = page(visitor, f"/en/evidence/{records.evidence.sha256}/")
    assert "Counting sheet" in text
    assert records.evidence.sha256 in text
    assert "R-000001" in text
    assert "Intact" in text


def test_an_outsider_cannot_open_the_file_and_is_told_why(records):
    answer = signed_in(records.omar).get(f"/en/evidence/{records.evidence.sha256}/file")
    assert answer.status_code == 403
    assert "they were promised that only those who check would see them" in answer.content.decode()


def test_a_visitor_cannot_open_the_file_either(records, visitor):
    assert visitor.get(f"/evidence/{records.evidence.sha256}/file").status_code == 403


def test_who_checks_downloads_the_file_and_no_browser_runs_it(records):
    answer = signed_in(records.khalid).get(f"/evidence/{records.evidence.sha256}/file")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == "ليلة,العدد\n1,380\n".encode()
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_sheet_that_was_swapped_on_the_disk_is_called_broken(records, append, visitor):
    swapped = sheet(records.noura, "ليلة,العدد\n3,390\n")
    append(headcount(swapped, records.ramadan, 390))
    Path(swapped.file.path).write_bytes(b"1,999")
    assert "Broken" in page(visitor, f"/en/evidence/{swapped.sha256}/")


def test_a_sheet_that_proves_no_record_yet_is_unknown_to_the_public(records, visitor):
    waiting = sheet(records.noura, "ليلة,العدد\n2,400\n")
    assert visitor.get(f"/evidence/{waiting.sha256}/").status_code == 404
    assert visitor.get(f"/evidence/{waiting.sha256}/file").status_code == 404
    assert signed_in(records.khalid).get(f"/evidence/{waiting.sha256}/").status_code == 200
