"""What is sent twice has one effect, one after the other or at once."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from athar.foundation.gate.answers import Answer, KeyStandsForAnother, once
from athar.foundation.gate.models import KeptAnswer
from athar.foundation.people.tests.factories import AccountFactory

SENT, OTHER = b"1" * 32, b"2" * 32


@pytest.fixture
def sara(db):
    return AccountFactory()


class Work:
    """Counts how often it was done."""

    def __init__(self, *, fails: bool = False) -> None:
        self.done, self.fails = 0, fails

    def __call__(self) -> Answer:
        self.done += 1
        if self.fails:
            raise RuntimeError("it did not work")
        return Answer(201, {"number": self.done})


def sent(account, work, *, key="a", fingerprint=SENT, at=None):
    return once(account=account, key=key, fingerprint=fingerprint, at=at or timezone.now(), work=work)


def test_sent_again_it_is_answered_the_same_and_nothing_happens(sara):
    work = Work()
    first, again = sent(sara, work), sent(sara, work)
    assert (first.body, again.body, work.done) == ({"number": 1}, {"number": 1}, 1)
    assert (first.repeated, again.repeated, again.status) == (False, True, 201)


def test_another_key_another_account_and_another_day_are_other_things(sara):
    work = Work()
    tomorrow = timezone.now() + timedelta(days=1, seconds=1)
    for more in ({"key": "b"}, {}, {"at": tomorrow}):
        sent(sara, work, **more)
    sent(AccountFactory(), work)
    assert work.done == 4


def test_a_key_stands_for_one_thing_alone(sara):
    sent(sara, Work())
    with pytest.raises(KeyStandsForAnother):
        sent(sara, Work(), fingerprint=OTHER)


def test_what_failed_may_be_sent_again(sara):
    with pytest.raises(RuntimeError):
        sent(sara, Work(fails=True))
    assert KeptAnswer.objects.count() == 0
    assert sent(sara, Work()).repeated is False


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """An account that other connections see too; gone afterwards."""
    with django_db_blocker.unblock():
        account = AccountFactory()
        yield account
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM gate_keptanswer")
            cursor.execute("DELETE FROM people_account WHERE id = %s", [account.pk])
            cursor.execute("DELETE FROM people_person WHERE id = %s", [account.person_id])
            cursor.execute("DELETE FROM people_personevent WHERE pgh_obj_id = %s", [account.person_id])


def test_sent_four_times_at_once_it_happens_once(committed):
    start, work, answers = Barrier(4), Work(), []

    def send() -> None:
        start.wait()
        answers.append(sent(committed, work))
        connection.close()

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert work.done == 1
    assert [answer.body for answer in answers] == [{"number": 1}] * 4
    assert sorted(answer.repeated for answer in answers) == [False, True, True, True]
