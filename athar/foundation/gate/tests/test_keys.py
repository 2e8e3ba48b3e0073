"""Access keys: made for some of what one's roles open, shown once, shrinking with the roles, ended at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.gate.choices import Scope
from athar.foundation.gate.key_rules import ALPHABET, LENGTH, looks_like_a_key, new_secret
from athar.foundation.gate.keys import KeyRefused, make_key, program_with, revoke_key
from athar.foundation.gate.models import AccessKey
from athar.foundation.gate.tests.factories import AccessKeyFactory
from athar.foundation.people.choices import Role
from athar.foundation.people.models import RoleGrant
from athar.foundation.people.tests.factories import AccountFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


@pytest.fixture
def noura():
    """A programme manager."""
    account = AccountFactory(person__name="نورة القحطاني")
    RoleGrantFactory(person=account.person, role=Role.PROGRAMME_MANAGER, since=timezone.now() - MONTH)
    return account


def made(account, *scopes: Scope, roles=frozenset({Role.PROGRAMME_MANAGER}), at=None, **changes):
    at = at or timezone.now()
    facts = {"name": "تطبيق الحضور", "expires_at": at + MONTH} | changes
    return make_key(account=account, roles=roles, scopes=scopes or (Scope.RECORDS_ENTER,), at=at, **facts)


def test_a_program_comes_in_the_name_of_whoever_made_its_key(noura):
    key, secret = made(noura, Scope.RECORDS_ENTER, Scope.RECORDS_READ)
    program = program_with(secret, at=timezone.now())
    assert (program.account, program.scopes) == (noura, {Scope.RECORDS_ENTER, Scope.RECORDS_READ})
    key.refresh_from_db()
    assert key.last_used_at is not None


def test_the_database_holds_no_key(noura):
    _key, secret = made(noura)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(kept)::text FROM gate_accesskey AS kept")
        [[row]] = cursor.fetchall()
    assert secret not in row
    assert secret[len("athar_") + 4 :] not in row


def test_a_key_opens_less_when_its_holder_may_do_less(noura):
    _key, secret = made(noura, Scope.RECORDS_ENTER, Scope.RECORDS_READ)
    RoleGrantFactory(person=noura.person, role=Role.AUDITOR, since=timezone.now() - MONTH)
    RoleGrant.objects.filter(role=Role.PROGRAMME_MANAGER).update(until=timezone.now())
    later = timezone.now() + timedelta(seconds=1)
    assert program_with(secret, at=later).scopes == {Scope.RECORDS_READ}


@pytest.mark.parametrize("ended", ["revoked", "expired", "closed", "mistyped", "never made"])
def test_a_key_that_ended_or_never_was_opens_nothing(noura, ended):
    key, secret = made(noura)
    at = timezone.now() + (2 * MONTH if ended == "expired" else timedelta(seconds=1))
    if ended == "revoked":
        revoke_key(key=key, at=timezone.now())
    if ended == "closed":
        noura.is_active = False
        noura.save()
    tried = {"mistyped": secret[:-1] + ("a" if secret[-1] != "a" else "b"), "never made": new_secret()}
    assert program_with(tried.get(ended, secret), at=at) is None


def test_every_reason_against_a_key_is_told_at_once(noura):
    now = timezone.now()
    with pytest.raises(KeyRefused) as refused:
        made(noura, Scope.RECORDS_ENTER, roles={Role.AUDITOR}, name=" ", expires_at=now + timedelta(days=400))
    assert [reason.code for reason in refused.value.reasons] == ["no_name", "beyond_your_roles", "bad_end"]


def test_nobody_keeps_more_than_ten_keys(noura):
    AccessKeyFactory.create_batch(10, account=noura)
    with pytest.raises(KeyRefused) as refused:
        made(noura)
    assert [reason.code for reason in refused.value.reasons] == ["too_many_keys"]
    revoke_key(key=AccessKey.objects.first(), at=timezone.now())
    assert made(noura, at=timezone.now() + timedelta(seconds=1))


def test_a_key_revoked_twice_ended_the_first_time(noura):
    key, _secret = made(noura)
    at = timezone.now()
    assert revoke_key(key=key, at=at).revoked_at == at
    assert revoke_key(key=key, at=at + MONTH).revoked_at == at


def test_a_use_is_noted_once_a_minute(noura, django_assert_num_queries):
    _key, secret = made(noura)
    now = timezone.now()
    program_with(secret, at=now)
    with django_assert_num_queries(2):  # the key with its account, and the roles
        program_with(secret, at=now + timedelta(seconds=30))


@given(st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed_without_a_question(place, letter):
    secret = new_secret()
    at = len("athar_") + place
    changed = secret[:at] + letter + secret[at + 1 :]
    assert looks_like_a_key(changed) is (changed == secret)
