import csv
import io

from athar.engine.ledger.tests.factories import service
from athar.web.site.tests.conftest import REACHED, page, signed_in

SARA = "سارة الزهراني"


def rows_of(browser, address):
    text = b"".join(browser.get(address).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_public_reads_no_name_on_any_page_that_leads_to_her(published, visitor):
    for address in (
        REACHED,
        f"{REACHED}receipt/",
        f"{REACHED}records/",
        "/records/0/",
        "/ledger/",
        f"/evidence/{published.evidence.sha256}/",
    ):
        assert "سارة" not in page(visitor, address), address
    assert "•••" in page(visitor, "/records/0/")


def test_an_outsider_with_an_account_sees_no_more_than_the_public(records):
    text = page(signed_in(records.omar), "/records/0/")
    assert "سارة" not in text
    assert "نورة" not in text


def test_who_checks_sees_initials_and_the_last_digits(records):
    text = page(signed_in(records.khalid), "/records/0/")
    assert SARA not in text
    assert f"س. ز. ••••••{records.sara.national_id[-4:]}" in text


def test_a_programme_manager_sees_the_name(records):
    assert SARA in page(signed_in(records.noura), "/records/0/")


def test_gender_and_age_are_hidden_from_the_public_as_the_hash_hides_them(records, visitor):
    assert "25-34" not in page(visitor, "/en/records/0/")
    assert "25-34" in page(signed_in(records.khalid), "/en/records/0/")


def test_staff_are_named_to_staff_and_told_by_role_to_everybody_else(records, visitor):
    public = page(visitor, "/en/records/0/")
    assert "Programme manager" in public
    assert "Measurement officer" in public
    assert "نورة العتيبي" not in public
    assert "Noura Alotaibi" in page(signed_in(records.khalid), "/en/records/0/")


def test_the_file_of_records_is_masked_for_whoever_asks(records, visitor):
    assert [row["beneficiary"] for row in rows_of(visitor, f"/en{REACHED}records.csv")] == [
        "•••",
        "No names",
        "•••",
    ]
    assert [row["beneficiary"] for row in rows_of(signed_in(records.noura), f"/en{REACHED}records.csv")] == [
        SARA,
        "No names",
        "محمد العمري",
    ]


def test_a_formula_in_a_record_reaches_no_spreadsheet(records, append, visitor):
    append(service(records.sara, records.forum, place='=HYPERLINK("http://evil.example")'))
    assert rows_of(visitor, f"{REACHED}records.csv")[-1]["place"] == '\'=HYPERLINK("http://evil.example")'


def test_the_file_of_records_begins_with_the_mark_that_excel_needs(records, visitor):
    assert b"".join(visitor.get(f"{REACHED}records.csv").streaming_content).startswith(b"\xef\xbb\xbf")
