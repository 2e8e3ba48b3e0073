import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from python_calamine import CalamineWorkbook

from athar.engine.intake import operations
from athar.engine.intake.models import Import
from athar.engine.ledger.models import Record
from athar.engine.ledger.tests.factories import InitiativeFactory, sheet
from athar.foundation.core.identity import fake_national_id
from athar.foundation.core.jobs import run

HEADERS = "kind,initiative,occurred_on,person_name,national_id,count,counting_method,evidence,external_id"


@pytest.fixture
def delivered(cast, settings):
    """A file of Noura's: two rows are right, one has a bad identity number, one an unlikely count."""
    evidence = sheet(cast.noura).sha256
    InitiativeFactory(code="ramadan", number=9000)
    rows = [
        HEADERS,
        f"training,forum,2023-05-09,ليان الواحة,{fake_national_id(1)},,,,a1",
        f"training,forum,2023-05-09,هدى العسيري,{fake_national_id(2)},,,,a2",
        "training,forum,2023-05-09,ريما القرني,1234567890,,,,a3",
        f"headcount,ramadan,2023-04-02,,,52000,meals,{evidence},a4",
    ]
    return deliver(cast.noura, rows)


def deliver(by, rows):
    file = SimpleUploadedFile("attendance.csv", "\n".join(rows).encode())
    imported = operations.start(file=file, name="attendance.csv", by=by, at=timezone.now())
    operations.read(import_id=imported.pk)
    return Import.objects.get(pk=imported.pk)


def address(imported, tail=""):
    return f"/en/workspace/imports/{imported.pk}/{tail}"


def test_noura_delivers_a_file_and_it_waits_to_be_read(enter, cast):
    file = SimpleUploadedFile("حضور.csv", f"{HEADERS}\ntraining,forum,2023-05-09,ليان,,,,,a1".encode())
    answer = enter("noura").post("/en/workspace/imports/new/", {"file": file})
    imported = Import.objects.get()
    assert (answer.status_code, imported.name, imported.entered_by, imported.organisation) == (
        302,
        "حضور.csv",
        cast.noura,
        None,
    )


def test_a_worker_reads_what_was_delivered(enter, cast):
    file = SimpleUploadedFile("hours.csv", f"{HEADERS}\ntraining,forum,2023-05-09,ليان,,,,,a1".encode())
    enter("noura").post("/en/workspace/imports/new/", {"file": file})
    imported = Import.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE args->>'operation' LIKE '%intake%'")
        [waiting] = [json.loads(args) if isinstance(args, str) else args for (args,) in cursor.fetchall()]
    run(**waiting)
    assert (waiting["ids"], Import.objects.get().state) == ({"import_id": imported.pk}, "read")


def test_what_is_delivered_again_before_it_was_read_is_read_once_more_and_never_after(enter, cast):
    content = f"{HEADERS}\ntraining,forum,2023-05-09,ليان,,,,,a1".encode()

    def delivered():
        enter("noura").post("/en/workspace/imports/new/", {"file": SimpleUploadedFile("hours.csv", content)})
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE args->>'operation' LIKE '%intake%'")
            return cursor.fetchone()[0]

    assert [delivered(), delivered()] == [1, 2]
    operations.read(import_id=Import.objects.get().pk)
    assert delivered() == 2


def test_a_partner_delivers_for_her_organisation(enter, cast):
    file = SimpleUploadedFile("hours.csv", f"{HEADERS}\ntraining,forum,2023-05-09,ليان,,,,,a1".encode())
    enter("salma").post("/en/workspace/imports/new/", {"file": file})
    assert Import.objects.get().organisation == cast.body


@pytest.mark.parametrize(("name", "content"), [("hours.pdf", b"x"), ("hours", b"x"), ("hours.csv", b"")])
def test_what_is_no_file_of_records_is_not_taken(enter, name, content):
    answer = enter("noura").post("/en/workspace/imports/new/", {"file": SimpleUploadedFile(name, content)})
    assert (answer.status_code in {409, 422}, Import.objects.count()) == (True, 0)


def test_the_page_counts_and_tells_every_reason_in_the_readers_language(enter, delivered):
    client = enter("noura")
    page = client.get(address(delivered))
    assert (page.context["imported"].valid, page.context["imported"].refused) == (2, 2)
    reasons = {reason.code: reason for reason in page.context["reasons"]}
    arabic = client.get(address(delivered).removeprefix("/en")).content.decode()
    assert all(reason.message_ar in arabic for reason in reasons.values())


