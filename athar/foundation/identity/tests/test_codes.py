from datetime import timedelta

import pytest
from django.utils import timezone

from athar.foundation.identity.brakes import TooManyAttempts
from athar.foundation.identity.choices import Channel, Use
from athar.foundation.identity.models import Challenge, Dispatch
from athar.foundation.identity.operations import CodeRefused, answer_code, prove_phone, send_code
from athar.foundation.identity.operations.phones import PhoneRefused
from athar.foundation.identity.queries import account_at
from athar.foundation.identity.tests.conftest import ELSEWHERE, HOME, OMAR, SARA
from athar.foundation.people.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db
PHONE = "+966500000417"


def send(use=Use.SIGN_IN, address=SARA, *, channel=Channel.EMAIL, at=None, network=HOME, account=None):
    return send_code(
        use=use, channel=channel, address=address, network=network, at=at or timezone.now(), account=account
    )


def answer(challenge, code, *, at=None, network=HOME):
    return answer_code(challenge=challenge, code=code, network=network, at=at or timezone.now())


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_whoever_reads_the_code_answers_it_once(code_sent):
    sara = AccountFactory(email=SARA)
    challenge = send()
    assert answer(challenge, code_sent()).account == sara
    with pytest.raises(CodeRefused):
        answer(challenge, code_sent())


def test_a_code_works_for_ten_minutes(code_sent):
    AccountFactory(email=SARA)
    challenge = send()
    with pytest.raises(CodeRefused):
        answer(challenge, code_sent(), at=timezone.now() + timedelta(minutes=11))


def test_after_five_wrong_answers_the_right_one_comes_too_late(code_sent):
    AccountFactory(email=SARA)
    challenge = send()
    for _ in range(5):
        with pytest.raises(CodeRefused):
            answer(challenge, wrong(code_sent()))
    with pytest.raises(CodeRefused):
        answer(challenge, code_sent())


def test_an_unknown_address_gets_a_message_that_says_so_and_no_code_opens_anything():
    challenge = send(address=OMAR)
    message = Dispatch.objects.get(challenge=challenge)
    assert "/account/new/" in message.text
    assert (message.address, challenge.account) == (OMAR, None)


def test_a_taken_address_is_told_in_its_own_mailbox_and_not_on_the_page():
    AccountFactory(email=SARA)
    taken, free = send(Use.REGISTRATION), send(Use.REGISTRATION, OMAR)
    assert "/sign-in/" in Dispatch.objects.get(challenge=taken).text
    assert "/sign-in/" not in Dispatch.objects.get(challenge=free).text


def test_an_unknown_number_gets_no_message():
    send(address=PHONE, channel=Channel.PHONE)
    assert not Dispatch.objects.exists()


def test_too_many_messages_to_one_address_close_the_way_and_it_opens_again():
    now = timezone.now()
    for _ in range(6):
        send(at=now)
    with pytest.raises(TooManyAttempts) as refused:
        send(at=now, network=ELSEWHERE)
    assert "30" in str(refused.value.reasons[0].remedy)
    send(at=now + timedelta(seconds=31))


def test_codes_and_messages_are_gone_after_a_day():
    old = send(at=timezone.now() - timedelta(days=2))
    new = send()
    assert list(Challenge.objects.all()) == [new]
    assert not Dispatch.objects.filter(challenge=old.pk).exists()


def test_nothing_of_a_message_stands_in_the_database_in_the_clear(code_sent):
    from django.db import connection

    AccountFactory(email=SARA)
    send()
    with connection.cursor() as cursor:
        cursor.execute("SELECT address || subject || text || html FROM identity_dispatch")
        sealed = b"".join(bytes(row[0]) for row in cursor.fetchall())
    assert code_sent().encode() not in sealed
    assert SARA.encode() not in sealed


def test_outside_demonstrations_without_a_mail_server_no_code_is_promised(settings):
    settings.ATHAR_DEMO, settings.EMAIL_HOST = False, ""
    with pytest.raises(CodeRefused):
        send()


def test_outside_demonstrations_the_worker_sends_the_message(settings, mailoutbox, code_sent):
    from athar.foundation.identity.messages import deliver

    settings.ATHAR_DEMO, settings.EMAIL_HOST = False, "mail.example.org"
    AccountFactory(email=SARA)
    send()
    waiting = Dispatch.objects.get()
    assert waiting.sent_at is None
    for _ in range(2):  # a job may run twice
        deliver(message=waiting.pk)
    (mail,) = mailoutbox
    assert (mail.to, code_sent() in mail.body, code_sent() in mail.alternatives[0].content) == (
        [SARA],
        True,
        True,
    )


def test_a_proven_number_becomes_a_way_in_and_belongs_to_one_account(code_sent):
    sara, omar = AccountFactory(email=SARA), AccountFactory(email=OMAR)
    assert account_at(Channel.PHONE, PHONE) is None

    def prove(account):
        challenge = answer(send(Use.PHONE, PHONE, channel=Channel.PHONE, account=account), code_sent())
        return prove_phone(account=account, challenge=challenge, at=timezone.now())

    prove(sara)
    sara.person.refresh_from_db()
    assert (account_at(Channel.PHONE, PHONE), sara.person.phone) == (sara, PHONE)
    with pytest.raises(PhoneRefused):
        prove(omar)


def test_a_number_is_proven_by_its_own_account_alone(code_sent):
    sara, omar = AccountFactory(email=SARA), AccountFactory(email=OMAR)
    challenge = answer(send(Use.PHONE, PHONE, channel=Channel.PHONE, account=omar), code_sent())
    with pytest.raises(PhoneRefused):
        prove_phone(account=sara, challenge=challenge, at=timezone.now())
