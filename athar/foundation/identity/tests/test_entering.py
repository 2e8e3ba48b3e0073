from datetime import timedelta

import pytest
from django.utils import timezone

from athar.foundation.identity.brakes import TooManyAttempts
from athar.foundation.identity.operations import EntryRefused, check_password
from athar.foundation.identity.tests.conftest import ELSEWHERE, HOME, OMAR, SARA
from athar.foundation.people.models import Account
from athar.foundation.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"


@pytest.fixture
def sara():
    return Account.objects.create_user(SARA, PASSWORD, person=PersonFactory())


def enter(password=PASSWORD, email=SARA, *, network=HOME, at=None):
    return check_password(email=email, password=password, network=network, at=at or timezone.now())


def test_e_mail_and_password_open_the_account_in_any_case_of_the_address(sara):
    assert enter(email="Sara@Example.org") == sara


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(sara):
    answers = []
    for email in (SARA, OMAR):
        with pytest.raises(EntryRefused) as refused:
            enter("guessed", email)
        answers.append(str(refused.value))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("email", [SARA, OMAR])
def test_after_six_failures_even_the_right_password_waits_and_unknown_accounts_wait_alike(sara, email):
    now = timezone.now()
    for _ in range(6):
        with pytest.raises(EntryRefused):
            enter("guessed", email, at=now)
    with pytest.raises(TooManyAttempts):
        enter(email=email, at=now + timedelta(seconds=29), network=ELSEWHERE)


def test_after_the_pause_the_owner_comes_in_and_the_failures_are_forgotten(sara):
    now = timezone.now()
    for _ in range(6):
        with pytest.raises(EntryRefused):
            enter("guessed", at=now)
    later = now + timedelta(seconds=31)
    assert enter(at=later) == sara
    with pytest.raises(EntryRefused):
        enter("guessed", at=later)
    assert enter(at=later) == sara


def test_guessing_at_many_accounts_from_one_network_closes_it(sara):
    now = timezone.now()
    for number in range(51):
        with pytest.raises(EntryRefused):
            enter("guessed", f"guess{number}@example.org", at=now)
    with pytest.raises(TooManyAttempts):
        enter(at=now)
    assert enter(at=now, network=ELSEWHERE) == sara


def test_two_hours_of_quiet_forget_failures(sara):
    now = timezone.now()
    for _ in range(5):
        with pytest.raises(EntryRefused):
            enter("guessed", at=now)
    with pytest.raises(EntryRefused):
        enter("guessed", at=now + timedelta(hours=3))
    assert enter(at=now + timedelta(hours=3)) == sara


def test_a_closed_account_opens_to_nobody(sara):
    sara.is_active = False
    sara.save()
    with pytest.raises(EntryRefused):
        enter()
