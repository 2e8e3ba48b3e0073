"""The search of whoever looks for an opportunity."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.engine.journeys.models import SeatCounter
from athar.engine.ledger.tests.factories import InitiativeFactory
from athar.foundation.core.dates import RIYADH
from athar.foundation.people.tests.factories import PersonFactory
from athar.foundation.places.models import Region
from athar.initiatives.volunteering.choices import Field, Level, Order, TimeOfWeek, Where
from athar.initiatives.volunteering.finding import (
    FREE,
    Group,
    Tally,
    Wanted,
    days_of,
    found,
    shifts_matching,
    tally,
)
from athar.initiatives.volunteering.tests.factories import NOW, published

RIYADH_REGION, JAZAN = "SA-01", "SA-09"


@pytest.fixture
def offered(db):
    """
    Iftar in Riyadh on a Saturday noon; teaching from afar, skilled, on Sunday evening; a clinic in Jazan, on Tuesday morning, full.

    ``NOW`` is a Sunday; shifts are three weeks ahead.
    """
    writer, reviewer = PersonFactory(), PersonFactory()

    def offer(code, **details):
        day, hour = details.pop("when")
        opportunity = published(writer, reviewer, code=code, **details)
        starts_at = datetime.combine(date(2027, 1, day), datetime.min.time(), RIYADH) + timedelta(hours=hour)
        opportunity.edition.sessions.update(starts_at=starts_at, ends_at=starts_at + timedelta(hours=3))
        return opportunity

    initiative = InitiativeFactory()
    shared = {"initiative": initiative}
    iftar = offer("iftar", when=(30, 12), region=Region.objects.get(code=RIYADH_REGION), **shared)
    teaching = offer(
        "teaching", when=(31, 19), remote=True, region=None, level="skilled", field="education", least_age=16,
        summary_ar="تعليم القراءة", summary_en="Reading", **shared,
    )  # fmt: skip
    clinic = offer(
        "clinic", when=(26, 9), region=Region.objects.get(code=JAZAN), field="health", summary_ar="عيادة متنقلة",
        summary_en="A clinic", **shared,
    )  # fmt: skip
    SeatCounter.objects.filter(session__edition=clinic.edition).update(free=0)
    return {"iftar": iftar, "teaching": teaching, "clinic": clinic}


def codes(order=Order.SOON, **wanted) -> list[str]:
    return [row.edition.code for row in found(Wanted(**wanted), at=NOW, order=order)]


def test_what_begins_first_stands_first(offered):
    assert codes() == ["clinic", "iftar", "teaching"]
    assert codes(order=Order.ROOM)[-1] == "clinic"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"words": "تعليم القراءه"}, ["teaching"]), ({"field": "food"}, ["iftar"]), ({"level": "skilled"}, ["teaching"]),
        ({"region": JAZAN}, ["clinic"]), ({"where": "remote"}, ["teaching"]), ({"where": "place"}, ["clinic", "iftar"]),
        ({"when": "weekend"}, ["iftar"]), ({"when": "evening"}, ["teaching"]), ({"when": "daytime"}, ["clinic"]),
        ({"age": 17}, ["teaching"]), ({"age": 18}, ["clinic", "iftar", "teaching"]), ({"free": True}, ["iftar", "teaching"]),
        ({"when": "daytime", "free": True}, []), ({"region": JAZAN, "field": "food"}, []),
    ],
)  # fmt: skip
def test_each_thing_that_is_asked_narrows(offered, wanted, expected):
    assert codes(**wanted) == expected
    counted = tally(Wanted(**wanted), at=NOW)
    assert counted.many() == len(expected)
    shifts = shifts_matching(Wanted(**wanted), at=NOW)
    assert sorted(session.edition.code for session in shifts) == sorted(expected)


def test_a_choice_says_how_many_it_would_leave_with_everything_else_as_it_is(offered):
    counted = tally(Wanted(where="place", region=JAZAN), at=NOW)
    assert {region: counted.many(region=region) for region in (JAZAN, RIYADH_REGION, "")} == {
        JAZAN: 1, RIYADH_REGION: 1, "": 2,
    }  # fmt: skip
    assert (counted.many(where="remote"), counted.many(free=True)) == (0, 0)


def test_a_month_holds_the_days_of_shifts_that_fit(offered):
    days = days_of(Wanted(when="weekend"), date(2027, 1, 1), date(2027, 1, 31), at=NOW)
    assert [(row["edition__code"], row["day"]) for row in days] == [("iftar", date(2027, 1, 30))]
    assert days_of(Wanted(), date(2027, 2, 1), date(2027, 2, 28), at=NOW) == []


def test_a_shift_at_night_counts_by_the_clock_of_riyadh(offered):
    """Friday 01:00 in Riyadh is Thursday 22:00 by UTC."""
    session = offered["iftar"].edition.sessions.get()
    session.starts_at = datetime(2027, 1, 29, 1, tzinfo=RIYADH)
    session.save()
    assert codes(when="weekend") == ["iftar"]


def test_a_search_asks_the_database_the_same_however_much_there_is(offered, django_assert_num_queries):
    with django_assert_num_queries(2):
        list(found(Wanted(words="إفطار", free=True), at=NOW))
        tally(Wanted(words="إفطار", free=True), at=NOW)


wishes = st.builds(
    Wanted, field=st.sampled_from(["", *Field.values]), level=st.sampled_from(["", *Level.values]),
    region=st.sampled_from(["", RIYADH_REGION, JAZAN]), where=st.sampled_from(["", *Where.values]),
    when=st.sampled_from(["", *TimeOfWeek.values]), free=st.booleans(),
)  # fmt: skip
# A seat is left only in a shift that there is.
times = st.builds(lambda when, free: when | (when & free) * FREE, st.integers(1, 7), st.integers(0, 7))
groups = st.builds(
    Group, field=st.sampled_from(Field.values), level=st.sampled_from(Level.values), region=st.sampled_from(["", RIYADH_REGION, JAZAN]),
    remote=st.booleans(), times=times, many=st.integers(1, 9),
)  # fmt: skip


@given(wishes, st.lists(groups, max_size=8))
def test_giving_up_anything_never_leaves_less(wanted, several):
    counted = Tally(wanted, several)
    for name in wanted.chosen:
        assert counted.many(**{name: getattr(Wanted(), name)}) >= counted.many()
