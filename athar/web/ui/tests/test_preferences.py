"""Everybody chooses how to read: visitors on their device, people with accounts wherever they sign in."""

import pytest
from django.test import Client

from athar.foundation.people.tests.factories import AccountFactory
from athar.foundation.preferences.models import Preference

ARABIC_HIJRI = {"language": "en", "digits": "arabic", "calendar": "hijri", "theme": "dark"}


@pytest.fixture
def visitor(db) -> Client:
    return Client()


def read(client: Client, address: str = "/en/preferences/") -> str:
    return client.get(address).content.decode()


def test_a_visitor_reads_latin_digits_and_gregorian_days_first(visitor):
    page = read(visitor, "/preferences/")
    assert "72,347.5" in page
    assert "data-theme=" not in page.split(">")[1]


def test_a_visitors_choice_is_kept_on_the_device_and_honoured_at_once(visitor):
    answer = visitor.post("/preferences/", ARABIC_HIJRI)
    assert (answer.status_code, answer.url) == (302, "/en/preferences/")
    cookie = visitor.cookies["reading"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("en.arabic.hijri.dark.yes", True, "Lax")
    page = read(visitor)
    assert "٧٢٬٣٤٧٫٥" in page
    assert '<html lang="en" dir="ltr" data-theme="dark">' in page
    assert "\N{NO-BREAK SPACE}AH (" in page.split("A day")[1]
    assert Preference.objects.count() == 0


def test_a_choice_follows_whoever_signs_in_to_another_device(visitor):
    sara = AccountFactory()
    visitor.force_login(sara)
    visitor.post("/preferences/", ARABIC_HIJRI)
    assert "reading" not in visitor.cookies
    elsewhere = Client()
    assert "72,347.5" in read(elsewhere)
    elsewhere.force_login(sara)
    assert "٧٢٬٣٤٧٫٥" in read(elsewhere)
    sara.refresh_from_db()
    assert sara.language == "en"


def test_the_accounts_choice_counts_more_than_the_devices(visitor):
    sara = AccountFactory()
    visitor.post("/preferences/", ARABIC_HIJRI)
    visitor.force_login(sara)
    assert "٧٢٬٣٤٧٫٥" in read(visitor), "the device's choice until she makes her own"
    visitor.post("/preferences/", ARABIC_HIJRI | {"digits": "latin"})
    assert "72,347.5" in read(visitor)


def test_a_choice_that_is_not_offered_is_refused_and_changes_nothing(visitor):
    page = visitor.post("/preferences/", ARABIC_HIJRI | {"digits": "roman"}).content.decode()
    assert "field--bad" in page
    assert "reading" not in visitor.cookies


@pytest.mark.parametrize("said", ["", "....", "<script>", "ar.arabic" * 500])
def test_a_cookie_that_makes_no_sense_reads_as_usual(visitor, said):
    visitor.cookies["reading"] = said
    assert visitor.get("/preferences/").status_code == 200


def test_every_page_leads_to_the_preferences(visitor):
    assert 'href="/preferences/"' in read(visitor, "/preferences/")
    assert 'href="/en/preferences/"' in read(visitor)
