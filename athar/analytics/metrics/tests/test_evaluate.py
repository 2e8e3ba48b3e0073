from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from athar.analytics.metrics import (
    Definition,
    Period,
    Result,
    evaluate,
    headline_columns,
    headline_sql,
    parse,
    value_sql,
)

from .association import KHALID, NOURA, SARA, YEAR, Association, frame
from .chance import drawn
from .definitions import ALL, PERSON, plain


def value(association: Association, *definitions: dict[str, Any], period: Period = YEAR) -> Any:
    """The value of the last definition; the association's own are known too."""
    known: dict[str, Definition] = ALL | {each["code"]: parse(each) for each in definitions}
    code = definitions[-1]["code"]
    return association.figures([code], frame(period), known)[code].value


def hours_of(*told: tuple[str, str, int]) -> Association:
    association = Association()
    for level, quantity, year in told:
        association.record("hours", person=SARA, quantity=quantity, level=level, on=date(year, 3, 1))
    return association


PER_PERSON = plain(
    "hours.each",
    "transaction",
    type="ratio",
    numerator="hours.approved",
    denominator="volunteers.active",
    unit={"code": "hour"},
)
DAYS = plain(
    "days",
    "transaction",
    type="conversion",
    parts=["hours.approved"],
    factor="0.125",
    unit={"code": "day", "decimals": 3},
)


def test_a_mixed_figure_says_how_much_is_which() -> None:
    association = Association()
    association.record("service", person=SARA)
    association.record("headcount", headcount=380)

    assert association.figures(["beneficiaries.reached"]) == {
        "beneficiaries.reached": Result(
            "beneficiaries.reached", 1, "mixed", PERSON, 381, {"identified": 1, "headcount": 380}
        )
    }


def test_one_query_answers_all_figures_as_each_alone_would() -> None:
    association = drawn(21, rows=150)
    queries: list[str] = []

    def run(sql: str) -> list[tuple[Any, ...]]:
        queries.append(sql)
        return association.run(sql)

    together = evaluate(ALL.values(), run, frame(), dialect="duckdb")

    assert len(queries) == 1
    assert together == {code: association.figures([code])[code] for code in ALL}


def test_nothing_recorded_is_zero_everywhere() -> None:
    found = Association().figures(ALL)

    assert {result.value for result in found.values()} == {0}


def test_hours_are_valued_at_the_rate_of_their_level_and_year() -> None:
    association = hours_of(("general", "2.50", 2022), ("general", "2.50", 2023), ("skilled", "1.00", 2023))
    for level, year, rate in (
        ("general", 2022, "40.10"),
        ("general", 2023, "50.10"),
        ("skilled", 2023, "70.01"),
    ):
        association.rate(level, rate, year)

    assert association.figure("hours.value", frame(Period.years(2022, 2023))) == Decimal("295.51")


def test_halves_of_a_halala_are_rounded_up_once_at_the_end() -> None:
    association = hours_of(*[("general", "0.10", 2023)] * 3)
    association.rate("general", "10.05")

    assert association.figure("hours.value") == Decimal("3.02")


def test_hours_without_a_rate_have_no_value_rather_than_none() -> None:
    association = hours_of(("general", "2.50", 2023), ("skilled", "1.00", 2023), ("skilled", "9.00", 2023))
    association.rate("general", "50.00")
    association.rate("skilled", "50.00", year=2022)

    found = association.figures(["hours.value"])["hours.value"]

    assert (found.value, found.unrated) == (None, 2)


def test_two_rates_for_one_level_and_year_are_as_good_as_none() -> None:
    association = hours_of(("general", "2.00", 2023))
    association.rate("general", "50.00")
    association.rate("general", "50.00")
    assert association.figure("hours.value") == Decimal("100.00")

    association.rate("general", "60.00")

    assert association.figure("hours.value") is None
    assert association.figure("hours.approved") == Decimal("2.00")


def test_a_ratio_is_one_figure_over_another() -> None:
    association = hours_of(("general", "7.00", 2023), ("general", "3.00", 2023))
    association.record("hours", person=KHALID, quantity="1.00")
    association.record("hours", person=NOURA, quantity="0.00")

    assert value(association, PER_PERSON) == Decimal("3.67")


