from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.qualifications.catalogue import CatalogueWrong, includes, kinds, kinds_from, skills
from athar.foundation.qualifications.rules import (
    Held,
    Renewal,
    covered,
    cycle_in,
    holds,
    last_day,
    latest,
    months_on,
)

CODES = "abcdef"
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
# Each includes only earlier letters, so that no graph goes in a circle.
GRAPHS = st.fixed_dictionaries({code: st.sets(st.sampled_from(CODES[:n])) if n else st.just(set()) for n, code in enumerate(CODES)})  # fmt: skip
HELD = st.lists(st.builds(lambda kind, since, days: Held(kind, since, since + timedelta(days=days)), st.sampled_from(CODES), DAYS, st.integers(0, 900)))  # fmt: skip
RENEWALS = st.builds(Renewal, days=st.integers(1, 3), within_months=st.integers(1, 12))


def reaches(above: str, below: str, graph) -> bool:
    """The long way round, by every path."""
    return above == below or any(reaches(one, below, graph) for one in graph[above])


@given(GRAPHS, HELD, st.sampled_from(CODES), DAYS)
def test_a_kind_is_held_where_some_path_leads_to_it_from_one_that_is_valid_that_day(graph, held, wanted, day):
    assert cycle_in(graph) is None
    expected = any(one.since <= day <= one.until and reaches(one.kind, wanted, graph) for one in held)
    assert holds(wanted, held, graph, on=day) is expected
    ends = latest(wanted, held, graph)
    assert not expected or ends >= day


@given(DAYS, st.integers(12, 60), RENEWALS, st.sets(DAYS, max_size=8), DAYS)
def test_training_never_shortens_and_gives_whole_periods_from_the_award(
    awarded, months, renewal, trained, more
):
    plain, end = last_day(awarded, months, renewal), last_day(awarded, months, renewal, trained)
    assert end >= plain
    assert last_day(awarded, months, renewal, trained | {more}) >= end
    periods = next(n for n in range(1, 40) if months_on(awarded, months * n) > end)
    assert end == months_on(awarded, months * periods) - timedelta(days=1)
    # No day counts twice: so many periods take so many days each.
    assert (periods - 1) * renewal.days <= len(trained)


@given(GRAPHS, st.sampled_from(CODES), st.sampled_from(CODES))
def test_a_circle_is_found(graph, above, below):
    closed = {code: set(others) for code, others in graph.items()}
    closed[below].add(above)
    assert (cycle_in(closed) is not None) == (below in covered(above, graph))


def test_days_are_counted_to_the_last_on_which_it_is_valid():
    renewal = Renewal(days=2, within_months=12)
    awarded = date(2024, 8, 31)
    assert last_day(awarded, 6, None) == date(2025, 2, 27)
    assert last_day(awarded, None, None) is None
    assert last_day(awarded, 24, renewal, {date(2026, 1, 5)}) == date(2026, 8, 30)
    assert last_day(awarded, 24, renewal, {date(2026, 1, 5), date(2026, 8, 30)}) == date(2028, 8, 30)
    assert last_day(awarded, 24, renewal, {date(2026, 1, 5), date(2026, 8, 31)}) == date(2026, 8, 30)


def test_the_catalogue_is_whole_and_wrong_data_is_named():
    assert "first_aid" in covered("health_practitioner", includes())
    assert all(one.ar and one.en for one in [*skills().values(), *kinds().values()])
    entry = {"code": "a", "ar": "أ", "en": "A", "months": 12, "includes": [], "renewal": None}
    for change, text in (
        ({"includes": ["b"]}, "does not have"),
        ({"includes": ["a"]}, "includes itself"),
        ({"renewal": {"days": 1, "within_months": 24}}, "more months"),
        ({"renewal": {"days": 0, "within_months": 1}}, "less than a day"),
    ):
        with pytest.raises(CatalogueWrong, match=text):
            kinds_from([entry | change])
