from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.engine.journeys.seat_rules import Asking, Span, reach, seat_refusals, week_of

SUNDAY_NOON = datetime(2026, 3, 1, 9, tzinfo=UTC)  # noon in Riyadh


def span(key: int, start: float, hours: float = 2) -> Span:
    """So many hours after that Sunday's noon."""
    starts_at = SUNDAY_NOON + timedelta(hours=start)
    return Span(key, starts_at, starts_at + timedelta(hours=hours))


def codes(here: Span, *taken: Span, rest: int = 0, weekly: int | None = None, **more) -> list[str]:
    values = {"cancelled": False, "at": SUNDAY_NOON - timedelta(days=1)} | more
    asking = Asking(here, rest, weekly, taken=taken, **values)
    return [reason.code for reason in seat_refusals(asking)]


def test_a_free_evening_has_nothing_against_it():
    assert codes(span(1, 6)) == []


def test_every_reason_is_said_at_once():
    assert codes(
        span(1, 6), span(2, 7), span(3, 2, 3), rest=120, weekly=300, cancelled=True, at=span(1, 6).starts_at
    ) == ["cancelled", "started", "overlaps", "no_rest", "too_much"]


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (span(2, 4), []),  # up to the very minute
        (span(2, 8), []),
        (span(2, 4, 2.01), ["overlaps"]),
        (span(2, 3), ["no_rest"]),  # an hour between
        (span(2, 9), ["no_rest"]),
        (span(2, -4), []),
    ],
)
def test_back_to_back_is_allowed_and_less_than_the_rest_between_is_not(other, found):
    assert codes(span(1, 6), other, rest=120) == found


def test_a_seat_in_the_same_session_is_one_already_and_no_overlap():
    assert codes(span(1, 6), span(1, 6)) == ["seated"]


def test_a_week_begins_on_sunday_in_riyadh():
    saturday_evening = datetime(2026, 2, 28, 20, 59, tzinfo=UTC)
    assert week_of(saturday_evening).isoformat() == "2026-02-22"
    assert week_of(saturday_evening + timedelta(minutes=1)).isoformat() == "2026-03-01"


def test_the_load_of_a_week_counts_that_week_alone():
    last_week = span(2, -30, 8)
    assert codes(span(1, 6), last_week, weekly=120) == []
    assert codes(span(1, 6), span(3, 30), weekly=240) == []
    assert codes(span(1, 6), span(3, 30), weekly=239) == ["too_much"]


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 10)), max_size=8), st.integers(0, 300))
def test_what_is_allowed_never_overlaps_what_is_taken_whatever_the_order(pairs, rest):
    taken: list[Span] = []
    for key, (start, hours) in enumerate(pairs):
        here = span(key, start, hours)
        found = codes(here, *taken, rest=rest)
        assert found == codes(here, *reversed(taken), rest=rest)
        if not found:
            taken.append(here)
    taken.sort(key=lambda one: one.starts_at)
    for earlier, later in pairwise(taken):
        gap = later.starts_at - earlier.ends_at
        assert gap == timedelta(0) or gap >= timedelta(minutes=rest)


@given(
    st.integers(-400, 400),
    st.integers(1, 80),
    st.integers(0, 3000),
    st.one_of(st.none(), st.integers(120, 3000)),
)
def test_what_is_out_of_reach_changes_no_answer(start, hours, rest, weekly):
    here, other = span(1, 6), span(2, start, hours)
    near, until = reach(Asking(here, rest, weekly, cancelled=False, taken=(), at=SUNDAY_NOON))
    if other.ends_at <= near or other.starts_at >= until:
        assert codes(here, other, rest=rest, weekly=weekly) == codes(here, rest=rest, weekly=weekly)
