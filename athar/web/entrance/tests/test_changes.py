"""Passwords, addresses and sign-ins on the pages."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from athar.foundation.identity.models import Dispatch, SignIn
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Account
from athar.foundation.people.tests.factories import PersonFactory, RoleGrantFactory
from athar.web.entrance.tests.conftest import code_in_outbox, page
from athar.web.ui.viewer import SECOND_PROOF

pytestmark = pytest.mark.django_db
PASSWORD, BETTER = "a long password", "palms sand wind sea"
SIGN_INS = "/en/account/security/sign-ins/"


def account(email: str, role: Role = Role.VOLUNTEER) -> Account:
    made = Account.objects.create_user(email, PASSWORD, person=PersonFactory(email=email), language="en")
    RoleGrantFactory(person=made.person, role=role)
    return made


@pytest.fixture
def sara():
    return account("haya@example.org")  # whose address is none of the demonstration


def enter(
    who: Account, password: str = PASSWORD, *, agent: str = "Firefox/128 (X11; Linux)", prefix: str = "/en"
) -> Client:
    browser = Client(HTTP_USER_AGENT=agent)
    browser.post(f"{prefix}/sign-in/", {"username": who.email, "password": password})
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/en/account/").status_code == 200


def test_whoever_forgot_the_password_gets_a_new_one_by_code(sara, visitor):
    old = enter(sara)
    visitor.post("/en/sign-in/password/", {"email": sara.email})
    answer = visitor.post("/en/sign-in/password/code/", {"code": code_in_outbox(visitor)})
    assert answer["Location"] == "/en/sign-in/password/new/"
    weak = visitor.post("/en/sign-in/password/new/", {"password": "12345678"}).content.decode()
    assert "entirely numeric" in weak
    assert visitor.post("/en/sign-in/password/new/", {"password": BETTER})["Location"] == "/en/me/"
    assert (is_in(visitor), is_in(old)) == (True, False)
    assert is_in(enter(sara, BETTER))
    assert visitor.get("/en/sign-in/password/new/")["Location"] == "/en/sign-in/password/"


def test_known_and_unknown_addresses_are_answered_alike_when_the_password_is_forgotten(sara):
    shown = []
    for email in (sara.email, "omar@example.org"):
        browser = Client()
        led = browser.post("/en/sign-in/password/", {"email": email})["Location"]
        shown.append((led, page(browser, led).replace(email, "").partition("csrfmiddlewaretoken")[0]))
    assert shown[0] == shown[1]
    assert browser.get("/en/sign-in/password/new/")["Location"] == "/en/sign-in/password/"


def test_a_changed_password_ends_every_other_session_and_not_this_one(sara):
    here, there = enter(sara), enter(sara)
    here.post("/en/account/security/password/", {"password": BETTER})
    assert (is_in(here), is_in(there)) == (True, False)
    shown = page(here, SIGN_INS)
    assert (shown.count("This device"), shown.count("Sign out there")) == (1, 0)


def test_the_address_changes_by_a_code_and_comes_back_by_the_letter(sara, visitor):
    browser = enter(sara)
    browser.post("/en/account/security/e-mail/", {"email": "New@example.org"})
    browser.post("/en/account/security/e-mail/code/", {"code": code_in_outbox(browser)})
    assert "new@example.org" in page(browser, "/en/account/security/")
    letter = Dispatch.objects.get(challenge=None)
    found = re.search(r"/en/account/e-mail/return/[\w-]+/", letter.text)
    assert found
    assert "haya@example.org" in page(visitor, found[0])
    assert visitor.post(found[0])["Location"] == "/en/sign-in/password/"
    sara.refresh_from_db()
    assert (sara.email, is_in(browser)) == ("haya@example.org", False)
    used = visitor.get(found[0])
    assert (used.status_code, "This link was used" in used.content.decode()) == (410, True)


def test_each_device_is_listed_in_words_and_ended_from_afar(sara):
    here = enter(sara)
    there = enter(sara, agent="Mozilla (iPhone) Safari/604")
    shown = page(here, SIGN_INS)
    assert (shown.count("Safari on iPhone"), shown.count("This device")) == (
        2,
        1,
    )  # once for the ear, on its button
    pk = SignIn.objects.get(system="iPhone").pk
    assert enter(account("omar@example.org")).post(f"{SIGN_INS}{pk}/end/").status_code == 404
    here.post(f"{SIGN_INS}{pk}/end/")
    assert (is_in(there), is_in(here)) == (False, True)
    third = enter(sara)
    here.post(f"{SIGN_INS}others/end/")
    assert (is_in(third), is_in(here)) == (False, True)


def test_the_list_costs_the_same_with_one_device_and_with_three(sara):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    here = enter(sara)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            page(here, SIGN_INS)
        counts.append(len(asked))
        enter(sara), enter(sara)
    assert counts[0] == counts[1] <= 12


def test_whoever_signs_out_is_listed_no_more(sara):
    here, there = enter(sara), enter(sara)
    there.post("/en/sign-out/")
    assert SignIn.objects.filter(ended_at=None).count() == 1
    assert is_in(here)


def test_a_device_is_seen_again_from_time_to_time(sara):
    here = enter(sara)
    at = timezone.now() + timedelta(minutes=6)
    with time_machine.travel(at, tick=False):
        page(here, "/en/account/")
    assert SignIn.objects.get().last_seen_at == at


def test_whoever_works_inside_and_was_away_signs_in_anew_and_a_volunteer_does_not(sara, settings):
    settings.ATHAR_DEMO = False
    noura = account("noura@example.org", Role.PROGRAMME_MANAGER)
    inside, outside = enter(noura), enter(sara)
    session = inside.session
    session[SECOND_PROOF] = True
    session.save()
    assert inside.get("/en/workspace/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        sent = inside.get("/en/workspace/")["Location"]
        assert sent == "/en/sign-in/?next=/en/workspace/"
        assert "You were away for a while" in page(inside, sent)
        assert is_in(outside)


def test_whoever_is_on_their_own_pages_signs_in_anew_after_a_week_away(sara):
    here, began = enter(sara), timezone.now()
    with time_machine.travel(began + timedelta(days=6, hours=23)):
        assert is_in(here)
    with time_machine.travel(began + timedelta(days=14)):
        assert not is_in(here)
        assert SignIn.objects.open(timezone.now()).count() == 0


def test_however_busy_staff_sign_in_anew_after_some_hours_and_volunteers_after_some_weeks(sara, settings):
    settings.ATHAR_DEMO, settings.ATHAR_STAFF_SESSION_HOURS, settings.ATHAR_SESSION_DAYS = False, 1, 14
    noura = account("noura@example.org", Role.PROGRAMME_MANAGER)
    inside, outside, began = enter(noura), enter(sara), timezone.now()
    for minutes in (20, 40, 59):
        with time_machine.travel(began + timedelta(minutes=minutes)):
            assert is_in(inside)
    with time_machine.travel(began + timedelta(hours=1, minutes=6)):
        sent = inside.get("/en/account/")["Location"]
        assert "You signed in long ago" in page(inside, sent)
        assert is_in(outside)
    with time_machine.travel(began + timedelta(days=6)):
        assert is_in(outside)
    with time_machine.travel(began + timedelta(days=12)):
        assert is_in(outside)
    with time_machine.travel(began + timedelta(days=14, minutes=6)):
        assert not is_in(outside)


def test_one_device_too_many_ends_the_one_not_seen_for_longest_and_no_other_account(sara, settings):
    settings.ATHAR_DEMO, settings.ATHAR_MOST_SIGN_INS = False, 2
    other = enter(account("omar@example.org"))
    first, second = enter(sara), enter(sara)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert is_in(first)
        third = enter(sara)
        assert (is_in(first), is_in(second), is_in(third), is_in(other)) == (True, False, True, True)


def test_in_a_demonstration_a_whole_class_is_signed_in_as_one_person(sara, settings):
    settings.ATHAR_DEMO, settings.ATHAR_MOST_SIGN_INS = True, 1
    here, there = enter(sara), enter(sara)
    assert (is_in(here), is_in(there)) == (True, True)


def test_signing_in_leads_on_in_the_language_one_chose(sara, visitor):
    own = enter(sara)
    own.post(
        "/en/preferences/", {"language": "en", "digits": "latin", "calendar": "hijri", "theme": "system"}
    )
    answer = visitor.post("/sign-in/", {"username": sara.email, "password": PASSWORD})
    assert answer["Location"] == "/en/me/"


def test_the_named_people_of_a_demonstration_keep_address_and_password(visitor):
    account("noura@example.org", Role.PROGRAMME_MANAGER)
    visitor.post("/en/sign-in/demonstration/", {"email": "noura@example.org"})
    for address in ("password/", "e-mail/"):
        answer = visitor.post(
            f"/en/account/security/{address}", {"password": BETTER, "email": "x@example.org"}
        )
        assert answer["Location"] == "/en/account/security/"
    assert "keep their address and password" in page(visitor, "/en/account/security/")
    assert Account.objects.get(email="noura@example.org").check_password(PASSWORD)


def test_the_way_to_the_devices_ends_in_their_own_name_and_an_account_shows_both_names_once(sara):
    own = Client()
    own.force_login(sara)
    crumbs = page(own, SIGN_INS).split('class="breadcrumb"')[1].split("</nav>")[0]
    assert crumbs.count("Where you are signed in") == 1
    sara.person.name, sara.person.name_latin = "سارة الزهراني", "Sara Alzahrani"
    sara.person.save()
    for address in ("/account/", "/en/account/"):
        named = page(own, address).split("<h1>")[1].split("</p>")[0]
        assert (named.count("سارة الزهراني"), named.count("Sara Alzahrani")) == (1, 1)
