"""Certificates of one's own hours: made, printed, checked by whoever is shown one, taken back."""

import pytest

from athar.engine.credentials.models import HoursCertificate
from athar.engine.credentials.tests.factories import HoursCertificateFactory


@pytest.fixture
def made(enter, hours):
    hours(3)
    answer = enter("sara").post("/en/me/certificates/", follow=True)
    certificate = HoursCertificate.objects.get()
    assert f"Certificate {certificate} is ready" in answer.content.decode()
    return certificate


def test_a_certificate_is_made_once_and_printed_in_both_languages(enter, made):
    browser = enter("sara")
    browser.post("/en/me/certificates/")
    assert HoursCertificate.objects.get() == made
    page = browser.get("/en/me/hours/").content.decode()
    for language in ("ar", "en"):
        address = f"/en/me/certificates/{made.pk}/{language}.pdf"
        assert address in page
        assert browser.get(address).content.startswith(b"%PDF")
    assert browser.get(f"/en/me/certificates/{made.pk}/fr.pdf").status_code == 404


def test_without_approved_hours_no_certificate_is_offered_or_made(enter, family):
    browser = enter("sara")
    assert "Make a certificate" not in browser.get("/en/me/hours/").content.decode()
    assert (
        "No hours of yours are approved yet."
        in browser.post("/en/me/certificates/", follow=True).content.decode()
    )
    assert not HoursCertificate.objects.exists()


def test_whoever_is_shown_one_finds_it_by_its_code_however_typed_and_sees_that_it_was_taken_back(
    enter, client, made
):
    plain = client.get(f"/en/certificates/{made.code}/")
    assert "In force" in plain.content.decode()
    assert plain["X-Robots-Tag"] == "noindex"
    assert client.get(f"/en/certificates/{str(made).lower()}/").url == f"/en/certificates/{made.code}/"
    assert client.get("/en/verification/", {"number": str(made)}).url == f"/en/certificates/{made.code}/"
    assert client.get("/en/certificates/NOTHING/").status_code == 404
    enter("sara").post(f"/en/me/certificates/{made.pk}/ending/")
    assert "Withdrawn by its holder" in client.get(f"/en/certificates/{made.code}/").content.decode()
    assert enter("sara").get(f"/en/me/certificates/{made.pk}/ar.pdf").status_code == 404


def test_a_certificate_of_somebody_else_is_neither_printed_nor_taken_back(enter, family):
    theirs = HoursCertificateFactory(person=family.sara)
    browser = enter("omar")
    assert browser.get(f"/me/certificates/{theirs.pk}/ar.pdf").status_code == 404
    assert browser.post(f"/me/certificates/{theirs.pk}/ending/").status_code == 404
    theirs.refresh_from_db()
    assert theirs.ended_at is None