def test_a_ratio_of_nothing_cannot_be_told() -> None:
    assert value(Association(), PER_PERSON) is None
    assert (
        value(
            Association(),
            PER_PERSON,
            plain("again", "transaction", type="conversion", parts=["hours.each"], factor=2),
        )
        is None
    )


def test_a_conversion_multiplies_by_its_factor_exactly() -> None:
    assert value(hours_of(("general", "10.10", 2023)), DAYS) == Decimal("1.263")


def test_a_sum_adds_figures_of_one_basis() -> None:
    both = plain(
        "counted",
        "transaction",
        type="derived",
        parts=["culture.responses", "culture.more"],
        unit={"code": "response"},
    )
    more = plain(
        "culture.more",
        "transaction",
        measure={"count": True},
        where={"kind": "publication"},
        unit={"code": "response"},
    )
    association = Association()
    association.record("response")
    association.record("response")
    association.record("publication", "culture")

    assert value(association, more, both) == 3


def test_a_cumulative_figure_counts_from_its_first_day_to_the_end_of_the_period() -> None:
    association = Association()
    for year in (2019, 2020, 2022, 2023, 2024):
        association.record("completion", "trainers", person=year, on=date(year, 12, 31))
    people = {"measure": {"count_distinct": ["person"]}, "where": {"kind": "completion"}}
    ever = plain("ever", "identified", type="cumulative", **people)
    since = plain("since", "identified", type="cumulative", **people, valid_from="2020-01-01")

    assert value(association, ever) == 4
    assert value(association, since) == 3
    known = ALL | {each["code"]: parse(each) for each in (ever, since)}
    together = association.figures(["ever", "since", "trainers.accredited"], definitions=known)
    assert {code: found.value for code, found in together.items()} == {
        "ever": 4,
        "since": 3,
        "trainers.accredited": 1,
    }
    before = plain("before", "identified", type="cumulative", **people, valid_from="2024-06-01")
    assert value(association, before) == 0


def test_the_unit_says_in_how_many_places_a_value_is_told() -> None:
    association = hours_of(("general", "10.50", 2023))
    hours = {"measure": {"sum": "quantity"}, "where": {"kind": "hours"}}

    assert (
        repr(value(association, plain("a", "transaction", **hours, unit={"code": "hour"})))
        == "Decimal('10.50')"
    )
    assert (
        repr(value(association, plain("a", "transaction", **hours, unit={"code": "hour", "decimals": 1})))
        == "Decimal('10.5')"
    )
    assert (
        repr(value(association, plain("a", "transaction", **hours, unit={"code": "hour", "decimals": 0})))
        == "11"
    )


def test_values_beyond_a_floats_reach_are_exact() -> None:
    association = hours_of(*[("general", "999999999999.99", 2023)] * 3)
    association.rate("general", "999999999999.99")

    assert association.figure("hours.approved") == Decimal("2999999999999.97")
    assert association.figure("hours.value") == Decimal("2999999999999940000000000.00")


def test_columns_are_named_in_the_order_of_the_query() -> None:
    asked = [ALL["hours.value"], ALL["hours.approved"]]
    association = hours_of(("general", "2.00", 2023))

    assert headline_columns(asked) == ("hours.value", "hours.value unrated", "hours.approved")
    assert association.run(headline_sql(asked, frame(), dialect="duckdb")) == [(0, 1, 2)]
    assert association.run(value_sql(ALL["hours.approved"], frame(), dialect="duckdb")) == [(2,)]


def test_a_code_that_nobody_defined_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        Association().figures(["no.such"])


def test_a_figure_made_of_others_has_no_query_of_its_own() -> None:
    with pytest.raises(
        ValueError, match=r"beneficiaries.reached.type: a derived figure has no query of its own"
    ):
        value_sql(ALL["beneficiaries.reached"], frame())


@pytest.mark.parametrize("name", ["2023", "2020-2023", "2023-03-23/2023-04-20"])
def test_a_period_reads_back_its_own_name(name: str) -> None:
    assert Period.read(name).name == name


@pytest.mark.parametrize("name", ["", "twenty", "2023-2020", "2023-04-20/2023-03-23", "2023-04-20"])
def test_a_name_of_no_period_is_refused_with_what_to_write(name: str) -> None:
    with pytest.raises(ValueError, match='Write a period as "2023"'):
        Period.read(name)
