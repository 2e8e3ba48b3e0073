import pytest

from athar.foundation.people.choices import Role
from athar.foundation.people.tests.factories import AccountFactory, RoleGrantFactory
from athar.web.entrance.tests.conftest import code_in_outbox, page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara():
    account = AccountFactory(email="sara@example.org")
    RoleGrantFactory(person=account.person, role=Role.VOLUNTEER)
    return account


def test_a_code_signs_in_without_a_password_and_leads_to_where_one_wanted_to_go(sara, visitor):
    page(visitor, "/en/sign-in/?next=/en/ledger/")
    visitor.post("/en/sign-in/code/", {"address": "Sara@example.org"})
    answer = visitor.post("/en/sign-in/code/entry/", {"code": code_in_outbox(visitor)})
    assert answer["Location"] == "/en/ledger/"
    assert visitor.session["_auth_user_id"] == str(sara.pk)


def test_a_volunteer_lands_on_her_own_pages(sara, visitor):
    visitor.post("/sign-in/code/", {"address": "sara@example.org"})
    assert visitor.post("/sign-in/code/entry/", {"code": code_in_outbox(visitor)})["Location"] == "/me/"


def test_a_proven_number_signs_in_written_in_either_digits(sara, visitor):
    own = signed_in(sara)
    own.post("/en/account/phone/", {"phone": "0500000417"})
    assert own.post("/en/account/phone/code/", {"code": code_in_outbox(own)})["Location"] == "/en/account/"
    assert "Proven" in page(own, "/en/account/")
    visitor.post("/en/sign-in/code/", {"address": "٠٥٠٠٠٠٠٤١٧"})
    visitor.post("/en/sign-in/code/entry/", {"code": code_in_outbox(visitor)})
    assert visitor.session["_auth_user_id"] == str(sara.pk)


def test_known_and_unknown_addresses_are_answered_alike(sara, visitor):
    for address in ("sara@example.org", "nobody@example.org", "+966500000001"):
        assert visitor.post("/sign-in/code/", {"address": address})["Location"] == "/sign-in/code/entry/"


def test_a_wrong_code_says_what_to_do(sara, visitor):
    visitor.post("/en/sign-in/code/", {"address": "sara@example.org"})
    wrong = f"{(int(code_in_outbox(visitor)) + 1) % 1_000_000:06d}"
    answer = visitor.post("/en/sign-in/code/entry/", {"code": wrong}).content.decode()
    assert "This code is not the one" in answer
    assert "ask for another code" in answer
    assert "_auth_user_id" not in visitor.session


def test_a_code_is_answered_by_the_browser_that_asked_for_it(sara, visitor):
    assert visitor.get("/sign-in/code/entry/")["Location"] == "/sign-in/code/"


def test_too_many_failures_say_how_long_to_wait(sara, visitor):
    for _ in range(7):
        answer = visitor.post("/en/sign-in/", {"username": "sara@example.org", "password": "guessed"})
    assert "Wait 30 seconds, then try again." in answer.content.decode()


def test_one_s_account_is_for_whoever_is_signed_in(visitor):
    for address in ("/account/", "/account/phone/", "/account/phone/code/"):
        assert visitor.get(address)["Location"] == f"/sign-in/?next={address}"


def test_behind_our_own_proxies_the_visitor_is_whom_the_nearest_saw(rf, settings):
    from athar.web.ui.network import network_of

    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "1.1.1.1, 192.0.2.7"})
    assert network_of(request) == "10.0.0.1"
    settings.ATHAR_PROXIES = 1
    assert network_of(request) == "192.0.2.7"


@pytest.mark.parametrize(("path", "said"), [
    ("/en/sign-in/code/", "neither an e-mail address nor a phone number"), ("/sign-in/code/", "ليس بريدًا إلكترونيًا ولا رقم جوال"),
])  # fmt: skip
def test_what_is_neither_an_address_nor_a_number_is_told_that_it_may_be_either(visitor, path, said):
    assert said in visitor.post(path, {"address": "not an address"}).text
