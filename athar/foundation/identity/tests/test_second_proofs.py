from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.identity import totp
from athar.foundation.identity.brakes import TooManyAttempts
from athar.foundation.identity.devices import Device
from athar.foundation.identity.models import CodeApp, Dispatch, RecoveryCode
from athar.foundation.identity.operations import (
    ResetRefused,
    SecondProofRefused,
    answer_second_proof,
    begin_sign_in,
    remove_code_app,
    renew_recovery_codes,
    second_factor_reset,
    set_up_code_app,
)
from athar.foundation.identity.queries import has_second_proof, needs_second_proof, owes_second_proof
from athar.foundation.identity.rules import new_recovery_code, plain_answer
from athar.foundation.identity.tests.conftest import HOME
from athar.foundation.people.choices import IdentityCheck, Role
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory, RoleGrantFactory

NOON = datetime(2026, 3, 5, 9, 0, 10, tzinfo=UTC)
STEP = timedelta(seconds=30)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def shown(at: datetime, secret: str = SECRET) -> str:
    """What the app shows at that moment."""
    return pyotp.TOTP(secret).at(at)


@pytest.fixture
def sara(db):
    return AccountFactory(language="en")


@pytest.fixture
def noura(db):
    account = AccountFactory()
    RoleGrantFactory(person=account.person, role=Role.PROGRAMME_MANAGER, since=NOON - timedelta(days=9))
    return account


def set_up(account, at=NOON):
    return set_up_code_app(account=account, secret=SECRET, code=shown(at), network=HOME, at=at)


def answer(account, code, at):
    answer_second_proof(account=account, answer=code, network=HOME, at=at)


