"""Signing in through a provider: what of its answers holds, and every lie that is refused."""

import base64
import hashlib
import hmac
import json
import time
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.core.cache import cache
from django.utils import timezone
from joserfc import jwt

from athar.foundation.identity import rules
from athar.foundation.identity.brakes import TooManyAttempts
from athar.foundation.identity.models import EmailChange, ExternalIdentity
from athar.foundation.identity.oidc import errands, fetching
from athar.foundation.identity.oidc.errands import Return, new_errand
from athar.foundation.identity.oidc.tokens import Identity
from athar.foundation.identity.operations import (
    IdentityRefused,
    IdentityUnlinked,
    enter_by_identity,
    link_identity,
    prove_identity,
    take_email_back,
    unlink_identity,
    way_to_provider,
)
from athar.foundation.identity.tests.conftest import HOME
from athar.foundation.identity.tests.provider import CLIENT, DISCOVERY, Provider, key
from athar.foundation.people.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db
BACK = "https://athar.example.org/sign-in/provider/return/"


@pytest.fixture(scope="module")
def running():
    with Provider() as provider:
        yield provider


@pytest.fixture
def provider(running, settings):
    running.back_to_rules()
    cache.clear()
    for name, value in running.settings.items():
        setattr(settings, name, value)
    return running


@pytest.fixture
def sara(provider):
    account = AccountFactory()
    link_identity(account=account, identity=Identity(provider.issuer, "sara-there"), at=timezone.now())
    return account


def walk(provider, errand=None):
    """To the provider and back. Returns the errand, and what came back."""
    errand = errand or new_errand()
    back = provider.visited(way_to_provider(errand=errand, back=BACK))
    assert back.startswith(f"{BACK}?")
    said = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    return errand, Return(state=said["state"], code=said["code"], issuer=said["iss"], error="")


def came_back(errand, returned, *, at=None):
    return prove_identity(errand=errand, returned=returned, back=BACK, network=HOME, at=at or timezone.now())


def enter(errand, returned):
    return enter_by_identity(errand=errand, returned=returned, back=BACK, network=HOME, at=timezone.now())


def test_whoever_is_linked_comes_in(sara, provider):
    entered = enter(*walk(provider))
    assert (entered.account, entered.second) == (sara, False)
    assert entered.proved_at is not None
    assert ExternalIdentity.objects.get().last_used_at is not None


def test_whoever_is_not_linked_is_told_and_an_e_mail_address_links_nobody(sara, provider):
    provider.subject = "somebody-else"
    provider.claims = {"email": sara.email, "email_verified": True}
    with pytest.raises(IdentityUnlinked):
        enter(*walk(provider))


def test_a_closed_account_opens_to_no_provider(sara, provider):
    sara.is_active = False
    sara.save()
    with pytest.raises(IdentityUnlinked):
        enter(*walk(provider))


