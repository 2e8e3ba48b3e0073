"""Passkeys on the pages: a challenge belongs to the browser it was given to, and is taken once."""

import html
import json
import re
from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from athar.foundation.identity.models import Passkey
from athar.foundation.identity.tests.authenticator import ORIGIN, Device
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Account
from athar.foundation.people.tests.factories import PersonFactory, RoleGrantFactory
from athar.web.entrance.tests.conftest import page

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"
NEW, ALONE = "/en/account/security/passkeys/new/", "/en/sign-in/passkey/"
SECOND = "/en/sign-in/second-proof/passkey/"


@pytest.fixture(autouse=True)
def at_a_name(settings):
    settings.ATHAR_BASE_URL = ORIGIN


@pytest.fixture
def sara():
    account = Account.objects.create_user("sara@example.org", PASSWORD, person=PersonFactory())
    RoleGrantFactory(person=account.person, role=Role.VOLUNTEER)
    return account


@pytest.fixture
def own(sara) -> Client:
    return enter(sara)


def enter(account: Account) -> Client:
    browser = Client()
    browser.post("/en/sign-in/", {"username": account.email, "password": PASSWORD})
    return browser


def challenge_on(browser: Client, address: str) -> bytes:
    found = re.search(r'data-options="([^"]+)"', page(browser, address))
    assert found
    asked = json.loads(html.unescape(found[1]))["challenge"]
    return urlsafe_b64decode(asked + "=" * (-len(asked) % 4))


def registered(browser: Client) -> Device:
    device = Device()
    answer = browser.post(NEW, {"credential": device.register(challenge_on(browser, NEW)), "name": "هاتفي"})
    assert "recovery" in answer.content.decode()
    return device.but(uses=2)


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_a_passkey_alone_signs_in_and_counts_as_two_proofs(sara, own, visitor, settings):
    device = registered(own)
    assert "هاتفي" in page(own, "/en/account/security/")
    settings.ATHAR_DEMO = False
    RoleGrantFactory(person=sara.person, role=Role.PROGRAMME_MANAGER)
    answer = visitor.post(ALONE, {"credential": device.answer(challenge_on(visitor, ALONE))})
    assert answer["Location"] == "/en/workspace/"
    assert visitor.get("/en/workspace/").status_code == 200


def test_an_answer_is_taken_once_from_the_browser_that_was_asked_and_in_time(own, visitor):
    device = registered(own)
    answer = {"credential": device.answer(challenge_on(visitor, ALONE))}
    other = Client()
    other.get(ALONE)
    for browser in (other, Client()):
        browser.post(ALONE, answer)
        assert not is_in(browser)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        visitor.post(ALONE, answer)
        assert not is_in(visitor)
    again = Client()
    challenge = challenge_on(again, ALONE)
    again.post(ALONE, {"credential": device.answer(challenge)})
    assert is_in(again)
    again.post("/en/sign-out/")
    again.post(ALONE, {"credential": device.but(uses=3).answer(challenge)})
    assert not is_in(again)


def test_after_a_password_the_passkey_is_the_second_proof(sara, own):
    device = registered(own)
    browser = enter(sara)
    assert not is_in(browser)
    assert SECOND in page(browser, "/en/sign-in/second-proof/")
    browser.post(SECOND, {"credential": device.answer(challenge_on(browser, SECOND))})
    assert is_in(browser)


def test_a_form_without_an_answer_says_what_is_needed(visitor):
    assert "It needs scripts" in visitor.post(ALONE, {"credential": ""}).content.decode()


def test_nobody_removes_the_passkey_of_another(own, sara):
    registered(own)
    passkey = Passkey.objects.get()
    omar = Account.objects.create_user("omar@example.org", PASSWORD, person=PersonFactory())
    address = f"/en/account/security/passkeys/{passkey.pk}/removal/"
    assert enter(omar).post(address).status_code == 404
    assert own.post(address)["Location"] == "/en/account/security/"
    assert not Passkey.objects.exists()


def test_where_no_passkeys_are_possible_the_pages_say_so(own, visitor, settings):
    settings.ATHAR_BASE_URL = "http://127.0.0.1:8000"
    assert "data-options" not in page(visitor, ALONE)
    assert "There are no passkeys at this address" in page(visitor, ALONE)
    assert NEW not in page(own, "/en/account/security/")
