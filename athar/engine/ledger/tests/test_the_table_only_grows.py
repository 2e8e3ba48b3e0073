import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from athar.engine.ledger.models import Record
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, headcount, service, sheet

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_record SET place = 'elsewhere'",
        "DELETE FROM ledger_record",
        "TRUNCATE ledger_record",
        "UPDATE ledger_record_2023 SET place = 'elsewhere'",
        "TRUNCATE ledger_record_2023",
    ],
)
def test_the_database_itself_refuses_to_change_a_record(cast, append, change):
    append(service(cast.sara, cast.forum))
    with (
        pytest.raises(DatabaseError, match="the ledger only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
    assert Record.objects.get().place == ""


def test_the_database_itself_refuses_an_entry_approved_by_its_maker(cast):
    with pytest.raises(IntegrityError, match="nobody_approves_their_own_entry"), transaction.atomic():
        post(
            [service(cast.sara, cast.forum)],
            entered_by=cast.noura,
            entered_at=NOON,
            approved_by=cast.noura,
            approved_at=NOON,
        )
    assert Record.objects.count() == 0


@pytest.mark.parametrize(
    ("lack", "rule"),
    [
        ({"evidence_id": None}, "a_headcount_is_of_nobody_in_particular"),
        ({"method": ""}, "a_headcount_is_of_nobody_in_particular"),
        ({"headcount": 0}, "a_headcount_is_of_nobody_in_particular"),
    ],
)
def test_a_headcount_without_number_method_or_evidence_is_refused(cast, append, lack, rule):
    fact = headcount(sheet(cast.noura), cast.forum)._replace(**lack)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        append(fact)


def test_an_external_id_is_posted_once(cast, append):
    append(service(cast.sara, cast.forum, external_id="form-17"))
    with pytest.raises(IntegrityError, match="external_id_occurred_on"), transaction.atomic():
        append(service(cast.sara, cast.forum, external_id="form-17"))


def test_positions_follow_one_another_without_gaps(cast, append):
    assert append(service(cast.sara, cast.forum), service(cast.omar, cast.forum)) == range(2)
    assert append(service(cast.khalid, cast.forum)) == range(2, 3)
    assert list(Record.objects.values_list("position", flat=True)) == [0, 1, 2]


def test_a_refused_batch_leaves_nothing_behind(cast, append):
    append(service(cast.sara, cast.forum))
    with pytest.raises(IntegrityError), transaction.atomic():
        append(service(cast.omar, cast.forum), service(cast.sara, cast.forum, headcount=3))
    assert append(service(cast.omar, cast.forum)) == range(1, 2)


def test_a_year_gets_its_partition_when_its_first_record_comes(cast, append):
    from datetime import date

    append(service(cast.sara, cast.forum, on=date(2031, 1, 1)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_record_2031")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("hours", [None, 0, 25])
def test_hours_say_how_many_and_a_day_has_twenty_four(cast, append, hours):
    with (
        pytest.raises(IntegrityError, match=r"hours_and_targets_say_how_much|a_day_has_twenty_four_hours"),
        transaction.atomic(),
    ):
        append(service(cast.sara, cast.forum, kind="hours", quantity=hours))