def test_identity_numbers_in_refused_rows_are_masked(enter, delivered):
    page = enter("noura").get(address(delivered)).content.decode()
    assert ("1234567890" in page, "7890" in page) == (False, True)


def test_a_reviewer_does_not_read_names_in_refused_rows(enter, delivered):
    names = [
        ("ريما القرني" in enter(key).get(address(delivered)).content.decode())
        for key in ("noura", "khalid", "yousef")
    ]
    assert names == [True, False, False]


def test_while_a_file_is_read_the_page_asks_again_with_and_without_scripts(enter, cast):
    file = SimpleUploadedFile("slow.csv", f"{HEADERS}\ntraining,forum,2023-05-09,ليان,,,,,a1".encode())
    imported = operations.start(file=file, name="slow.csv", by=cast.noura, at=timezone.now())
    page = enter("noura").get(address(imported)).content.decode()
    assert ('hx-trigger="every 2s"' in page, '<meta http-equiv="refresh"' in page) == (True, True)
    part = enter("noura").get(address(imported), headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in part, part.strip().startswith('<div id="standing"')) == (False, True)


def test_nobody_approves_their_own_import_through_the_page(enter, delivered):
    answer = enter("noura").post(address(delivered, "review/"), {"without_refused": "on"}, follow=True)
    assert (answer.context["state"], Record.objects.count()) == ("read", 0)


def test_refused_rows_hold_an_approval_back_unless_they_are_left_out(enter, delivered):
    client = enter("khalid")
    assert client.post(address(delivered, "review/"), follow=True).context["state"] == "read"
    assert (
        client.post(address(delivered, "review/"), {"without_refused": "on"}, follow=True).context["state"]
        == "reviewed"
    )


def test_an_unlikely_row_is_ready_once_somebody_vouches_for_it(enter, delivered):
    client = enter("noura")
    assert client.get(address(delivered, "rows/5/explanation/")).status_code == 200
    client.post(address(delivered, "rows/5/explanation/"), {"text": "عُدّت عند البوابات الست"})
    assert (Import.objects.get().explained, Import.objects.get().refused) == (1, 1)


def test_a_wrong_row_cannot_be_talked_right(enter, delivered):
    answer = enter("noura").post(address(delivered, "rows/4/explanation/"), {"text": "صحيح"})
    assert (answer.status_code, Import.objects.get().explained) == (409, 0)


def test_the_refused_rows_come_as_a_workbook_to_their_deliverer_alone(enter, delivered):
    content = enter("noura").get(address(delivered, "refused.xlsx")).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["line", 4, 5]
    assert enter("salma").get(address(delivered, "refused.xlsx")).status_code == 404


def test_a_file_is_sent_back_with_a_reason(enter, delivered):
    client = enter("khalid")
    assert (
        client.post(address(delivered, "refusal/"), {"refusal-reason": " "}, follow=True).context["state"]
        == "read"
    )
    assert (
        client.post(address(delivered, "refusal/"), {"refusal-reason": "الكشف ناقص"}, follow=True).context[
            "state"
        ]
        == "refused"
    )


def test_a_cancelled_import_is_gone_from_the_queue(enter, delivered):
    client = enter("noura")
    assert client.post(address(delivered, "cancellation/"), follow=True).context["state"] == "cancelled"
    assert client.get("/en/workspace/").context["running"] is None


def test_another_organisations_import_is_not_found(enter, delivered):
    assert enter("salma").get(address(delivered)).status_code == 404


def test_the_template_has_the_headers_that_are_read(enter):
    content = enter("noura").get("/en/workspace/imports/template.csv").content.decode("utf-8-sig")
    assert content.startswith("kind,initiative,edition")


def test_lists_take_as_many_queries_for_many_rows_as_for_one(cast, pages):
    counts = []
    for number in range(3):
        deliver(cast.noura, [HEADERS, f"training,forum,2023-05-09,ليان {number},1234567890,,,,b{number}"])
        counts.append(pages("khalid", "/workspace/imports/"))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 12


def test_the_page_of_an_import_stays_within_twelve(pages, delivered):
    assert pages("khalid", address(delivered)) <= 12
