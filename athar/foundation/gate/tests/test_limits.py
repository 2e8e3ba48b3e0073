"""How often somebody may ask: a minute's worth at once, then as fast as the bucket fills."""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.gate import limits
from athar.foundation.gate.limits import TooMuch, take
from athar.foundation.gate.rules import Bucket, neighbourhood, of_account, of_address

NOON = datetime(2026, 3, 1, 9, tzinfo=UTC)
SARA = of_account("reads", 7, 6)


@pytest.fixture(autouse=True)
def forgotten():
    cache.clear()


def taken(bucket: Bucket, seconds: float) -> bool:
    cache.clear()  # another process, which remembers nothing
    try:
        take([bucket], at=NOON + timedelta(seconds=seconds))
    except TooMuch:
        return False
    return True


@pytest.mark.django_db
def test_a_minutes_worth_is_let_through_at_once_and_then_one_by_one():
    assert [taken(SARA, 0) for _ in range(8)] == [True] * 6 + [False] * 2
    assert [taken(SARA, 9.9), taken(SARA, 10), taken(SARA, 10)] == [False, True, False]
    assert [taken(SARA, 200) for _ in range(7)] == [True] * 6 + [False]


@pytest.mark.django_db
def test_whoever_is_refused_learns_how_long_to_wait_in_both_languages():
    for _ in range(6):
        take([SARA], at=NOON)
    with pytest.raises(TooMuch) as refused:
        take([SARA], at=NOON + timedelta(seconds=4))
    [reason] = refused.value.as_problem()
    assert (refused.value.seconds, reason["code"]) == (6, "too_many_requests")
    assert "6" in reason["remedy_ar"]
    assert "6" in reason["remedy_en"]


@pytest.mark.django_db
def test_what_is_left_is_told():
    left = [take([SARA], at=NOON)[0] for _ in range(6)]
    assert [one.requests for one in left] == [5, 4, 3, 2, 1, 0]
    assert [one.seconds for one in left] == [10, 20, 30, 40, 50, 60]


@pytest.mark.django_db
def test_an_account_and_its_address_are_counted_in_one_statement(django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(limits, "SWEPT_ONCE_IN", 10**9)
    with django_assert_num_queries(1):
        left = take([SARA, of_address("reads", "203.0.113.7", 6)], at=NOON)
    assert [one.requests for one in left] == [5, 29]


@pytest.mark.django_db
def test_whoever_floods_us_costs_the_database_nothing(django_assert_num_queries):
    for _ in range(6):
        take([SARA], at=NOON)
    with pytest.raises(TooMuch):
        take([SARA], at=NOON)
    with django_assert_num_queries(0), pytest.raises(TooMuch):
        take([SARA], at=NOON)


@pytest.mark.django_db
def test_full_buckets_are_swept_away(monkeypatch):
    monkeypatch.setattr(limits, "SWEPT_ONCE_IN", 1)
    take([of_account("reads", 1, 6)], at=NOON)
    take([of_account("reads", 2, 6)], at=NOON + timedelta(hours=1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM gate_bucket")
        assert cursor.fetchone() == (1,)


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """The table itself, outside any transaction, emptied afterwards."""
    with django_db_blocker.unblock():
        yield
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM gate_bucket")


def test_many_at_once_take_no_more_than_the_bucket_holds(committed):
    start, outcomes = Barrier(4), []

    def ask() -> None:
        start.wait()
        outcomes.extend(taken(SARA, 0) for _ in range(5))
        connection.close()

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (outcomes.count(True), outcomes.count(False)) == (6, 14)


def test_buckets_of_different_names_kinds_and_addresses_have_different_keys():
    buckets = [SARA, of_account("reads", 8, 6), of_account("sends", 7, 6), of_address("reads", "7", 6)]
    assert len({bucket.key for bucket in buckets}) == 4


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_all_addresses_of_one_household_share_a_bucket(one, other):
    prefix = 0x20010DB8_0000_0001 << 64
    assert neighbourhood(str(IPv6Address(prefix + one))) == neighbourhood(str(IPv6Address(prefix + other)))


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8::5", "2001:db8::/64"),
        ("unknown", "unknown"),
    ],
)
def test_an_address_of_version_four_stands_for_itself(address, counted):
    assert neighbourhood(address) == counted
