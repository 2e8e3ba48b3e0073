from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from athar.analytics.metrics import (
    BadDefinition,
    Breakdown,
    Line,
    NotDisaggregated,
    Row,
    break_down,
    evaluate,
    gross_and_net,
    parse,
)

from .association import KHALID, NOURA, OMAR, SARA, Association, frame
from .chance import INITIATIVES, drawn
from .definitions import ALL, plain


def told(association: Association, code: str, by: str) -> Breakdown:
    return break_down(ALL[code], association.run, frame(), by=by, parts=ALL, dialect="duckdb")


def nets(association: Association, *order: str) -> tuple[Line, ...]:
    reached = ALL["beneficiaries.reached"]
    return gross_and_net(reached, association.run, frame(), order=order, parts=ALL, dialect="duckdb")


def test_a_person_in_two_regions_is_in_both_rows_and_once_in_the_total() -> None:
    association = Association()
    association.record("service", person=SARA, region="SA-01")
    association.record("service", person=SARA, region="SA-09")
    association.record("service", person=KHALID, region="SA-09")

    assert told(association, "beneficiaries.identified", "region") == Breakdown(
        (Row("SA-01", 1), Row("SA-09", 2)), overlap=1, total=2
    )


def test_a_mixed_figure_tells_in_every_row_how_much_is_which() -> None:
    association = Association()
    association.record("service", "forum", person=SARA)
    association.record("service", "digital", person=SARA)
    association.record("headcount", "ramadan", headcount=380)

    assert told(association, "beneficiaries.reached", "initiative") == Breakdown(
        (
            Row("digital", 1, {"identified": 1, "headcount": 0}),
            Row("forum", 1, {"identified": 1, "headcount": 0}),
            Row("ramadan", 380, {"identified": 0, "headcount": 380}),
        ),
        overlap=1,
        total=381,
    )


def test_what_does_not_say_its_region_has_a_row_without_a_key() -> None:
    association = Association()
    association.record("headcount", headcount=5)
    association.record("headcount", headcount=6, region="SA-14")

    assert told(association, "beneficiaries.headcount", "region").rows == (Row("SA-14", 6), Row(None, 5))


def test_months_are_told_by_their_first_day() -> None:
    association = Association()
    association.record("hours", person=SARA, quantity="1.25", level="general", on=date(2023, 12, 31))
    association.record("hours", person=SARA, quantity="2.50", level="general", on=date(2023, 2, 1))

    assert told(association, "hours.approved", "month") == Breakdown(
        (Row(date(2023, 2, 1), Decimal("2.50")), Row(date(2023, 12, 1), Decimal("1.25"))),
        overlap=Decimal("0.00"),
        total=Decimal("3.75"),
    )


def test_nothing_at_all_has_no_rows_and_a_total_of_nothing() -> None:
    assert told(Association(), "beneficiaries.reached", "region") == Breakdown((), overlap=0, total=0)


def test_a_ratio_is_told_by_row_and_has_no_overlap() -> None:
    share = parse(
        plain(
            "hours.per_volunteer", "transaction", type="ratio", numerator="hours.approved", denominator="volunteers.active",
            unit={"code": "hour", "decimals": 1},
        )
    )  # fmt: skip
    association = Association()
    association.record("hours", person=SARA, quantity="3", region="SA-01")
    association.record("hours", person=SARA, quantity="2", region="SA-09")
    association.record("hours", person=KHALID, quantity="5", region="SA-09")

    assert break_down(share, association.run, frame(), by="region", parts=ALL, dialect="duckdb") == Breakdown(
        (Row("SA-01", Decimal("3.0")), Row("SA-09", Decimal("3.5"))), overlap=None, total=Decimal("5.0")
    )


def test_a_figure_is_told_only_by_what_its_definition_allows() -> None:
    with pytest.raises(
        NotDisaggregated, match=r"beneficiaries.reached cannot be told by level, only by region, gender"
    ):
        told(Association(), "beneficiaries.reached", "level")


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["region", "month", "initiative"]))
def test_rows_less_overlap_are_the_total_and_headcounts_never_overlap(seed: int, by: str) -> None:
    association = drawn(seed)
    codes = ("beneficiaries.reached", "beneficiaries.identified", "beneficiaries.headcount")
    figures = evaluate(ALL.values(), association.run, frame(), dialect="duckdb", codes=codes)
    found = {code: told(association, code, by) for code in codes}

    for code, breakdown in found.items():
        assert breakdown.total == figures[code].value
        assert sum(row.value or 0 for row in breakdown.rows) - (breakdown.overlap or 0) == breakdown.total
    assert found["beneficiaries.headcount"].overlap == 0


def test_who_was_counted_above_is_not_counted_again() -> None:
    association = Association()
    for initiative, persons in (
        ("forum", (SARA, KHALID)),
        ("leaders", (SARA, NOURA)),
        ("digital", (NOURA, OMAR, SARA)),
    ):
        for person in persons:
            association.record("service", initiative, person=person)
    association.record("headcount", "ramadan", headcount=100)
    association.record("service", "forum", person=SARA)

    assert nets(association, "ramadan", "forum", "leaders", "digital") == (
        Line("ramadan", gross=100, above=0, net=100, identified=0, headcount=100),
        Line("forum", gross=2, above=0, net=2, identified=2, headcount=0),
        Line("leaders", gross=2, above=1, net=1, identified=2, headcount=0),
        Line("digital", gross=3, above=2, net=1, identified=3, headcount=0),
    )


def test_the_order_decides_who_counts_first_and_never_the_total() -> None:
    association = drawn(3)
    one, other = nets(association, *INITIATIVES), nets(association, *reversed(INITIATIVES))

    assert [line.initiative for line in one] != [line.initiative for line in other]
    assert {line.initiative: line.gross for line in one} == {line.initiative: line.gross for line in other}
    assert (
        sum(line.net for line in one)
        == sum(line.net for line in other)
        == association.figure("beneficiaries.reached")
    )


def test_an_initiative_that_the_order_leaves_out_comes_last() -> None:
    association = Association()
    association.record("service", "aaa", person=SARA)
    association.record("service", "zzz", person=SARA)

    assert [(line.initiative, line.net) for line in nets(association, "zzz")] == [("zzz", 1), ("aaa", 0)]


def test_only_people_have_a_gross_and_a_net() -> None:
    with pytest.raises(BadDefinition, match="only identified persons and headcounts"):
        gross_and_net(
            ALL["hours.approved"], Association().run, frame(), order=(), parts=ALL, dialect="duckdb"
        )
