"""What comes by letter, by phone or in person is recorded in the queue of requests: who asks first, then what."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from athar.foundation.core.dates import riyadh_day
from athar.foundation.people.models import GuardianApproval
from athar.foundation.people.tests.factories import PersonFactory
from athar.foundation.privacy.models import Request

NEW = "/en/workspace/requests/new/"


def form(**more):
    on = riyadh_day(timezone.now()) - timedelta(days=4)
    return {
        "whom": "self", "channel": "letter", "on": on.isoformat(), "checked": "copy", "kind": "access",
        "text": "ما الذي تحفظونه عني؟",
    } | more  # fmt: skip


def of(person):
    return f"{NEW}?person={person.pk}"


def text(answer):
    return answer.content.decode()


def test_who_asks_is_found_in_any_spelling_with_what_tells_two_of_one_name_apart(enter, cast):
    PersonFactory(name="سارة الزهراني", birth_date="1988-02-03")
    page = text(enter("fahad").get(NEW, {"q": "ساره الزهرانى"}))
    assert page.count("?person=") == 2
    assert "1988" in page
    assert "Nobody of that name is known" in text(enter("fahad").get(NEW, {"q": "زرقاء اليمامة"}))


def test_a_letter_is_recorded_with_its_scan_and_waits_in_the_queue_from_the_day_it_came(enter, cast):
    client = enter("fahad")
    scan = SimpleUploadedFile("خطاب سارة.pdf", b"%PDF-1.7 scan", content_type="application/pdf")
    page = text(client.post(of(cast.sara), form(evidence=scan), follow=True))
    assert "By letter" in page
    assert "A copy of the identity document" in page
    assert cast.fahad.name in page
    asked = Request.objects.get()
    assert "سارة" not in asked.evidence.name
    queue = text(client.get("/en/workspace/requests/"))
    assert "26 days left" in queue
    assert "By letter" in queue


def test_arabic_digits_and_either_calendar_are_read_and_a_day_to_come_is_refused_in_words(enter, cast):
    client = enter("fahad")
    tomorrow = riyadh_day(timezone.now()) + timedelta(days=1)
    answer = client.post(of(cast.sara), form(on=tomorrow.isoformat()))
    assert (answer.status_code, "has not come yet" in text(answer)) == (409, True)
    written = f"{riyadh_day(timezone.now()):%Y-%m-%d}".translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert client.post(of(cast.sara), form(on=written)).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"kind": "correction"}, "Say what is to be put right"),
        ({"kind": "withdrawal"}, "Choose which consent to withdraw"),
        ({"checked": ""}, "This field is required"),
        ({"channel": "pigeon"}, "Select a valid choice"),
    ],
    ids=["correction", "withdrawal", "check", "channel"],
)
def test_what_is_missing_is_said_at_its_field(enter, cast, wrong, words):
    answer = enter("fahad").post(of(cast.sara), form(**wrong))
    assert (answer.status_code, words in text(answer)) == (422, True)
    assert not Request.objects.exists()


def test_a_scan_that_is_no_document_is_refused_whatever_it_is_called(enter, cast):
    fake = SimpleUploadedFile("letter.pdf", b"<script>", content_type="application/pdf")
    answer = enter("fahad").post(of(cast.sara), form(evidence=fake))
    assert (answer.status_code, "Attach a PDF or a picture" in text(answer)) == (422, True)


def test_for_a_child_its_guardian_asks(enter, cast):
    lina = PersonFactory(name="لينا الخالدي", birth_date="2015-09-09")
    GuardianApproval.objects.create(child=lina, guardian=cast.sara, approved_on="2023-01-01")
    client = enter("fahad")
    page = text(client.get(of(lina)))
    assert "so a guardian asks" in page
    assert f"?person={cast.sara.pk}" in page
    assert client.post(of(lina), form()).status_code == 409
    assert client.post(of(cast.sara), form(whom=str(lina.pk), text="بيانات ابنتي")).status_code == 302
    assert (Request.objects.get().person, Request.objects.get().asked_by) == (lina, cast.sara)


def test_whoever_has_no_account_is_answered_the_way_the_request_came(enter, cast):
    page = text(enter("fahad").post(of(cast.student), form(), follow=True))
    assert "send it the way the request came" in page
    known = text(enter("fahad").post(of(cast.sara), form(), follow=True))
    assert "send it the way the request came" not in known


@pytest.mark.parametrize("key", ["yousef", "hind", "noura"])
def test_only_who_answers_requests_records_them(enter, cast, key):
    assert enter(key).get(NEW).status_code == 403
    assert enter(key).post(of(cast.sara), form()).status_code == 403
    assert f'href="{NEW}"' not in text(enter("yousef").get("/en/workspace/requests/"))


def test_looking_for_somebody_costs_no_more_for_many_than_for_few(pages, cast):
    PersonFactory(name="ماجد الحربي")
    few = pages("fahad", f"{NEW}?q=الحربي")
    for _number in range(5):
        PersonFactory(name="سعد الحربي")
    assert pages("fahad", f"{NEW}?q=الحربي") == few <= 12
