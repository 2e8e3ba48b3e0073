from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.identity.rules import LONGEST_PAUSE, is_minor, new_code, pause_after


@given(st.integers(0, 10_000), st.integers(0, 60))
def test_each_further_failure_closes_the_way_at_least_as_long_and_never_for_longer_than_the_longest(
    failures, free
):
    assert timedelta(0) <= pause_after(failures, free) <= pause_after(failures + 1, free) <= LONGEST_PAUSE


def test_the_pause_doubles():
    assert [pause_after(n, 5).seconds for n in range(4, 13)] == [0, 0, 30, 60, 120, 240, 480, 960, 1800]


def test_a_code_has_six_digits_also_when_it_begins_with_zero():
    assert {len(new_code()) for _ in range(200)} == {6}


def test_one_is_a_minor_until_the_eighteenth_birthday():
    born = date(2006, 5, 4)
    assert is_minor(born, on=date(2024, 5, 3))
    assert not is_minor(born, on=date(2024, 5, 4))
