"""Signing in through a provider on the pages: the way there and back, linking, unlinking."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from athar.foundation.identity.models import ExternalIdentity
from athar.foundation.identity.operations import set_up_code_app
from athar.foundation.identity.tests.provider import Provider
from athar.foundation.identity.totp import new_secret
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Account
from athar.foundation.people.tests.factories import PersonFactory, RoleGrantFactory
from athar.web.entrance.tests.conftest import page

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"
SIGN_IN, OUT, SECURITY = "/en/sign-in/", "/en/sign-in/provider/", "/en/account/security/"
LINK, LINK_OUT = "/en/account/security/provider/", "/en/account/security/provider/departure/"


@pytest.fixture(scope="module")
def running():
    with Provider() as provider:
        yield provider


@pytest.fixture(autouse=True)
def provider(running, settings):
    running.back_to_rules()
    cache.clear()
    for name, value in running.settings.items():
        setattr(settings, name, value)
    settings.ATHAR_BASE_URL = "http://testserver"
    return running


@pytest.fixture
def sara():
    # Not the demonstration's address, whose holder links nothing.
    account = Account.objects.create_user("sara@example.net", PASSWORD, person=PersonFactory())
    RoleGrantFactory(person=account.person, role=Role.VOLUNTEER)
    return account


@pytest.fixture
def own(sara) -> Client:
    return enter(Client(), sara)


def enter(browser: Client, account: Account) -> Client:
    browser.post(SIGN_IN, {"username": account.email, "password": PASSWORD})
    return browser


def away(browser: Client, provider, start: str = OUT) -> str:
    """To the provider; returns where it leads back, of which the browser knows nothing yet."""
    out = browser.get(start)
    assert out.status_code == 302
    back = urlsplit(provider.visited(out["Location"]))
    assert back.path == "/sign-in/provider/return/"
    return f"{back.path}?{back.query}"


def walk(browser: Client, provider, start: str = OUT):
    return browser.get(away(browser, provider, start))


def linked(browser: Client, provider) -> Client:
    assert walk(browser, provider, LINK_OUT)["Location"] == LINK
    assert "سارة" in page(browser, LINK)
    assert browser.post(LINK)["Location"] == SECURITY
    return browser


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_whoever_linked_the_provider_signs_in_through_it_in_their_own_language(own, visitor, provider):
    linked(own, provider)
    assert "Linked on" in page(own, SECURITY)
    assert "Sign in through Trial Access" in page(visitor, SIGN_IN)
    assert walk(visitor, provider)["Location"] == "/en/me/"
    assert is_in(visitor)
    arabic = Client()
    assert "ادخل عبر نفاذ التجربة" in page(arabic, "/sign-in/")
    assert walk(arabic, provider, "/sign-in/provider/")["Location"] == "/me/"


def test_whoever_is_not_linked_signs_in_another_way_and_is_led_to_linking(sara, visitor, provider):
    answer = walk(visitor, provider)
    assert not is_in(visitor)
    said = visitor.get(answer["Location"]).content.decode()
    assert "No account here is linked to you at Trial Access yet." in said
    answer = visitor.post(SIGN_IN, {"username": sara.email, "password": PASSWORD, "next": LINK})
    assert answer["Location"] == LINK
    assert not ExternalIdentity.objects.exists()
    linked(visitor, provider)


def test_a_way_is_walked_once_in_one_browser_and_in_time(own, visitor, provider):
    linked(own, provider)
    back = away(visitor, provider)
    assert Client().get(back)["Location"] == "/sign-in/"
    visitor.get(back)
    assert is_in(visitor)
    visitor.post("/en/sign-out/")
    visitor.get(back)
    assert not is_in(visitor)
    late = Client()
    back = away(late, provider)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        late.get(back)
    assert not is_in(late)
    later = Client()
    earlier = away(later, provider)
    away(later, provider)
    later.get(earlier)
    assert not is_in(later)


def test_linking_takes_a_fresh_proof_and_the_same_holder_and_a_yes(sara, own, provider):
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert "/account/security/proof/" in own.get(LINK_OUT)["Location"]
        assert "/account/security/proof/" in own.post(LINK)["Location"]
    back = away(own, provider, LINK_OUT)
    omar = Account.objects.create_user("omar@example.org", PASSWORD, person=PersonFactory())
    own.force_login(omar)
    own.get(back)
    enter(own, omar)
    own.post(LINK)
    assert not ExternalIdentity.objects.exists()
    mine = enter(Client(), sara)
    walk(mine, provider, LINK_OUT)
    assert not ExternalIdentity.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(minutes=9)):
        assert "You came back as" in page(mine, LINK)
    assert mine.post(LINK)["Location"] == SECURITY
    assert "have not come back" in mine.post(LINK).content.decode()


def test_what_waits_to_be_linked_is_sealed(own, provider):
    walk(own, provider, LINK_OUT)
    assert "sara-there" not in str(dict(own.session))


def test_a_provider_is_unlinked_by_its_holder_alone(own, visitor, provider):
    linked(own, provider)
    identity = ExternalIdentity.objects.get()
    address = f"/en/account/security/provider/{identity.pk}/removal/"
    omar = Account.objects.create_user("omar@example.org", PASSWORD, person=PersonFactory())
    assert enter(Client(), omar).post(address).status_code == 404
    assert "Trial Access" in page(own, address)
    assert own.post(address)["Location"] == SECURITY
    walk(visitor, provider)
    assert not is_in(visitor)


def test_an_account_with_a_second_proof_is_asked_for_it_unless_the_provider_asked_and_may(
    sara, own, provider, settings
):
    import pyotp

    linked(own, provider)
    secret, now = new_secret(), timezone.now()
    code = pyotp.TOTP(secret).at(now)
    set_up_code_app(account=sara, secret=secret, code=code, network="192.0.2.7", at=now)
    provider.claims = {"amr": ["mfa"]}
    one = Client()
    assert walk(one, provider)["Location"] == "/en/sign-in/second-proof/"
    assert not is_in(one)
    settings.ATHAR_OIDC_SECOND_PROOF = True
    two = Client()
    assert walk(two, provider)["Location"] == "/en/me/"
    assert two.get(LINK).status_code == 200


def test_a_proof_that_the_provider_asked_for_long_ago_changes_nothing_here(own, provider):
    linked(own, provider)
    for said in (None, timezone.now().timestamp() - 3600):
        provider.claims = {"auth_time": said}
        browser = Client()
        walk(browser, provider)
        assert is_in(browser)
        assert "/account/security/proof/" in browser.get("/en/account/security/password/")["Location"]
    provider.claims = {}
    browser = Client()
    walk(browser, provider)
    assert browser.get("/en/account/security/password/").status_code == 200


def test_what_is_called_off_or_out_of_reach_is_said(own, visitor, provider, settings):
    state = away(visitor, provider).partition("state=")[2].partition("&")[0]
    answer = visitor.get(f"/sign-in/provider/return/?error=access_denied&state={state}")
    assert "You called it off at Trial Access." in visitor.get(answer["Location"]).content.decode()
    settings.ATHAR_OIDC_ISSUER = "http://127.0.0.1:9"
    for browser, start, where in ((visitor, OUT, SIGN_IN), (own, LINK_OUT, SECURITY)):
        answer = browser.get(start)
        assert answer["Location"] == where
        assert "Trial Access does not answer." in browser.get(where).content.decode()


def test_the_named_people_of_a_demonstration_link_nothing(provider):
    noura = Account.objects.create_user("noura@example.org", PASSWORD, person=PersonFactory())
    assert enter(Client(), noura).get(LINK_OUT)["Location"] == SECURITY


@pytest.mark.parametrize("missing", ["ATHAR_OIDC_ISSUER", "ATHAR_OIDC_CLIENT_ID", "ATHAR_OIDC_CLIENT_SECRET"])
def test_without_a_provider_there_is_neither_a_button_nor_an_address(own, visitor, settings, missing):
    setattr(settings, missing, "")
    assert OUT not in page(visitor, SIGN_IN)
    assert LINK not in page(own, SECURITY)
    for browser, address in (
        (visitor, OUT),
        (visitor, "/sign-in/provider/return/"),
        (own, LINK),
        (own, LINK_OUT),
    ):
        assert browser.get(address).status_code == 404
