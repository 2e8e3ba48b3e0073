from typing import Any

import pytest

from athar.analytics.metrics import (
    BadDefinition,
    Cycle,
    MixedBases,
    MixedUnits,
    OverlappingParts,
    UnknownPart,
    catalogue,
    contributing_sql,
    leaves,
    parse,
)

from .association import frame
from .definitions import ALL, amount, people, plain

PERSONS = people("persons", kind="service")
COUNTED = amount("counted", "headcount", "headcount", "person", kind="headcount")
HOURS = amount("hours", "transaction", "quantity", "hour", kind="hours")
ANSWERS = plain(
    "answers", "transaction", measure={"count": True}, where={"kind": "response"}, unit={"code": "answer"}
)


def total(basis: str, *parts: str, code: str = "total", **facts: Any) -> dict[str, Any]:
    return plain(code, basis, type="derived", parts=list(parts), **facts)


def together(*data: dict[str, Any]) -> list[str]:
    return list(catalogue(map(parse, data)))


def test_parts_come_before_what_is_made_of_them() -> None:
    each = plain("each", "transaction", type="ratio", numerator="total", denominator="persons")

    assert together(each, total("mixed", "persons", "counted"), COUNTED, PERSONS) == [
        "persons",
        "counted",
        "total",
        "each",
    ]


def test_persons_and_headcounts_add_only_to_a_mixed_figure() -> None:
    with pytest.raises(
        MixedBases,
        match=r"total.parts: the sum is called headcount but persons is identified, counted is headcount",
    ):
        together(PERSONS, COUNTED, total("headcount", "persons", "counted"))

    assert together(PERSONS, COUNTED, total("mixed", "persons", "counted")) == ["persons", "counted", "total"]


def test_hours_never_mix_with_people() -> None:
    with pytest.raises(MixedBases, match="only identified and headcount may be mixed"):
        together(PERSONS, HOURS, total("mixed", "persons", "hours"))


@pytest.mark.parametrize("basis", ["identified", "mixed"])
def test_two_distinct_counts_never_add_because_somebody_may_be_in_both(basis: str) -> None:
    trained = people("trained", kind="training")

    with pytest.raises(OverlappingParts, match="who is in both persons and trained would count twice"):
        together(PERSONS, trained, total(basis, "persons", "trained"))


def test_what_contains_a_figure_is_never_added_to_it() -> None:
    with pytest.raises(OverlappingParts, match="entries of both counted and counted would count twice"):
        together(
            PERSONS,
            COUNTED,
            total("mixed", "persons", "counted"),
            total("mixed", "total", "counted", code="more"),
        )
    ramadan = amount("ramadan", "headcount", "headcount", "person", kind="headcount", initiative="ramadan")
    with pytest.raises(OverlappingParts, match="entries of both counted and ramadan would count twice"):
        together(COUNTED, ramadan, total("headcount", "counted", "ramadan"))


def test_figures_that_exclude_each_other_add() -> None:
    one, other = (
        amount(name, "headcount", "headcount", "person", kind="headcount", initiative=name)
        for name in ("a", "b")
    )

    assert together(one, other, total("headcount", "a", "b")) == ["a", "b", "total"]


def test_ratios_never_add() -> None:
    each = plain(
        "each", "transaction", type="ratio", numerator="hours", denominator="answers", unit={"code": "hour"}
    )

    with pytest.raises(BadDefinition, match="each is a ratio, and ratios do not add"):
        together(HOURS, ANSWERS, each, total("transaction", "each", "hours", unit={"code": "hour"}))


def test_figures_of_different_units_never_add() -> None:
    with pytest.raises(MixedUnits, match="write figures of one unit, not answer, hour"):
        together(HOURS, ANSWERS, total("transaction", "hours", "answers", unit={"code": "hour"}))


def test_a_figure_is_never_made_of_itself() -> None:
    one = total("mixed", "two", "counted", code="one")
    two = total("mixed", "one", "counted", code="two")

    with pytest.raises(Cycle, match=r"a figure cannot be made of itself: (one > two > one|two > one > two)"):
        together(one, two, COUNTED)
    with pytest.raises(Cycle, match="one > two > one"):
        leaves(parse(one), {"one": parse(one), "two": parse(two), "counted": parse(COUNTED)})


def test_a_part_that_nobody_defined_is_missed_by_name() -> None:
    with pytest.raises(UnknownPart, match=r"total.parts: there is no definition 'persons' among those given"):
        together(COUNTED, total("mixed", "persons", "counted"))
    with pytest.raises(UnknownPart, match=r"beneficiaries.identified"):
        contributing_sql(ALL["beneficiaries.reached"], frame())


def test_two_versions_of_one_definition_are_one_too_many() -> None:
    with pytest.raises(BadDefinition, match=r"persons.code: given twice"):
        together(PERSONS, PERSONS | {"version": 2})


def test_a_figure_comes_down_to_what_is_measured() -> None:
    share = plain(
        "share",
        "transaction",
        type="ratio",
        numerator="beneficiaries.reached",
        denominator="beneficiaries.identified",
    )

    assert [leaf.code for leaf in leaves(parse(share), ALL)] == [
        "beneficiaries.identified",
        "beneficiaries.headcount",
    ]
    assert leaves(ALL["hours.approved"], {}) == (ALL["hours.approved"],)
