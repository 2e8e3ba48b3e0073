"""A month lies on its weeks in both calendars, and bars stay level from day to day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from athar.foundation.core.months import Event, Month, month_of, parse_month, weeks_of

MARCH, RAMADAN = Month("gregorian", 2024, 3), Month("hijri", 1445, 9)
TODAY = date(2024, 3, 18)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def test_the_week_begins_on_sunday_and_ends_with_the_weekend():
    first = weeks_of(MARCH, [], today=TODAY)[0].days
    assert first[0].day == date(2024, 2, 25)
    assert [day.weekend for day in first] == [False] * 5 + [True, True]
    assert [day.inside for day in first] == [False] * 5 + [True, True]


def test_each_day_says_its_number_in_both_calendars():
    ramadan = [day for week in weeks_of(RAMADAN, [], today=TODAY) for day in week.days if day.inside]
    assert (ramadan[0].day, ramadan[0].number, ramadan[0].other) == (date(2024, 3, 11), 1, 11)
    assert (len(ramadan), ramadan[-1].day) == (30, date(2024, 4, 9))
    assert [(day.other, day.other_month) for day in ramadan if day.other_month] == [(1, 4)]


@pytest.mark.parametrize(("month", "arabic", "beside"), [
    (MARCH, "مارس 2024", "شعبان 1445\N{NO-BREAK SPACE}هـ ورمضان 1445\N{NO-BREAK SPACE}هـ"), (RAMADAN, "رمضان 1445\N{NO-BREAK SPACE}هـ", "مارس 2024 وأبريل 2024"),
])  # fmt: skip
def test_a_month_is_named_in_both_calendars(month, arabic, beside):
    assert (month.label("ar"), month.other_label("ar")) == (arabic, beside)


@pytest.mark.parametrize(("text", "found"), [
    ("2024-03", MARCH), ("1445-09H", RAMADAN), ("١٤٤٥-٠٩h", RAMADAN), ("", None), ("2024", None), ("2024-13", None), ("2024-00", None),
    ("0001-01", None), ("9999-12", None), ("1343-01H", None), ("1600-01H", None), ("2024-3-1", None), ("x-y", None), ("²-³", None),
])  # fmt: skip
def test_an_address_names_a_month_or_nothing(text, found):
    assert parse_month(text) == found


def test_before_january_comes_december_and_after_the_tables_nothing():
    assert (str(Month("gregorian", 2024, 1).moved(-1)), str(Month("hijri", 1444, 12).moved(1))) == ("2023-12", "1445-01H")  # fmt: skip
    assert Month("hijri", 1500, 11).moved(1) is None


def test_a_bar_spans_the_days_of_its_week_and_goes_on_in_the_next():
    season = Event(date(2024, 3, 11), date(2024, 4, 9), "Season")
    meeting = Event(date(2024, 3, 12), date(2024, 3, 13), "Meeting")
    later = Event(date(2024, 3, 15), date(2024, 3, 15), "Later")
    weeks = weeks_of(MARCH, [later, meeting, season], today=TODAY)
    lanes = [[(bar.event and bar.event.title, bar.span, bar.begins, bar.ends) for bar in lane] for lane in weeks[2].lanes]  # fmt: skip
    free = (None, 1, False, False)
    assert lanes == [
        [free, ("Season", 6, True, False)], [free, free, ("Meeting", 2, True, True), free, ("Later", 1, True, True), free],
    ]  # fmt: skip
    assert [(bar.span, bar.begins, bar.ends) for bar in weeks[3].lanes[0]] == [(7, False, False)]


def test_a_crowded_day_says_how_many_more_there_are():
    crowd = [Event(TODAY, TODAY, str(number)) for number in range(6)]
    week = next(week for week in weeks_of(MARCH, crowd, today=TODAY) if week.is_crowded)
    assert (len(week.lanes), [day.more for day in week.days if day.today]) == (4, [2])


@settings(deadline=None)  # the calendar loads its tables on first use
@given(
    days, st.sampled_from(["gregorian", "hijri"]), st.lists(st.tuples(days, st.integers(0, 60)), max_size=4)
)
def test_every_day_of_a_month_stands_once_and_no_event_is_lost(day, calendar, spans):
    month = month_of(day, calendar)
    assert parse_month(str(month)) == month
    events = [Event(first, first + timedelta(days=more), "") for first, more in spans]
    weeks = weeks_of(month, events, today=day)
    grid = [found for week in weeks for found in week.days]
    assert [found.day for found in grid if found.inside] == [
        month.first + timedelta(days=place) for place in range((month.last - month.first).days + 1)
    ]
    for week in weeks:
        assert {sum(bar.span for bar in lane) for lane in week.lanes} <= {7}
        shown = sum(bar.span for lane in week.lanes for bar in lane if bar.event)
        there = sum(event.first <= found.day <= event.last for event in events for found in week.days)
        assert shown + sum(found.more for found in week.days) == there
