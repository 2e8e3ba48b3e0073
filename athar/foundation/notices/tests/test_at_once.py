"""Two transactions tell one thing at one moment: it is one notice, because the database lets no second one be."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from athar.foundation.notices.models import ONE_NOTICE, Notice
from athar.foundation.notices.operations import mark, mark_all_read, tell, unread_again
from athar.foundation.notices.queries import notices_of
from athar.foundation.people.tests.factories import AccountFactory

from .conftest import NOON


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Two persons whom other connections see, too; taken away afterwards."""
    with django_db_blocker.unblock():
        people = [AccountFactory().person for _number in range(2)]
        yield people
        keys = [person.pk for person in people]
        with connection.cursor() as cursor:
            for table, column in (
                ("notices_notice", "person_id"),
                ("people_account", "person_id"),
                ("people_person", "id"),
            ):
                cursor.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s)", [keys])
            cursor.execute("DELETE FROM people_personevent WHERE pgh_obj_id = ANY(%s)", [keys])


def test_what_two_transactions_tell_at_once_is_one_notice_that_counts_both(committed):
    start, failed = Barrier(4), []

    def say(number: int) -> None:
        try:
            with transaction.atomic():
                start.wait()  # every transaction is open before the first of them writes
                tell(committed, "ledger.approved", at=NOON + timedelta(seconds=number))
        except Exception as error:  # noqa: BLE001 -- told to the test, which must fail by it
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=say, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    for person in committed:
        assert [notice.many for notice in notices_of(person)] == [4]


def row(person, *, told_at):
    return Notice(
        person=person,
        kind="ledger.approved",
        fold="0" * 64,
        told_at=told_at,
        folds_until=told_at + timedelta(hours=1),
    )


@pytest.mark.parametrize("minutes", [-59, 0, 59])
def test_the_database_itself_refuses_a_second_notice_within_the_hour(cast, minutes):
    row(cast.noura, told_at=NOON).save()
    with pytest.raises(IntegrityError, match=ONE_NOTICE), transaction.atomic():
        row(cast.noura, told_at=NOON + timedelta(minutes=minutes)).save()
    row(cast.khalid, told_at=NOON).save()
    row(cast.noura, told_at=NOON + timedelta(minutes=60)).save()


def test_what_is_told_late_grows_the_notice_and_does_not_set_it_back(cast):
    tell(cast.noura, "ledger.approved", at=NOON)
    tell(cast.noura, "ledger.approved", at=NOON - timedelta(minutes=30))
    [told] = notices_of(cast.noura)
    assert (told.many, told.told_at) == (2, NOON)


def test_what_was_read_grows_no_more_not_even_when_it_is_unread_again(cast):
    tell(cast.noura, "ledger.approved", at=NOON)
    mark_all_read(person=cast.noura, at=NOON + timedelta(minutes=1))
    tell(cast.noura, "ledger.approved", at=NOON + timedelta(minutes=2))
    unread_again(person=cast.noura, at=NOON + timedelta(minutes=1))
    mark(notice=notices_of(cast.noura).first(), read=False, at=NOON)
    tell(cast.noura, "ledger.approved", at=NOON + timedelta(minutes=3))
    assert [notice.many for notice in notices_of(cast.noura)] == [2, 1]
