from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from athar.foundation.core.dates import (
    AGE_GROUPS,
    DateRefused,
    HijriDay,
    age_group,
    age_on,
    born_after,
    both_calendars,
    format_day,
    hijri,
    hijri_month,
    hijri_month_name,
    month_name,
    parse_date,
    period_label,
    riyadh_day,
    weekday_name,
)

FIRST, LAST = HijriDay(1343, 1, 1).gregorian(), date(2077, 11, 16)


def test_ramadan_1444_is_23_march_to_20_april_2023():
    assert hijri_month(1444, 9) == (date(2023, 3, 23), date(2023, 4, 20))


def test_ramadan_1445_is_11_march_to_9_april_2024():
    assert hijri_month(1445, 9) == (date(2024, 3, 11), date(2024, 4, 9))


@pytest.mark.parametrize(
    ("language", "digits", "written"),
    [
        ("ar", "latin", "5 مارس 2024\N{NO-BREAK SPACE}م (24 شعبان 1445\N{NO-BREAK SPACE}هـ)"),
        ("ar", "arabic", "٥ مارس ٢٠٢٤\N{NO-BREAK SPACE}م (٢٤ شعبان ١٤٤٥\N{NO-BREAK SPACE}هـ)"),
        ("en", "latin", "5 March 2024 (24 Sha‘ban 1445\N{NO-BREAK SPACE}AH)"),
    ],
)
def test_a_day_is_written_in_both_calendars(language, digits, written):
    assert both_calendars(date(2024, 3, 5), language, digits) == written


def test_months_and_weekdays_have_names_in_both_languages():
    assert (month_name(1), month_name(12, "en")) == ("يناير", "December")
    assert (hijri_month_name(12), hijri_month_name(1, "en")) == ("ذو الحجة", "Muharram")
    assert (weekday_name(date(2024, 3, 8)), weekday_name(date(2024, 3, 10), "en")) == ("الجمعة", "Sunday")


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05",
        "2024/3/5",
        "5/3/2024",
        "05-03-2024",
        "5.3.2024",
        "٥/٣/٢٠٢٤",
        "۲۰۲۴-۰۳-۰۵",
        "\u200f5/3/2024 م",
        "1445-08-24H",
        "1445-08-24 AH",
        "24/8/1445 هـ",
        "٢٤/٨/١٤٤٥هـ",
        "24/8/1445ه",
        " 2024-03-05 ",
    ],
)
def test_a_day_is_read_in_either_calendar_and_any_digits(text):
    assert parse_date(text) == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date_missing"),
        ("yesterday", "date_unreadable"),
        ("5/3/24", "date_unreadable"),
        ("5/3-2024", "date_unreadable"),
        ("2024-03", "date_unreadable"),
        ("2023-02-29", "date_does_not_exist"),
        ("13/13/2024", "date_does_not_exist"),
        ("0000-01-01", "date_does_not_exist"),
        ("1444-09-30H", "date_does_not_exist"),
        ("1444-09-01", "date_calendar_unknown"),
        ("1/9/1444", "date_calendar_unknown"),
        ("1343-01-01", "date_calendar_unknown"),
        ("1500-12-29", "date_calendar_unknown"),
        ("1501-01-01", "date_out_of_range"),
        ("1700-01-01", "date_out_of_range"),
        ("2024-03-05H", "date_out_of_tables"),
        ("1342-01-01H", "date_out_of_tables"),
    ],
)
def test_what_is_no_day_or_hides_its_calendar_is_refused(text, code):
    with pytest.raises(DateRefused) as refused:
        parse_date(text)

    assert [reason.code for reason in refused.value.reasons] == [code]


def test_an_unmarked_hijri_date_is_refused_with_what_to_do():
    with pytest.raises(DateRefused) as refused:
        parse_date("1444-09-01")

    assert refused.value.as_problem()[0]["remedy_en"] == "Add H or هـ after a Hijri date."


