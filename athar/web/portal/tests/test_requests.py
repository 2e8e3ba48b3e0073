"""Somebody asks about their data, or for their child, and follows it."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from athar.foundation.core.dates import riyadh_day
from athar.foundation.people.choices import IdentityCheck
from athar.foundation.privacy.arrivals import Received, Wanted, record_request
from athar.foundation.privacy.choices import ArrivalChannel, RequestKind, RequestStepKind
from athar.foundation.privacy.models import Request
from athar.foundation.privacy.requests import ask, note_step
from athar.web.ui.tests.reading import itself


def read(browser, address):
    return itself(browser.get(f"/en/me/{address}").content.decode())


def test_a_correction_is_asked_from_the_fact_itself_and_followed(enter, family):
    browser = enter("sara")
    assert 'href="/en/me/data/corrections/phone/"' in read(browser, "data/")
    form = {"value": "٠٥٠٠٠٠٠٠٨٨", "text": "Changed last year"}
    answer = browser.post("/en/me/data/corrections/phone/", form)
    assert (answer.status_code, answer.url) == (302, "/en/me/requests/")
    page = read(browser, "requests/")
    assert "+966500000071" in page
    assert "+966500000088" in page
    assert "Left: 30 days." in page
    assert family.sara.phone == "+966500000071"


def test_what_was_decided_stands_with_its_words_and_without_a_name(enter, family):
    request = ask(
        person=family.sara, by=family.sara, kind=RequestKind.ACCESS, text="What for?", at=timezone.now()
    )
    note_step(
        request=request,
        kind=RequestStepKind.ANSWERED,
        text="For the season.",
        by=family.khalid,
        at=timezone.now(),
    )
    page = read(enter("sara"), "requests/")
    assert "For the season." in page
    assert family.khalid.name not in page
    assert "Take it back" not in page


def test_a_guardian_asks_for_the_child_and_somebody_else_cannot(enter, family):
    address = f"/en/me/children/{family.lina.pk}/corrections/birth_date/"
    assert enter("sara").post(address, {"value": "2015-09-08"}).status_code == 404
    assert enter("father").post(address, {"value": "2015-09-08"}).status_code == 302
    request = Request.objects.get()
    assert (request.person, request.asked_by, request.new) == (family.lina, family.father, "2015-09-08")
    assert family.lina.name in read(enter("father"), "requests/")


def test_a_child_of_somebody_else_cannot_be_named_in_a_form(enter, family):
    form = {"whom": str(family.lina.pk), "kind": "access", "text": "What is held?"}
    assert enter("sara").post("/en/me/requests/new/", form).status_code == 422
    assert enter("father").post("/en/me/requests/new/", form).status_code == 302


def test_a_file_that_is_no_document_is_refused_whatever_it_is_called(enter):
    page = SimpleUploadedFile("evidence.pdf", b"<script>alert(1)</script>", content_type="application/pdf")
    answer = enter("sara").post("/en/me/data/corrections/name/", {"value": "سارة سعد", "evidence": page})
    assert answer.status_code == 422
    assert "Attach a PDF, JPEG or PNG" in answer.content.decode()
    assert not Request.objects.exists()


def test_the_same_value_is_refused_with_its_reason(enter, family):
    answer = enter("sara").post("/en/me/data/corrections/name/", {"value": family.sara.name})
    assert answer.status_code == 409
    assert "The profile says just that." in answer.content.decode()


def test_a_request_is_taken_back_by_whoever_asked(enter, family):
    request = ask(
        person=family.sara, by=family.sara, kind=RequestKind.ACCESS, text="What for?", at=timezone.now()
    )
    address = f"/en/me/requests/{request.pk}/retraction/"
    assert enter("omar").post(address).status_code == 404
    enter("sara").post(address)
    assert not Request.objects.open().exists()


def test_what_came_by_letter_stands_on_ones_own_pages_with_its_deadline_and_can_be_taken_back(enter, family):
    today = riyadh_day(timezone.now())
    request = record_request(
        person=family.sara, asked_by=family.sara, wanted=Wanted(RequestKind.OBJECTION, text="Not for research."),
        received=Received(ArrivalChannel.PHONE, today - timedelta(days=3), IdentityCheck.CALLED_BACK),
        by=family.omar, at=timezone.now(),
    )  # fmt: skip
    page = read(enter("sara"), "requests/")
    assert "By phone: the association recorded it for you on" in page
    assert "27 days" in page
    enter("sara").post(f"/en/me/requests/{request.pk}/retraction/")
    assert not Request.objects.open().exists()
