"""The site under a flood: who asks too often is told how long to wait, and everybody else goes on."""

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from athar.foundation.people.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db
PAGE = "/preferences/"
FORM = {"language": "en", "digits": "latin", "calendar": "gregorian", "theme": "light"}


@pytest.fixture(autouse=True)
def counting():
    cache.clear()
    with override_settings(ATHAR_LIMITS=True, ATHAR_DEMO=False, ATHAR_LIMIT_READS=2, ATHAR_LIMIT_SENDS=1):
        yield


def asked(client: Client, many: int, path: str = PAGE) -> list[int]:
    return [client.get(path).status_code for _ in range(many)]


def test_an_address_may_ask_five_times_as_often_as_an_account():
    assert asked(Client(), 12) == [200] * 10 + [429] * 2


def test_an_account_is_counted_wherever_it_asks_from():
    account = AccountFactory()
    phone, desk = Client(REMOTE_ADDR="203.0.113.1"), Client(REMOTE_ADDR="203.0.113.2")
    for client in (phone, desk):
        client.force_login(account)
    assert asked(phone, 1) + asked(desk, 2) == [200, 200, 429]
    assert asked(Client(REMOTE_ADDR="203.0.113.2"), 1) == [200]


def test_sending_is_counted_by_itself_and_tighter():
    client = Client()
    sent = [client.post(PAGE, FORM).status_code for _ in range(6)]
    assert sent == [302] * 5 + [429]
    assert asked(client, 1) == [200]


def test_whoever_asked_too_often_is_told_in_both_languages_what_to_do():
    answer = Client()
    asked(answer, 10)
    refused = answer.get(PAGE)
    page = refused.content.decode()
    assert refused.headers["Retry-After"] == "6"
    assert ("تمهّل قليلًا" in page, "A little slower, please" in page) == (True, True)
    assert "Content-Security-Policy" in refused.headers


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_whoever_watches_over_the_site_is_never_turned_away(path):
    assert asked(Client(), 12, path) == [200] * 12


@override_settings(ATHAR_DEMO=True)
def test_a_demonstration_is_ten_times_as_patient():
    assert asked(Client(), 12) == [200] * 12


@override_settings(ATHAR_LIMITS=False)
def test_counting_can_be_switched_off():
    assert asked(Client(), 11) == [200] * 11


@override_settings(ATHAR_PROXIES=1)
def test_behind_a_proxy_each_visitor_is_counted_for_themselves():
    for visitor in ("203.0.113.1", "203.0.113.2"):
        assert asked(Client(headers={"X-Forwarded-For": visitor}), 10) == [200] * 10
