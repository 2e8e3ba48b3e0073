from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.direction.strategy.rules import Progress, State, progress, share_elapsed

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
amounts = st.decimals(min_value="0.01", max_value="1000000", places=2)
shares = st.decimals(min_value="0.01", max_value="1", places=2)


def stand(value, *, target=100, share="1", records=1, **more):
    return progress(
        value=Decimal(value), records=records, target=Decimal(target), share=Decimal(share), **more
    )


@pytest.mark.parametrize(
    ("today", "share"),
    [
        (date(2023, 12, 31), Decimal(0)),
        (date(2024, 1, 1), Decimal(1) / 366),
        (date(2024, 12, 31), Decimal(1)),
        (date(2030, 1, 1), Decimal(1)),
    ],
)
def test_the_share_of_a_year_runs_from_nothing_to_all_of_it(today, share):
    assert share_elapsed(*YEAR, today) == share


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ("95", State.ON_TRACK),
        ("94.99", State.WATCH),
        ("80", State.WATCH),
        ("79.99", State.BEHIND),
        ("0", State.BEHIND),
    ],
)
def test_the_state_follows_from_the_share_of_what_is_asked(value, state):
    assert stand(value).state == state


def test_half_of_the_target_is_on_track_when_half_of_the_year_has_passed():
    assert stand("50", share="0.5") == Progress(State.ON_TRACK, Decimal("50.0"), Decimal(1))


def test_a_level_is_asked_for_whole_from_the_first_day():
    assert stand("50", share="0.5", accumulates=False) == Progress(State.BEHIND, Decimal(100), Decimal("0.5"))


def test_less_is_better_where_the_polarity_is_down():
    assert [stand(value, target=10, polarity="down").state for value in (8, 10, 12, 20)] == [
        State.ON_TRACK, State.ON_TRACK, State.WATCH, State.BEHIND,
    ]  # fmt: skip


def test_no_record_is_no_data_and_not_zero():
    assert stand("0", records=0) == Progress(State.NO_DATA, Decimal(100))


def test_nothing_is_due_before_the_period_or_without_a_target():
    assert stand("5", share="0").state == State.NOT_DUE
    assert progress(value=Decimal(5), records=1, target=None, share=Decimal(1)).state == State.NOT_DUE


def test_a_target_of_nothing_is_reached():
    assert stand("0", target=0).state == State.ON_TRACK


@given(value=amounts, more=amounts, target=amounts, share=shares)
def test_more_never_makes_an_indicator_worse(value, more, target, share):
    order = [State.BEHIND, State.WATCH, State.ON_TRACK]
    before, after = (stand(amount, target=target, share=share).state for amount in (value, value + more))
    assert order.index(after) >= order.index(before)


@given(value=amounts, target=amounts)
def test_what_is_asked_is_never_more_than_the_target(value, target):
    assert stand(value, target=target, share="0.37").expected <= target
