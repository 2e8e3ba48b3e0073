"""Quiet hours, the morning, and what is told as one."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from athar.foundation.core.telling import Kind, Way
from athar.foundation.notices.choices import Zone
from athar.foundation.notices.rules import Hours, fold_key, is_braked, letter_due, way_of

from .conftest import NOON

NIGHT = datetime(2026, 3, 4, 21, 30, tzinfo=UTC)  # half past midnight in Riyadh
SEVEN = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)  # the next morning there


def kind(**more):
    return Kind("room.something", "Something", lambda _facts: "Something happened.", "me/", **more)


def test_a_letter_of_the_day_comes_at_once_and_one_of_the_night_as_the_quiet_hours_end():
    assert letter_due(kind(), Way.NOW, Hours(), at=NOON) == NOON
    assert letter_due(kind(), Way.NOW, Hours(), at=NIGHT) == SEVEN


def test_quiet_hours_are_those_of_the_readers_own_clock():
    chicago = Hours(Zone.CHICAGO)
    assert (Hours().are_quiet(NIGHT), chicago.are_quiet(NIGHT)) == (True, False)
    assert (Hours().are_quiet(NOON), chicago.are_quiet(NOON)) == (False, True)


def test_the_same_hour_twice_means_that_no_hour_is_quiet():
    awake = Hours(quiet_from=time(3), quiet_until=time(3))
    assert not any(awake.are_quiet(NOON + timedelta(hours=hours)) for hours in range(24))


def test_the_daily_letter_comes_the_next_morning():
    assert letter_due(kind(), Way.DAILY, Hours(), at=NOON) == SEVEN


def test_what_stands_on_pages_alone_makes_no_letter():
    assert letter_due(kind(), Way.PAGE, Hours(), at=NOON) is None


def test_what_the_law_wants_told_comes_at_once_even_at_night_and_cannot_be_chosen_away():
    owed = kind(owed=True)
    assert way_of(owed, {"room.something": Way.NONE}) is Way.NOW
    assert letter_due(owed, Way.NOW, Hours(), at=NIGHT) == NIGHT


def test_kinds_say_which_facts_must_be_alike_to_be_told_as_one():
    assert fold_key(kind(), {"role": "judge"}) != fold_key(kind(), {"role": "mentor"})
    assert fold_key(kind(alike=()), {"entry": 1}) == fold_key(kind(alike=()), {"entry": 2})


def test_six_letters_an_hour_or_twenty_a_day_are_enough():
    lately = [NOON - timedelta(minutes=minutes) for minutes in range(1, 7)]
    today = [NOON - timedelta(hours=2, minutes=minutes) for minutes in range(20)]
    assert (is_braked(lately, at=NOON), is_braked(lately[1:], at=NOON)) == (True, False)
    assert (is_braked(today, at=NOON), is_braked(today[1:], at=NOON)) == (True, False)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
clocks = st.integers(0, 23).map(time)


@settings(max_examples=60, deadline=None)
@given(moments, st.sampled_from(Zone.values), clocks, clocks)
def test_waking_is_never_in_quiet_hours_nor_in_the_past_nor_a_day_away(at, zone, begin, end):
    """Also where summer time begins or ends that night."""
    hours = Hours(zone, begin, end)
    waking = hours.waking(at)
    assert at <= waking <= at + timedelta(hours=25)
    assert not hours.are_quiet(waking) or waking.astimezone(ZoneInfo(zone)).time() != end
