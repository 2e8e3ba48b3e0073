"""A second proof when signing in, and before anything of the workspace opens."""

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from athar.foundation.identity.models import CodeApp
from athar.foundation.identity.operations import second_factor_reset
from athar.foundation.people.choices import IdentityCheck, Role
from athar.foundation.people.models import Account
from athar.foundation.people.tests.factories import PersonFactory, RoleGrantFactory
from athar.web.entrance.tests.conftest import code_in_outbox, page, signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"
APP = "/en/account/security/app/"


def account(email: str, role: Role) -> Account:
    made = Account.objects.create_user(email, PASSWORD, person=PersonFactory(), language="en")
    RoleGrantFactory(person=made.person, role=role)
    return made


@pytest.fixture
def sara():
    return account("sara@example.org", Role.VOLUNTEER)


@pytest.fixture
def noura(settings):
    settings.ATHAR_DEMO = False
    settings.EMAIL_HOST = "localhost"
    return account("noura@example.org", Role.PROGRAMME_MANAGER)


def enter(who: Account, browser: Client | None = None, *, wanted: str = "") -> tuple[Client, str]:
    browser = browser or Client()
    answer = browser.post("/en/sign-in/", {"username": who.email, "password": PASSWORD, "next": wanted})
    return browser, answer["Location"]


def secret_on(shown: str) -> str:
    found = re.search(r'class="key"[^>]*>([A-Z2-7 ]+)<', shown)
    assert found
    return found[1].replace(" ", "")


def set_up(browser: Client) -> tuple[str, str]:
    """The secret, and the page of recovery codes."""
    secret = secret_on(page(browser, APP))
    answer = browser.post(APP, {"code": pyotp.TOTP(secret).now()})
    assert answer["Cache-Control"] == "no-store"
    return secret, answer.content.decode()


def codes_on(shown: str) -> list[str]:
    return re.findall(r"<code dir=\"ltr\">([a-z0-9]{5}-[a-z0-9]{5})</code>", shown)


def later(secret: str) -> tuple[time_machine.travel, str]:
    """A moment at which the app shows another code, and that code."""
    at = timezone.now() + timedelta(seconds=30)
    return time_machine.travel(at), pyotp.TOTP(secret).at(at)


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_once_an_app_is_set_up_a_password_alone_lets_nobody_in(sara):
    secret, _codes = set_up(enter(sara)[0])
    moment, code = later(secret)
    with moment:
        browser, led = enter(sara, wanted="/en/ledger/")
        assert (led, is_in(browser)) == ("/en/sign-in/second-proof/", False)
        answer = browser.post(led, {"answer": code})
        assert (answer["Location"], is_in(browser)) == ("/en/ledger/", True)
        again, led = enter(sara)
        refused = again.post(led, {"answer": code}).content.decode()
        assert ("was used already" in refused, is_in(again)) == (True, False)


def test_a_code_by_mail_is_a_first_proof_alone_too(sara, visitor):
    set_up(enter(sara)[0])
    visitor.post("/en/sign-in/code/", {"address": sara.email})
    answer = visitor.post("/en/sign-in/code/entry/", {"code": code_in_outbox(visitor)})
    assert (answer["Location"], is_in(visitor)) == ("/en/sign-in/second-proof/", False)


def test_a_recovery_code_lets_in_once(sara):
    _secret, shown = set_up(enter(sara)[0])
    codes = codes_on(shown)
    assert len(codes) == 10
    for expected in (True, False):
        browser, led = enter(sara)
        browser.post(led, {"answer": codes[0]})
        assert is_in(browser) == expected


def test_whoever_gave_no_first_proof_has_no_second_to_give(visitor):
    assert visitor.get("/en/sign-in/second-proof/")["Location"] == "/en/sign-in/"


def test_the_second_proof_is_waited_for_ten_minutes_and_not_after_a_new_password(sara):
    set_up(enter(sara)[0])
    browser, led = enter(sara)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert browser.get(led)["Location"] == "/en/sign-in/"
    sara.set_password("another long one")
    sara.save()
    assert browser.get(led)["Location"] == "/en/sign-in/"


