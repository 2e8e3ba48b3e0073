"""Passwords, addresses and where somebody is signed in."""

import logging
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from athar.foundation.identity.choices import Channel, Use
from athar.foundation.identity.devices import Device
from athar.foundation.identity.models import Challenge, Dispatch, EmailChange, SignIn
from athar.foundation.identity.operations import (
    EmailRefused,
    PasswordRefused,
    answer_code,
    begin_sign_in,
    change_behind,
    change_email,
    end_other_sign_ins,
    end_sign_in,
    replace_password,
    send_code,
    take_email_back,
)
from athar.foundation.identity.queries import sign_ins_of
from athar.foundation.identity.tests.conftest import HOME, OMAR, SARA
from athar.foundation.people.models import Account
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory

pytestmark = pytest.mark.django_db
NEW = "sara.new@example.org"


@pytest.fixture
def sara():
    return Account.objects.create_user(
        SARA, "a long password", person=PersonFactory(email=SARA), language="en"
    )


def proven(use, address, code_sent, account=None) -> Challenge:
    now = timezone.now()
    sent = send_code(use=use, channel=Channel.EMAIL, address=address, network=HOME, at=now, account=account)
    return answer_code(challenge=sent, code=code_sent(), network=HOME, at=now)


def come_in(account, mark="one", at=None):
    session = SessionStore()
    session.create()
    return begin_sign_in(
        account=account, session_key=session.session_key, mark=mark, device=Device("Firefox", "Linux"),
        at=at or timezone.now(),
    )  # fmt: skip


def token_in(letter: str) -> str:
    found = re.search(r"/account/e-mail/return/([\w-]+)/", letter)
    assert found
    return found[1]


def test_a_proven_address_gets_a_new_password_once_and_every_session_ends(sara, code_sent):
    signed_in = come_in(sara)
    challenge = proven(Use.PASSWORD, SARA, code_sent)
    replace_password(challenge=challenge, password="another long one", at=timezone.now())
    sara.refresh_from_db()
    assert sara.check_password("another long one")
    assert not SessionStore().exists(signed_in.session_key)
    with pytest.raises(PasswordRefused):
        replace_password(challenge=challenge, password="a third long one", at=timezone.now())


def test_what_changes_the_security_of_an_account_leaves_a_line_that_names_nobody(sara, code_sent, caplog):
    caplog.set_level(logging.INFO, "athar.audit")
    replace_password(
        challenge=proven(Use.PASSWORD, SARA, code_sent), password="another long one", at=timezone.now()
    )
    [line] = [record for record in caplog.records if record.name == "athar.audit"]
    assert (line.getMessage(), line.facts) == ("password changed", {"account": sara.pk})


@pytest.mark.parametrize("use", [Use.SIGN_IN, Use.PROOF])
def test_a_code_for_something_else_sets_no_password(sara, code_sent, use):
    with pytest.raises(PasswordRefused):
        replace_password(challenge=proven(use, SARA, code_sent), password="another", at=timezone.now())


def test_an_answer_counts_for_twenty_minutes(sara, code_sent):
    challenge = proven(Use.PASSWORD, SARA, code_sent)
    with pytest.raises(PasswordRefused):
        replace_password(challenge=challenge, password="x", at=timezone.now() + timedelta(minutes=21))


def test_an_unknown_address_gets_a_letter_and_no_code(db):
    send_code(use=Use.PASSWORD, channel=Channel.EMAIL, address=OMAR, network=HOME, at=timezone.now())
    assert re.search(r"\d{6}", Dispatch.objects.get().text) is None


def changed(sara, code_sent):
    challenge = proven(Use.EMAIL, NEW, code_sent, sara)
    return change_email(account=sara, challenge=challenge, at=timezone.now())


def test_a_new_address_is_proved_and_the_old_one_is_told_how_to_take_it_back(sara, code_sent):
    changed(sara, code_sent)
    sara.refresh_from_db()
    assert (sara.email, sara.person.email) == (NEW, NEW)
    letter = Dispatch.objects.latest("pk")
    assert letter.address == SARA
    change = change_behind(token_in(letter.text), at=timezone.now())
    signed_in = come_in(sara)
    take_email_back(change=change, at=timezone.now())
    sara.refresh_from_db()
    assert (sara.email, sara.person.email, sara.has_usable_password()) == (SARA, SARA, False)
    assert not SessionStore().exists(signed_in.session_key)


def test_after_a_week_or_once_done_the_letter_takes_nothing_back(sara, code_sent):
    change = changed(sara, code_sent)
    token = token_in(Dispatch.objects.latest("pk").text)
    assert change_behind(token, at=timezone.now() + timedelta(days=8)) is None
    take_email_back(change=change, at=timezone.now())
    assert change_behind(token, at=timezone.now()) is None
    with pytest.raises(EmailRefused):
        take_email_back(change=change, at=timezone.now())


def test_whoever_changed_it_again_cannot_take_that_back(sara, code_sent):
    first = changed(sara, code_sent)
    again = proven(Use.EMAIL, "thief@example.org", code_sent, sara)
    change_email(account=sara, challenge=again, at=timezone.now())
    thiefs = token_in(Dispatch.objects.latest("pk").text)
    take_email_back(change=first, at=timezone.now())
    assert change_behind(thiefs, at=timezone.now()) is None


def test_the_address_of_another_account_is_not_taken_and_its_owner_is_told(sara, code_sent):
    AccountFactory(email=OMAR)
    send_code(
        use=Use.EMAIL, channel=Channel.EMAIL, address=OMAR, network=HOME, at=timezone.now(), account=sara
    )
    letter = Dispatch.objects.latest("pk")
    assert (letter.address, re.search(r"\d{6}", letter.text)) == (OMAR, None)
    challenge = proven(Use.EMAIL, NEW, code_sent, sara)
    AccountFactory(email=NEW)
    with pytest.raises(EmailRefused):
        change_email(account=sara, challenge=challenge, at=timezone.now())
    sara.refresh_from_db()
    assert sara.email == SARA


def test_only_the_account_that_asked_gets_the_address(sara, code_sent):
    challenge = proven(Use.EMAIL, NEW, code_sent, sara)
    with pytest.raises(EmailRefused):
        change_email(account=AccountFactory(), challenge=challenge, at=timezone.now())
    assert not EmailChange.objects.exists()


def test_a_browser_never_seen_before_is_told_of_but_neither_the_first_nor_a_known_one(sara):
    for mark in ("one", "one", "two", "one"):
        come_in(sara, mark)
    assert [letter.subject for letter in Dispatch.objects.all()] == ["Signed in on a new device"]
    assert "Firefox on Linux" in Dispatch.objects.get().text


def test_one_sign_in_is_ended_or_all_but_one(sara):
    here, there, elsewhere = come_in(sara), come_in(sara, "two"), come_in(sara, "three")
    end_sign_in(sign_in=there, at=timezone.now())
    end_sign_in(sign_in=there, at=timezone.now())
    assert [one.pk for one in sign_ins_of(sara, at=timezone.now())] == [elsewhere.pk, here.pk]
    omars = come_in(AccountFactory())
    assert end_other_sign_ins(account=sara, keep=here.pk, at=timezone.now()) == 1
    alive = [one for one in (here, there, elsewhere, omars) if SessionStore().exists(one.session_key)]
    assert alive == [here, omars]


def test_sign_ins_are_forgotten_after_ninety_days(sara):
    come_in(sara, at=timezone.now() - timedelta(days=91))
    come_in(sara)
    assert SignIn.objects.count() == 1
