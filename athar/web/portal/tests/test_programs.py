"""Access keys on one's own pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from athar.foundation.gate.keys import program_with
from athar.foundation.gate.models import AccessKey
from athar.foundation.gate.tests.factories import AccessKeyFactory
from athar.foundation.people.choices import Role
from athar.foundation.people.tests.factories import AccountFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
PAGE = "/en/me/programs/"


@pytest.fixture
def noura():
    account = AccountFactory(person__name="نورة القحطاني")
    RoleGrantFactory(
        person=account.person, role=Role.PROGRAMME_MANAGER, since=timezone.now() - timedelta(days=1)
    )
    return account


@pytest.fixture
def browser(noura):
    return just_proven(noura)


def just_proven(account):
    """The browser of somebody who proved a moment ago who they are."""
    client = Client()
    client.force_login(account)
    session = client.session
    session["proven_at"] = timezone.now().isoformat()
    session.save()
    return client


def form(**changes):
    last = (timezone.localdate() + timedelta(days=30)).isoformat()
    return {"name": "Attendance app", "scopes": ["records.enter"], "ends_on": last} | changes


def test_a_key_is_shown_once_and_lets_the_program_in(browser, noura):
    answer = browser.post(PAGE, form())
    secret = answer.context["secret"]
    assert (answer.status_code, answer.headers["Cache-Control"]) == (201, "no-store")
    assert secret in answer.content.decode()
    assert program_with(secret, at=timezone.now()).account == noura
    assert secret not in browser.get(PAGE).content.decode()


def test_a_key_works_to_the_end_of_its_last_day_in_riyadh(browser):
    browser.post(PAGE, form(ends_on="٢٠٢٦-١٢-٣١"))
    expires = AccessKey.objects.get().expires_at
    assert timezone.localtime(expires).isoformat() == "2027-01-01T00:00:00+03:00"


def test_nobody_is_offered_more_than_their_roles_open(browser, noura):
    assert browser.post(PAGE, form(scopes=["records.enter", "everything"])).status_code == 422
    volunteer = just_proven(AccountFactory())
    page = volunteer.get(PAGE)
    assert [value for value, _label in page.context["form"].fields["scopes"].choices] == ["seats.own"]
    assert volunteer.post(PAGE, form()).status_code == 422
    assert AccessKey.objects.count() == 0
    assert volunteer.post(PAGE, form(scopes=["seats.own"])).status_code == 201


def test_who_signed_in_long_ago_proves_it_once_more(browser, noura):
    session = browser.session
    session["proven_at"] = (timezone.now() - timedelta(minutes=11)).isoformat()
    session.save()
    answer = browser.post(PAGE, form())
    assert answer.status_code == 409
    assert f"/en/account/security/proof/?next={PAGE}" in answer.content.decode()
    assert AccessKey.objects.count() == 0


def test_a_sign_in_for_which_no_proof_was_given_just_now_makes_no_key(noura):
    """As one through a provider may be: the account was signed in to this moment, by a proof of long ago."""
    client = Client()
    client.force_login(noura)
    assert client.post(PAGE, form()).status_code == 409
    assert AccessKey.objects.count() == 0


def test_a_key_is_revoked_by_one_press_and_only_by_its_holder(browser, noura):
    mine, other = AccessKeyFactory(account=noura), AccessKeyFactory()
    assert browser.post(f"{PAGE}{other.pk}/revocation/").status_code == 404
    assert browser.post(f"{PAGE}{mine.pk}/revocation/").status_code == 302
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.revoked_at is not None, other.revoked_at) == (True, None)


def test_the_list_asks_no_more_for_many_keys_than_for_one(browser, noura, django_assert_max_num_queries):
    AccessKeyFactory.create_batch(10, account=noura)
    with django_assert_max_num_queries(12):
        browser.get(PAGE)