LIES = {
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "another audience": {"aud": "another site"},
    "several audiences and none who asked": {"aud": [CLIENT, "another site"]},
    "several audiences and another who asked": {"aud": [CLIENT, "another site"], "azp": "another site"},
    "another who asked": {"azp": "another site"},
    "no audience": {"aud": None},
    "another issuer": {"iss": "https://evil.example"},
    "an end that is past": {"exp": time.time() - 3600, "iat": time.time() - 3700},
    "no end": {"exp": None},
    "an end in words": {"exp": "tomorrow"},
    "a moment that is still to come": {"iat": time.time() + 3600},
    "a moment long ago": {"iat": time.time() - 3600},
    "a beginning that is still to come": {"nbf": time.time() + 3600},
    "another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    "nobody": {"sub": ""},
    "somebody endless": {"sub": "x" * 256},
    "somebody who is no text": {"sub": 7},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_no_token_holds_that_names(provider, lie):
    provider.claims = lie
    with pytest.raises(IdentityRefused) as refused:
        came_back(*walk(provider))
    assert refused.value.reasons[0].code == "wrong_identity"


def part(content):
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


def unsigned(claims):
    return f"{part({'alg': 'none'})}.{part(claims)}."


def by_the_public_key(claims):
    """The old trick: the public key, taken for a secret that both know."""
    message = f"{part({'alg': 'HS256', 'kid': key().kid})}.{part(claims)}"
    digest = hmac.new(key().as_pem(private=False), message.encode(), hashlib.sha256).digest()
    return f"{message}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def by_a_foreign_key(claims):
    return jwt.encode({"alg": "RS256", "kid": key().kid}, claims, key("foreign"))


def by_an_unknown_key(claims):
    return jwt.encode({"alg": "RS256", "kid": "unknown"}, claims, key("foreign"))


def by_a_key_it_brings_itself(claims):
    header = {"alg": "RS256", "kid": key().kid, "jwk": key("foreign").as_dict(private=False)}
    return jwt.encode(header, claims, key("foreign"))


def with_a_changed_name(claims):
    head, _body, signature = jwt.encode({"alg": "RS256", "kid": key().kid}, claims, key()).split(".")
    return f"{head}.{part(claims | {'sub': 'omar-there'})}.{signature}"


def not_at_all(_claims):
    return "token"


FORGERIES = [unsigned, by_the_public_key, by_a_foreign_key, by_an_unknown_key, by_a_key_it_brings_itself, with_a_changed_name, not_at_all]  # fmt: skip


@pytest.mark.parametrize("signs", FORGERIES, ids=lambda signs: signs.__name__)
def test_no_token_holds_that_is_signed(provider, signs):
    provider.signs = signs
    with pytest.raises(IdentityRefused) as refused:
        came_back(*walk(provider))
    assert refused.value.reasons[0].code == "wrong_identity"


def test_a_token_for_several_holds_when_we_asked_for_it(provider):
    provider.claims = {"aud": [CLIENT, "another site"], "azp": CLIENT}
    assert came_back(*walk(provider)).subject == "sara-there"


def test_a_code_is_taken_once(provider):
    errand, returned = walk(provider)
    came_back(errand, returned)
    with pytest.raises(IdentityRefused):
        came_back(errand, returned)


def test_the_answer_to_another_errand_proves_nothing(provider):
    errand, returned = walk(provider)
    other, _ = walk(provider)
    for wrong in (
        (other, returned),  # another browser's state
        (replace(errand, nonce=other.nonce), returned),
        (errand, replace(returned, state="")),
        (errand, replace(returned, issuer="https://evil.example")),
        (errand, replace(returned, code="")),
        (errand, replace(returned, code="another")),
    ):
        with pytest.raises(IdentityRefused):
            came_back(*wrong)


def test_a_code_without_its_verifier_is_worth_nothing(provider):
    errand, returned = walk(provider)
    with pytest.raises(IdentityRefused):
        came_back(replace(errand, verifier="stolen without it"), returned)


def test_the_provider_asks_for_pkce_and_we_send_it(provider):
    asked = parse_qs(urlsplit(way_to_provider(errand=new_errand(), back=BACK)).query)
    assert asked["code_challenge_method"] == ["S256"]
    without = {name: values[0] for name, values in asked.items() if name != "code_challenge"}
    assert provider.authorized(without) is None
    assert "verifier" not in urlencode(asked, doseq=True)


def test_keys_are_fetched_once_and_anew_for_an_unknown_one(sara, provider):
    for _ in range(2):
        enter(*walk(provider))
    assert (provider.asked[DISCOVERY], provider.asked["/keys"]) == (1, 1)
    provider.key = provider.shown = key("second")
    for _ in range(2):
        assert enter(*walk(provider)).account == sara
    assert provider.asked["/keys"] == 2


def test_a_provider_that_wants_its_secret_in_the_form_gets_it_there(sara, provider):
    provider.by_post = True
    assert enter(*walk(provider)).account == sara


AWAY = {
    "another issuer": {"issuer": "https://evil.example"},
    "unencrypted ways": {"authorization_endpoint": "http://evil.example/authorize"},
    "no token address": {"token_endpoint": None},
    "a file for its keys": {"jwks_uri": "file:///etc/passwd"},
}


@pytest.mark.parametrize("lie", AWAY.values(), ids=AWAY)
def test_nobody_is_led_to_a_provider_that_describes(provider, lie):
    provider.description = lie
    with pytest.raises(IdentityRefused) as refused:
        way_to_provider(errand=new_errand(), back=BACK)
    assert refused.value.reasons[0].code == "provider_away"


def test_a_provider_that_is_away_is_nobody_s_fault_and_spared_for_a_while(provider, settings, monkeypatch):
    monkeypatch.setattr(rules, "FREE_TRIES_OF_AN_ADDRESS", 1)
    errand, returned = walk(provider)
    settings.ATHAR_OIDC_CLIENT_SECRET = "another"
    for _ in range(5):
        with pytest.raises(IdentityRefused) as refused:
            came_back(errand, returned)
        assert refused.value.reasons[0].code == "provider_away"
    settings.ATHAR_OIDC_ISSUER = f"{provider.issuer}/nowhere"
    for _ in range(2):
        with pytest.raises(IdentityRefused):
            way_to_provider(errand=errand, back=BACK)
    assert provider.asked[f"/nowhere{DISCOVERY}"] == 1


def test_nothing_is_followed_elsewhere(provider):
    errand = new_errand()
    address = errands.way_out(errand, back=f"{provider.issuer}{DISCOVERY}")
    asked = provider.asked[DISCOVERY]
    with pytest.raises(fetching.ProviderAway):
        fetching.fetch(address)
    assert provider.asked[DISCOVERY] == asked


def test_an_endless_answer_is_read_no_further(provider, monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST", 20)
    with pytest.raises(fetching.ProviderAway):
        fetching.fetch(f"{provider.issuer}{DISCOVERY}")


def test_calling_it_off_costs_nothing_and_guessing_closes_the_way(provider, monkeypatch):
    monkeypatch.setattr(rules, "FREE_TRIES_OF_AN_ADDRESS", 3)
    errand = new_errand()
    called_off = Return(state=errand.state, code="", issuer="", error="access_denied")
    for _ in range(5):
        with pytest.raises(IdentityRefused) as refused:
            came_back(errand, called_off)
        assert refused.value.reasons[0].code == "called_off"
    for _ in range(4):
        with pytest.raises(IdentityRefused):
            came_back(errand, replace(called_off, error="", state="guessed"))
    with pytest.raises(TooManyAttempts):
        came_back(errand, called_off)


@pytest.mark.parametrize(
    ("claims", "allowed", "second"),
    [
        ({"amr": ["pwd", "mfa"]}, True, True),
        ({"acr": "phr"}, True, True),
        ({"amr": ["pwd", "mfa"]}, False, False),
        ({"amr": ["pwd", "otp"]}, True, False),
        ({"amr": "mfa"}, True, False),
        ({"acr": ["phr"]}, True, False),
        ({}, True, False),
    ],
)
def test_it_counts_as_two_proofs_only_where_the_provider_says_so_and_we_allow_it(
    sara, provider, settings, claims, allowed, second
):
    settings.ATHAR_OIDC_SECOND_PROOF = allowed
    provider.claims = claims
    assert enter(*walk(provider)).second is second


@pytest.mark.parametrize(
    "said",
    [None, "now", True, time.time() + 3600, 10**30],
    ids=["nothing", "a word", "yes", "in an hour", "beyond every calendar"],  # the same on every worker
)
def test_when_the_proof_was_asked_for_is_believed_only_where_it_is_a_moment_past(provider, said):
    provider.claims = {"auth_time": said}
    assert came_back(*walk(provider)).proved_at is None


def test_one_identity_belongs_to_one_account_and_an_account_has_one(sara, provider):
    for account, subject in ((AccountFactory(), "sara-there"), (sara, "sara-again")):
        with pytest.raises(IdentityRefused):
            link_identity(account=account, identity=Identity(provider.issuer, subject), at=timezone.now())
    assert ExternalIdentity.objects.count() == 1


def test_what_is_kept_of_a_subject_is_a_keyed_hash(sara):
    kept = ExternalIdentity.objects.get()
    assert b"sara-there" not in bytes(kept.subject_hash)
    assert len(bytes(kept.subject_hash)) == 32


def test_what_is_unlinked_opens_nothing_and_may_be_linked_again(sara, provider):
    for _ in range(2):
        unlink_identity(
            identity=ExternalIdentity.objects.first() or ExternalIdentity(account=sara), at=timezone.now()
        )
    with pytest.raises(IdentityUnlinked):
        enter(*walk(provider))
    link_identity(account=sara, identity=Identity(provider.issuer, "sara-there"), at=timezone.now())
    assert enter(*walk(provider)).account == sara


def test_taking_the_old_address_back_unlinks_what_was_linked_since(sara, provider):
    at = timezone.now()
    change = EmailChange.objects.create(
        account=sara, old_email="old@example.org", new_email=sara.email, token_hash=b"x" * 32, at=at - timedelta(hours=1)
    )  # fmt: skip
    take_email_back(change=change, at=at)
    with pytest.raises(IdentityUnlinked):
        enter(*walk(provider))
