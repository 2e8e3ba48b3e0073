import json

import pytest
from django.utils import timezone

from athar.foundation.identity import passkeys
from athar.foundation.identity.brakes import TooManyAttempts
from athar.foundation.identity.models import Passkey, RecoveryCode
from athar.foundation.identity.operations import (
    PasskeyRefused,
    SecondProofRefused,
    prove_passkey,
    register_passkey,
    remove_passkey,
    second_factor_reset,
)
from athar.foundation.identity.queries import has_second_proof
from athar.foundation.identity.tests.authenticator import ORIGIN, Device
from athar.foundation.identity.tests.conftest import HOME
from athar.foundation.people.choices import IdentityCheck, Role
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
CHALLENGE, ANOTHER = b"a challenge of this page", b"a challenge of another"


@pytest.fixture(autouse=True)
def at_a_name(settings):
    settings.ATHAR_BASE_URL = ORIGIN


@pytest.fixture
def sara():
    return AccountFactory()


@pytest.fixture
def phone():
    return Device()


def register(account, device, challenge=CHALLENGE, name="Phone"):
    return register_passkey(
        account=account, answer=device.register(challenge), challenge=CHALLENGE, name=name, at=timezone.now()
    )


def enter(answer, *, account=None):
    return prove_passkey(answer=answer, challenge=CHALLENGE, network=HOME, at=timezone.now(), account=account)


def test_a_passkey_is_registered_and_says_itself_whose_it_is(sara, phone):
    assert len(register(sara, phone)) == 10
    assert has_second_proof(sara)
    assert enter(phone.but(uses=2).answer(CHALLENGE)) == sara
    kept = Passkey.objects.get()
    assert (kept.sign_count, kept.name, kept.last_used_at is not None) == (2, "Phone", True)


LIES = {
    "made for another site": {"host": "evil.example"},
    "given on another site": {"origin": "https://evil.example"},
    "without the lock": {"verified": False},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_no_passkey_is_kept_that_was(sara, phone, lie):
    with pytest.raises(PasskeyRefused):
        register(sara, phone.but(**lie))
    assert not Passkey.objects.exists()


def test_no_passkey_is_kept_that_answers_another_challenge(sara, phone):
    with pytest.raises(PasskeyRefused):
        register(sara, phone, ANOTHER)


LIES_LATER = LIES | {
    "that was used before": {"uses": 1},
    "that names somebody else": {"uses": 2, "handle": b"somebody else"},
    "that is unknown": {"uses": 2, "credential": b"unknown"},
    "whose key is another": {"uses": 2, "key": Device().key},
}


@pytest.mark.parametrize("lie", LIES_LATER.values(), ids=LIES_LATER)
def test_nobody_comes_in_with_a_passkey(sara, phone, lie):
    register(sara, phone)
    with pytest.raises(PasskeyRefused):
        enter(phone.but(**({"uses": 2} | lie)).answer(CHALLENGE))
    assert Passkey.objects.get().sign_count == 1


def test_nobody_comes_in_with_the_answer_to_another_challenge(sara, phone):
    register(sara, phone)
    with pytest.raises(PasskeyRefused):
        enter(phone.but(uses=2).answer(ANOTHER))


def test_a_device_that_counts_no_uses_comes_in_each_time(sara, phone):
    register(sara, phone.but(uses=0))
    for _ in range(2):
        assert enter(phone.but(uses=0).answer(CHALLENGE)) == sara


def test_as_a_second_proof_only_one_s_own_passkey_counts(sara, phone):
    omar = AccountFactory()
    register(sara, phone)
    answer = phone.but(uses=2).answer(CHALLENGE)
    with pytest.raises(PasskeyRefused):
        enter(answer, account=omar)
    assert enter(answer, account=sara) == sara


def test_a_closed_account_opens_to_no_passkey(sara, phone):
    register(sara, phone)
    sara.is_active = False
    sara.save()
    with pytest.raises(PasskeyRefused):
        enter(phone.but(uses=2).answer(CHALLENGE))


@pytest.mark.parametrize(
    "junk",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"id": 1}',
        "passkey",
        json.dumps({"id": "AA", "rawId": "AA", "response": {}, "type": "x"}),
    ],
)
def test_what_is_no_answer_at_all_is_refused_in_the_same_words(sara, junk):
    for refused in (
        lambda: enter(junk),
        lambda: register_passkey(account=sara, answer=junk, challenge=CHALLENGE, name="x", at=timezone.now()),
    ):
        with pytest.raises(PasskeyRefused):
            refused()


def test_guessing_from_one_network_closes_it(sara, phone):
    for _ in range(51):
        with pytest.raises(PasskeyRefused):
            enter("{}")
    with pytest.raises(TooManyAttempts):
        enter("{}")


def test_one_passkey_belongs_to_one_account(sara, phone):
    register(sara, phone)
    with pytest.raises(PasskeyRefused):
        register(AccountFactory(), phone)


def test_the_last_passkey_takes_the_recovery_codes_with_it_unless_work_asks_for_it(sara, phone, settings):
    register(sara, phone)
    remove_passkey(passkey=Passkey.objects.get(), at=timezone.now())
    assert (has_second_proof(sara), RecoveryCode.objects.count()) == (False, 0)
    settings.ATHAR_DEMO = False
    RoleGrantFactory(person=sara.person, role=Role.REVIEWER)
    register(sara, phone)
    with pytest.raises(SecondProofRefused):
        remove_passkey(passkey=Passkey.objects.get(), at=timezone.now())
    assert Passkey.objects.exists()


def test_an_administrator_s_reset_takes_passkeys_too(sara, phone):
    latifah = PersonFactory()
    RoleGrantFactory(person=latifah, role=Role.ADMINISTRATOR)
    register(sara, phone)
    second_factor_reset(
        account=sara, by=latifah, checked=IdentityCheck.DOCUMENT, reason="Lost", at=timezone.now()
    )
    assert not Passkey.objects.exists()


@pytest.mark.parametrize(
    ("address", "possible"),
    [("https://athar.example.org", True), ("http://localhost:8000", True), ("http://127.0.0.1:8000", False),
     ("https://[::1]", False), ("http://athar.example.org", False)],
)  # fmt: skip
def test_passkeys_are_for_names_of_encrypted_sites(settings, address, possible):
    settings.ATHAR_BASE_URL = address
    assert passkeys.are_possible() == possible