def test_the_codes_are_those_of_the_standard():
    """RFC 6238, appendix B, the first test vector, cut to six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert totp.step_of(secret, "287082", at=datetime.fromtimestamp(59, UTC)) == 1


@given(seconds=st.integers(-90, 90))
def test_a_code_is_good_for_its_own_half_minute_and_the_two_beside_it(seconds):
    at = NOON + timedelta(seconds=seconds)
    beside = abs(int(at.timestamp()) // 30 - int(NOON.timestamp()) // 30) <= 1
    assert (totp.step_of(SECRET, shown(at), at=NOON) is not None) == beside


def test_an_app_is_set_up_by_showing_its_code_and_ten_recovery_codes_come_with_it(sara):
    codes = set_up(sara)
    assert (len(set(codes)), has_second_proof(sara)) == (10, True)
    assert "An app for codes was set up" in Dispatch.objects.get().text


def test_a_wrong_code_sets_up_nothing(sara):
    with pytest.raises(SecondProofRefused):
        set_up_code_app(account=sara, secret=SECRET, code="000000", network=HOME, at=NOON)
    assert not has_second_proof(sara)


def test_the_secret_is_sealed_and_recovery_codes_are_hashes_in_the_database(sara):
    codes = set_up(sara)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM identity_codeapp")
        sealed = bytes(cursor.fetchone()[0])
        cursor.execute("SELECT string_agg(encode(code_hash, 'escape'), ' ') FROM identity_recoverycode")
        hashes = cursor.fetchone()[0]
    assert SECRET.encode() not in sealed
    assert [code for code in codes if plain_answer(code) in hashes] == []


def test_each_code_of_the_app_is_taken_once(sara):
    set_up(sara)
    with pytest.raises(SecondProofRefused):
        answer(sara, shown(NOON), NOON)
    later = NOON + STEP
    answer(sara, shown(later), later)
    with pytest.raises(SecondProofRefused):
        answer(sara, shown(later), later + timedelta(seconds=1))


def test_after_a_later_code_an_earlier_one_is_taken_no_more(sara):
    set_up(sara, NOON - 2 * STEP)
    answer(sara, shown(NOON + STEP), NOON)  # the phone's clock is half a minute ahead
    with pytest.raises(SecondProofRefused):
        answer(sara, shown(NOON), NOON)


def test_a_code_may_be_typed_in_arabic_digits_and_in_groups(sara):
    set_up(sara)
    code = shown(NOON + STEP).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    answer(sara, f" {code[:3]} {code[3:]} ", NOON + STEP)


def test_a_recovery_code_stands_in_once(sara):
    first, second, *_rest = set_up(sara)
    answer(sara, first.upper().replace("-", " "), NOON)
    with pytest.raises(SecondProofRefused):
        answer(sara, first, NOON)
    answer(sara, second, NOON)


def test_new_recovery_codes_end_the_old_ones(sara):
    old = set_up(sara)
    new = renew_recovery_codes(account=sara, at=NOON)
    with pytest.raises(SecondProofRefused):
        answer(sara, old[0], NOON)
    answer(sara, new[0], NOON)


def test_nobody_comes_in_with_the_recovery_code_of_another(sara, noura):
    codes = set_up(sara)
    set_up(noura)
    with pytest.raises(SecondProofRefused):
        answer(noura, codes[0], NOON)


def test_after_six_wrong_codes_even_the_right_one_waits(sara):
    set_up(sara)
    for _ in range(6):
        with pytest.raises(SecondProofRefused):
            answer(sara, "000000", NOON)
    with pytest.raises(TooManyAttempts):
        answer(sara, shown(NOON + STEP), NOON + STEP - timedelta(seconds=1))


def test_taking_the_app_away_ends_its_recovery_codes_too(sara):
    set_up(sara)
    remove_code_app(account=sara, at=NOON)
    assert (has_second_proof(sara), RecoveryCode.objects.count()) == (False, 0)


def test_whose_work_asks_for_a_second_proof_keeps_one(noura, settings):
    settings.ATHAR_DEMO = False
    set_up(noura)
    assert needs_second_proof(noura, at=NOON)
    with pytest.raises(SecondProofRefused) as refused:
        remove_code_app(account=noura, at=NOON)
    assert refused.value.reasons[0].code == "second_proof_needed"
    assert CodeApp.objects.filter(account=noura).exists()


def test_in_demonstrations_and_for_volunteers_one_proof_is_enough(noura, sara, settings):
    assert not needs_second_proof(noura, at=NOON)
    settings.ATHAR_DEMO = False
    assert not needs_second_proof(sara, at=NOON)


@given(data=st.data())
def test_recovery_codes_hold_no_letter_that_is_taken_for_another(data):
    code = new_recovery_code()
    assert (len(code), code[5]) == (11, "-")
    assert not set(code) & set("01loi")


@pytest.fixture
def latifah(db):
    person = PersonFactory(name="لطيفة السبيعي")
    RoleGrantFactory(person=person, role=Role.ADMINISTRATOR, since=NOON - timedelta(days=9))
    return person


def test_an_administrator_takes_lost_second_proofs_away_with_a_reason(noura, latifah):
    set_up(noura)
    reset = second_factor_reset(
        account=noura, by=latifah, checked=IdentityCheck.DOCUMENT, reason="Lost her phone", at=NOON
    )
    assert not has_second_proof(noura)
    assert (reset.person, reset.by, reset.at) == (noura.person, latifah, NOON)
    assert RecoveryCode.objects.count() == 0


def test_a_reset_ends_every_sign_in_and_the_holder_is_told_by_mail(sara, latifah, settings):
    settings.EMAIL_HOST = "localhost"
    set_up(sara)
    device = Device("Firefox", "Linux")
    signed_in = begin_sign_in(account=sara, session_key="a" * 32, mark="mark", device=device, at=NOON)
    second_factor_reset(
        account=sara, by=latifah, checked=IdentityCheck.VIDEO, reason="Lost her phone", at=NOON
    )
    signed_in.refresh_from_db()
    assert signed_in.ended_at == NOON
    assert "signed you out everywhere" in Dispatch.objects.filter(account=sara).latest("pk").text


def test_whose_proofs_were_taken_away_owes_a_new_one_until_it_is_set_up(sara, latifah):
    assert not owes_second_proof(sara)
    set_up(sara)
    second_factor_reset(account=sara, by=latifah, checked=IdentityCheck.KNOWN, reason="Lost", at=NOON)
    assert owes_second_proof(sara)
    set_up(sara, at=NOON + STEP)
    assert not owes_second_proof(sara)


def test_a_reset_is_refused_to_others_to_oneself_without_a_check_without_a_reason_and_where_nothing_is(
    noura, latifah
):
    own = AccountFactory(person=latifah)
    set_up(own)
    copy = IdentityCheck.COPY  # shows who has the copy
    for account, by, checked, reason, codes in (
        (own, noura.person, None, " ", ["not_administrator", "unchecked", "no_reason"]),
        (own, latifah, copy, "", ["own_reset", "unchecked", "no_reason"]),
        (noura, latifah, IdentityCheck.DOCUMENT, "Lost", ["nothing_to_reset"]),
    ):
        with pytest.raises(ResetRefused) as refused:
            second_factor_reset(account=account, by=by, checked=checked, reason=reason, at=NOON)
        assert [reason.code for reason in refused.value.reasons] == codes
    assert has_second_proof(own)
