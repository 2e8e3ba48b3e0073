"""Seeing what would go, asking for it, taking it back."""

from athar.foundation.privacy.models import Erasure


def test_a_person_sees_what_goes_what_stays_and_why_before_asking(enter, hours):
    hours(1)
    page = enter("sara").get("/en/me/data/erasure/").content.decode()
    assert "Erase my data in seven days" in page
    assert "Published totals and their proofs rest on this record" in page
    assert not Erasure.objects.exists()


def test_a_wish_is_made_once_and_can_be_taken_back(enter):
    browser = enter("sara")
    browser.post("/en/me/data/erasure/")
    browser.post("/en/me/data/erasure/")
    assert Erasure.objects.open().count() == 1
    assert "You asked to be erased" in browser.get("/en/me/data/erasure/").content.decode()
    browser.post("/en/me/data/erasure/undoing/")
    assert Erasure.objects.open().count() == 0
    assert "Erase my data in seven days" in browser.get("/en/me/data/erasure/").content.decode()


def test_what_awaits_a_decision_is_held_on_to(enter, awaiting):
    browser = enter("sara")
    assert "An entry about them awaits a decision." in browser.get("/en/me/data/erasure/").content.decode()
    browser.post("/en/me/data/erasure/")
    assert not Erasure.objects.exists()