def test_whose_work_asks_for_it_sets_one_up_before_the_workspace_opens(noura):
    browser, led = enter(noura)
    assert led == "/en/workspace/"
    sent = browser.get("/en/workspace/records/")["Location"]
    assert sent == f"{APP}?next=%2Fen%2Fworkspace%2Frecords%2F"
    assert "Your work here asks for a second proof" in page(browser, sent)
    _secret, shown = set_up(browser)
    assert 'href="/en/workspace/records/"' in shown
    assert browser.get("/en/workspace/records/").status_code == 200


def test_until_then_nothing_of_the_work_opens_elsewhere_either(noura, rf):
    from athar.web.ui.viewer import viewer

    browser, _led = enter(noura)
    request = rf.get("/")
    request.user, request.session = noura, browser.session
    assert viewer(request).roles == frozenset()


def test_an_older_session_is_asked_for_the_proof_that_was_set_up_in_another(noura):
    old, _led = enter(noura)
    secret, _shown = set_up(enter(noura)[0])
    sent = old.get("/en/workspace/")["Location"]
    assert sent == "/en/account/security/proof/?next=%2Fen%2Fworkspace%2F"
    page(old, sent)
    moment, code = later(secret)
    with moment:
        assert old.post("/en/account/security/proof/", {"answer": code})["Location"] == "/en/workspace/"
        assert old.get("/en/workspace/").status_code == 200


def test_in_demonstrations_one_click_opens_the_workspace(settings):
    account("noura@example.org", Role.PROGRAMME_MANAGER)
    browser = Client()
    browser.post("/en/sign-in/demonstration/", {"email": "noura@example.org"})
    assert browser.get("/en/workspace/").status_code == 200


@pytest.mark.parametrize(
    "address", [APP, "/en/account/security/app/removal/", "/en/account/security/recovery-codes/"]
)
def test_what_protects_an_account_changes_only_after_a_fresh_proof(sara, address):
    browser, _led = enter(sara)
    assert browser.get(address).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        for answer in (browser.get(address), browser.post(address)):
            assert answer["Location"].startswith("/en/account/security/proof/?next=")
        page(browser, f"/en/account/security/proof/?next={address}")
        wrong = browser.post("/en/account/security/proof/", {"password": "guessed"})
        assert wrong.status_code == 200
        assert browser.post("/en/account/security/proof/", {"password": PASSWORD})["Location"] == address


def test_whoever_has_no_password_proves_with_a_code_by_mail(sara):
    sara.set_unusable_password()
    sara.save()
    browser = signed_in(sara)
    assert browser.get("/en/account/security/proof/")["Location"] == "/en/account/security/proof/code/"
    browser.post("/en/account/security/proof/code/")
    answer = browser.post("/en/account/security/proof/code/entry/", {"code": code_in_outbox(browser)})
    assert answer["Location"] == "/en/account/security/"
    assert browser.get(APP).status_code == 200


def test_the_app_is_taken_away_and_signing_in_is_as_before(sara):
    browser, _led = enter(sara)
    set_up(browser)
    assert "Take the app away" in page(browser, "/en/account/security/")
    browser.post("/en/account/security/app/removal/")
    assert not CodeApp.objects.exists()
    assert is_in(enter(sara)[0])


def test_the_drawing_shrinks_whole_and_holds_no_inline_style(sara):
    shown = page(enter(sara)[0], APP)
    drawing = shown[shown.index("<svg", shown.index('class="qr"')) :].partition("</svg>")[0]
    assert "style" not in drawing
    assert "viewBox" in drawing  # else a small screen would cut it, and no app could read it
    assert "<script" not in drawing


def test_whose_lost_proofs_were_taken_away_is_asked_for_a_new_one_at_the_next_sign_in(sara):
    set_up(enter(sara)[0])
    hind = account("hind@example.org", Role.ADMINISTRATOR).person
    second_factor_reset(
        account=sara, by=hind, checked=IdentityCheck.DOCUMENT, reason="Lost her phone", at=timezone.now()
    )
    browser, led = enter(sara, wanted="/en/ledger/")
    assert (led, is_in(browser)) == (f"{APP}?next=%2Fen%2Fledger%2F", True)
    assert "Set up a new one" in page(browser, led)
    set_up(browser)
    assert enter(sara)[1] == "/en/sign-in/second-proof/"
