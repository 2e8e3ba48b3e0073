import pytest

from athar.engine.ledger.models import CorrectionRequest, Record
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, service
from athar.web.ui.tests.reading import itself


@pytest.fixture
def records(cast):
    facts = [service(cast.sara, cast.forum, session=f"S{number}") for number in range(3)]
    post(facts, entered_by=cast.noura, entered_at=NOON, approved_by=cast.khalid, approved_at=NOON)
    return list(Record.objects.order_by("position"))


@pytest.mark.parametrize(("query", "found"), [
    ("", 3), ("number=R-000001", 1), ("number=٢", 1), ("number=R-9", 0), ("number=abc", 3), ("kind=hours", 0), ("initiative=forum", 3), ("day=9/5/2023", 3),
    ("day=2023-05-10", 0), ("sort=;drop", 3), ("page=99", 3),
])  # fmt: skip
def test_records_are_found_by_number_kind_initiative_and_day(enter, records, query, found):
    assert (
        enter("yousef").get(f"/en/workspace/ledger/?{query}").context["table"].page.paginator.count == found
    )


def test_the_auditor_sees_masked_persons_and_no_way_to_act(enter, records):
    page = itself(enter("yousef").get("/en/workspace/ledger/1/").content.decode())
    assert ("سارة الزهراني" in page, "Ask for the correction" in page) == (False, False)


def test_noura_asks_and_khalid_agrees(enter, cast, records):
    assert enter("noura").post("/en/workspace/ledger/1/", {"reason": "لم تحضر"}).status_code == 302
    request = CorrectionRequest.objects.get()
    answer = enter("khalid").post(
        f"/en/workspace/corrections/{request.pk}/", {"verdict": "approved"}, follow=True
    )
    assert "R-000001 is taken back by R-000003" in answer.content.decode()
    assert Record.objects.get(corrects=1).entered_by == cast.noura


def test_nobody_decides_on_their_own_correction_through_the_page(enter, records):
    client = enter("noura")
    client.post("/en/workspace/ledger/1/", {"reason": "لم تحضر"})
    request = CorrectionRequest.objects.get()
    answer = client.post(f"/en/workspace/corrections/{request.pk}/", {"verdict": "approved"})
    assert (answer.status_code, Record.objects.count()) == (409, 3)


def test_a_declined_correction_leaves_the_record_and_says_why(enter, records):
    enter("noura").post("/en/workspace/ledger/1/", {"reason": "لم تحضر"})
    request = CorrectionRequest.objects.get()
    enter("khalid").post(
        f"/en/workspace/corrections/{request.pk}/", {"verdict": "rejected", "reason": "اسمها في الكشف"}
    )
    assert "اسمها في الكشف" in enter("noura").get("/en/workspace/corrections/?side=decided").content.decode()
    assert Record.objects.count() == 3


def test_a_correction_without_a_reason_is_not_asked_for(enter, records):
    assert enter("noura").post("/en/workspace/ledger/1/", {"reason": " "}).status_code == 409
    assert CorrectionRequest.objects.count() == 0


def test_a_record_that_does_not_exist_is_not_found(enter):
    assert enter("noura").get("/en/workspace/ledger/77/").status_code == 404


@pytest.mark.parametrize("address", ["/workspace/ledger/", "/workspace/corrections/"])
def test_lists_take_as_many_queries_for_many_rows_as_for_one(enter, pages, records, address):
    counts = []
    for position in range(3):
        enter("noura").post(f"/workspace/ledger/{position}/", {"reason": "لم تحضر"})
        counts.append(pages("khalid", address))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 12
