"""The queue of what persons asked: by deadline, decided by somebody else, with what they did by themselves."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from athar.foundation.privacy.choices import RequestKind
from athar.foundation.privacy.exports import ask_for_export
from athar.foundation.privacy.requests import ask, ask_for_correction

LIST = "/en/workspace/requests/"


@pytest.fixture
def correction(cast):
    paper = ContentFile(b"%PDF-1.7", name="evidence.pdf")
    return ask_for_correction(
        person=cast.sara, by=cast.sara, fact="name", value="سارة سعد الزهراني", evidence=paper,
        at=timezone.now() - timedelta(days=25),
    )  # fmt: skip


def read(browser, address):
    return browser.get(address).content.decode()


def test_the_queue_counts_days_and_shows_what_people_did_by_themselves(enter, cast, correction):
    ask_for_export(person=cast.omar, at=timezone.now())
    page = read(enter("fahad"), LIST)
    assert "5 days left" in page
    assert "Nobody yet" in page
    assert "A copy of their data" in page
    assert "By themselves" in page


def test_an_officer_takes_it_on_and_accepts_and_the_value_changes(enter, cast, correction):
    browser, address = enter("fahad"), f"{LIST}{correction.pk}/"
    browser.post(address, {"kind": "taken"})
    assert cast.fahad.name in read(browser, LIST)
    assert browser.post(address, {"kind": "accepted", "text": ""}).status_code == 409
    assert browser.post(address, {"kind": "accepted", "text": "As in the paper"}).status_code == 302
    cast.sara.refresh_from_db()
    assert cast.sara.name == "سارة سعد الزهراني"
    assert "Accepted and carried out" in read(browser, address)


def test_an_auditor_sees_that_it_was_asked_and_neither_names_nor_values(enter, cast, correction):
    page = read(enter("yousef"), f"{LIST}{correction.pk}/")
    assert "Name" in page
    assert "سعد" not in page
    assert cast.sara.name not in page
    assert enter("yousef").get(f"{LIST}{correction.pk}/evidence/").status_code == 403


def test_the_evidence_is_fetched_and_never_shown_inside_the_site(enter, correction):
    answer = enter("fahad").get(f"{LIST}{correction.pk}/evidence/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_whoever_asked_is_told_that_a_colleague_decides(enter, cast):
    request = ask(
        person=cast.fahad, by=cast.fahad, kind=RequestKind.ACCESS, text="ما المحفوظ؟", at=timezone.now()
    )
    page = read(enter("fahad"), f"{LIST}{request.pk}/")
    assert "a colleague decides" in page
    assert "Do it" not in page


def test_home_lists_it_by_its_deadline(enter, correction):
    page = read(enter("fahad"), "/en/workspace/")
    assert "To correct what is wrong" in page
    assert "5 days left" in page


def test_the_queue_costs_no_more_for_many_than_for_few(pages, cast, correction):
    ask(person=cast.saad, by=cast.saad, kind=RequestKind.OBJECTION, text="لا أريد", at=timezone.now())
    ask_for_export(person=cast.saad, at=timezone.now())
    few = pages("fahad", LIST)
    for person in (cast.omar, cast.noura, cast.khalid):
        ask(person=person, by=person, kind=RequestKind.OBJECTION, text="لا أريد", at=timezone.now())
        ask_for_export(person=person, at=timezone.now())
    assert pages("fahad", LIST) == few <= 12