def test_the_day_in_riyadh_begins_three_hours_before_utc():
    assert riyadh_day(datetime(2023, 12, 31, 21, 0, tzinfo=UTC)) == date(2024, 1, 1)
    assert riyadh_day(datetime(2023, 12, 31, 20, 59, tzinfo=UTC)) == date(2023, 12, 31)


def test_a_moment_without_a_time_zone_has_no_day():
    with pytest.raises(ValueError, match="no time zone"):
        riyadh_day(datetime(2023, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "arabic", "english"),
    [
        ((2023, 1, 1), (2023, 12, 31), "السنة المالية 2023", "Financial year 2023"),
        ((2020, 1, 1), (2023, 12, 31), "من 2020 إلى 2023", "2020 to 2023"),
        ((2024, 2, 1), (2024, 2, 29), "فبراير 2024", "February 2024"),
        ((2024, 3, 5), (2024, 3, 5), "5 مارس 2024", "5 March 2024"),
        ((2023, 3, 23), (2023, 4, 20), "من 23 مارس 2023 إلى 20 أبريل 2023", "23 March 2023 to 20 April 2023"),
        (
            (2023, 1, 1),
            (2023, 12, 30),
            "من 1 يناير 2023 إلى 30 ديسمبر 2023",
            "1 January 2023 to 30 December 2023",
        ),
    ],
)
def test_periods_are_named_in_words(start, end, arabic, english):
    assert period_label(date(*start), date(*end), "ar") == arabic
    assert period_label(date(*start), date(*end), "en") == english


def test_a_period_that_ends_before_it_starts_has_no_name():
    with pytest.raises(ValueError, match="before it starts"):
        period_label(date(2024, 1, 2), date(2024, 1, 1))


@pytest.mark.parametrize(
    ("day", "age"),
    [((2005, 6, 14), 4), ((2005, 6, 15), 5), ((2006, 6, 14), 5)],
)
def test_age_counts_completed_years(day, age):
    assert age_on(date(2000, 6, 15), date(*day)) == age


def test_somebody_born_on_29_february_has_a_birthday_on_1_march():
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


@given(
    st.dates(date(1930, 1, 1), date(2060, 12, 31)), st.dates(date(1961, 1, 1), date(2090, 12, 31)), st.integers(0, 30)
)  # fmt: skip
@example(date(2008, 2, 29), date(2026, 2, 28), 18)
@example(date(2008, 2, 29), date(2026, 3, 1), 18)
@example(date(2008, 2, 28), date(2028, 2, 29), 20)
@example(date(2010, 3, 1), date(2028, 2, 29), 18)
def test_whoever_is_born_after_that_day_is_younger(birth, day, age):
    assume(birth <= day)
    assert (birth > born_after(age, day)) == (age_on(birth, day) < age)


def test_nobody_has_an_age_before_birth():
    with pytest.raises(ValueError, match="born on"):
        age_on(date(2024, 1, 2), date(2024, 1, 1))


@pytest.mark.parametrize(
    ("age", "group"),
    [
        (0, "0-14"),
        (14, "0-14"),
        (15, "15-17"),
        (17, "15-17"),
        (18, "18-24"),
        (24, "18-24"),
        (25, "25-34"),
        (35, "35-44"),
        (45, "45-59"),
        (59, "45-59"),
        (60, "60+"),
        (104, "60+"),
    ],
)
def test_ages_fall_into_their_group(age, group):
    assert age_group(age) == group
    assert group in AGE_GROUPS


@given(st.dates(FIRST, LAST))
def test_every_day_of_the_tables_survives_the_way_there_and_back(day):
    assert hijri(day).gregorian() == day
    assert parse_date(str(hijri(day))) == day
    assert parse_date(day.isoformat()) == day


@given(st.text())
def test_any_text_is_either_a_day_or_refused(text):
    with suppress(DateRefused):
        assert isinstance(parse_date(text), date)


def test_days_outside_the_tables_are_refused():
    with pytest.raises(DateRefused):
        hijri(date(1900, 1, 1))


def test_days_are_written_without_an_era():
    assert format_day(date(2024, 3, 5), "ar", "arabic") == "٥ مارس ٢٠٢٤"
