from datetime import date

import pytest
from django.utils import timezone

from athar.foundation.identity.choices import Channel, Use
from athar.foundation.identity.operations import (
    Profile,
    RegistrationRefused,
    answer_code,
    register,
    send_code,
)
from athar.foundation.identity.tests.conftest import HOME, SARA
from athar.foundation.people.choices import Gender, Purpose, Role
from athar.foundation.people.queries import roles_of
from athar.foundation.people.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db
PROFILE = Profile("سارة الزهراني", "Sara Alzahrani", Gender.FEMALE, date(1999, 8, 24))


def challenge(use=Use.REGISTRATION):
    return send_code(use=use, channel=Channel.EMAIL, address=SARA, network=HOME, at=timezone.now())


def open_account(proof, consents=None, password=""):
    return register(
        challenge=proof,
        profile=PROFILE,
        consents=consents or {Purpose.PARTICIPATION: "1"},
        password=password,
        language="ar",
        at=timezone.now(),
    )


@pytest.fixture
def proof(code_sent):
    return answer_code(challenge=challenge(), code=code_sent(), network=HOME, at=timezone.now())


def test_whoever_registers_becomes_a_volunteer_and_allows_what_they_ticked_and_nothing_else(proof):
    account = open_account(proof)
    assert roles_of(account, at=timezone.now()) == {Role.VOLUNTEER}
    assert list(account.person.consents.values_list("purpose", "given", "text_version")) == [
        ("participation", True, "1")
    ]
    assert (account.email, account.has_usable_password()) == (SARA, False)


def test_without_the_proof_of_the_address_no_account_is_opened():
    with pytest.raises(RegistrationRefused):
        open_account(challenge())


def test_one_proof_opens_one_account(proof):
    open_account(proof)
    with pytest.raises(RegistrationRefused):
        open_account(proof)


def test_a_code_to_sign_in_opens_no_account(code_sent):
    AccountFactory(email=SARA)
    other = answer_code(challenge=challenge(Use.SIGN_IN), code=code_sent(), network=HOME, at=timezone.now())
    with pytest.raises(RegistrationRefused):
        open_account(other)
