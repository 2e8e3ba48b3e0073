import json
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from athar.analytics.metrics import BadDefinition, Definition, parse
from athar.analytics.metrics.reading import BadDefinition as SameError

from .definitions import ALL, PLAIN, people, plain

GOOD = people("beneficiaries.identified", kind=["service", "training"], region="SA-01")
SUM = plain("hours", "transaction", measure={"sum": "quantity"}, where={"kind": "hours"})
DERIVED = plain("both", "mixed", type="derived", parts=["a", "b"])
CONVERSION = plain("days", "transaction", type="conversion", parts=["a"], factor="0.125")


@pytest.mark.parametrize("data", [*PLAIN, SUM, CONVERSION], ids=lambda data: data["code"])
def test_a_definition_reads_back_what_it_writes(data: dict[str, Any]) -> None:
    definition = parse(data)

    again = parse(json.loads(json.dumps(definition.to_dict())))

    assert again == definition
    assert again.hash() == definition.hash()


def test_a_hash_sees_every_fact_and_no_order_of_keys() -> None:
    shuffled = dict(reversed(GOOD.items()))
    one_value = GOOD | {"where": {"region": ["SA-01"], "kind": ["service", "training"]}}

    assert parse(shuffled).hash() == parse(one_value).hash() == parse(GOOD).hash()
    assert len({definition.hash() for definition in ALL.values()}) == len(PLAIN)
    assert parse(GOOD | {"version": 2}).hash() != parse(GOOD).hash()
    assert parse(GOOD | {"description": {"ar": "غير", "en": "Other"}}).hash() != parse(GOOD).hash()


def test_the_hash_of_a_definition_stays_what_it_was() -> None:
    """Receipts pin it: whoever changes this value breaks every receipt ever issued."""
    assert parse(GOOD).hash() == "484f5bc75aec0129872efb32a7dbcda609736d977678b0a0c1a603faa5075aa7"


def test_a_definition_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        parse(GOOD).code = "another"  # type: ignore[misc]


def test_what_may_be_left_out_is_left_open() -> None:
    bare = {
        key: GOOD[key]
        for key in ("code", "version", "type", "basis", "unit", "labels", "description", "measure", "where")
    }

    definition = parse(bare)

    assert (definition.polarity, definition.over_time, definition.disaggregations, definition.valid_from) == (
        "none",
        "none",
        (),
        None,
    )


def test_a_day_may_be_a_day_already() -> None:
    assert parse(GOOD | {"valid_from": date(2024, 1, 1)}) == parse(GOOD | {"valid_from": "2024-01-01"})


def test_a_unit_passes_on_what_it_is_given() -> None:
    unit = {"code": "SAR", "decimals": 2, "symbol": {"ar": "ر.س"}}

    assert parse(GOOD | {"unit": unit}).to_dict()["unit"] == unit


def test_a_factor_is_exact() -> None:
    assert parse(CONVERSION).factor == Decimal("0.125")


WRONG: list[tuple[dict[str, Any], str, str]] = [
    (GOOD | {"lables": {}}, "lables", "unknown key; write one of type, code, version"),
    (
        GOOD | {"where": {"kind": "service", "kin": "x"}},
        "where.kin",
        "unknown key; write one of kind, initiative, strategic",
    ),
    (GOOD | {"aggregation": {"tim": "sum"}}, "aggregation.tim", "unknown key; write one of time, unit"),
    (GOOD | {"labels": {"ar": "ا"}}, "labels.en", "missing; it must be given"),
    (GOOD | {"labels": {"ar": "ا", "en": " "}}, "labels.en", "write a text, not ' '"),
    (GOOD | {"labels": "reached"}, "labels", "write an object with keys"),
    (GOOD | {"code": None}, "code", "missing"),
    (GOOD | {"version": "1"}, "version", "write a whole number from 0, not '1'"),
    (GOOD | {"version": True}, "version", "write a whole number"),
    (
        GOOD | {"type": "sum"},
        "type",
        "write one of simple, ratio, cumulative, derived, conversion, not 'sum'",
    ),
    (GOOD | {"unit": {}}, "unit.code", "missing"),
    (GOOD | {"unit": {"code": "h", "decimals": 1.5}}, "unit.decimals", "write a whole number"),
    (GOOD | {"polarity": "good"}, "polarity", "write one of up, down, none"),
    (GOOD | {"valid_from": "1 Jan"}, "valid_from", "write a day as \"2023-12-31\", not '1 Jan'"),
    (
        GOOD | {"valid_from": "2024-01-01", "valid_to": "2023-01-01"},
        "valid_to",
        "write a day from 2024-01-01 on",
    ),
    (GOOD | {"disaggregations": ["town"]}, "disaggregations", "write one of region, gender"),
    (GOOD | {"disaggregations": ["region", "region"]}, "disaggregations", "write each only once"),
    (GOOD | {"parts": ["a"]}, "parts", "unknown key"),
    (GOOD | {"where": {}}, "where.kind", "missing; write which kinds of entries count"),
    (GOOD | {"where": {"kind": []}}, "where.kind", "write a list of texts"),
    (
        GOOD | {"where": {"kind": "service", "strategic": "yes"}},
        "where.strategic",
        "write true or false, not 'yes'",
    ),
    (GOOD | {"measure": {}}, "measure", 'write {"count_distinct": ["person"]}'),
    (GOOD | {"measure": {"count": True, "sum": "quantity"}}, "measure", 'write {"count_distinct"'),
    (GOOD | {"measure": {"count": 1}}, "measure.count", "write true"),
    (GOOD | {"measure": {"count_distinct": ["region"]}}, "measure.count_distinct", 'write {"count_distinct"'),
    (GOOD | {"measure": {"sum": "rows"}}, "measure.sum", "write one of headcount, quantity"),
    (
        GOOD | {"measure": {"sum": "headcount", "valued_at": "rates"}},
        "measure.valued_at",
        "only hours have a rate",
    ),
    (
        SUM | {"measure": {"sum": "quantity", "valued_at": "rates"}, "where": {"kind": "response"}},
        "where.kind",
        "only hours have a rate",
    ),
    (SUM | {"where": {"kind": ["hours", "response"]}}, "where.kind", "amounts of different kinds"),
    (GOOD | {"basis": "headcount"}, "basis", "what this measure counts is identified, not headcount"),
    (
        SUM | {"basis": "identified"},
        "basis",
        "what this measure counts is transaction or estimate, not identified",
    ),
    (
        SUM | {"measure": {"sum": "headcount"}, "where": {"kind": "headcount"}},
        "basis",
        "what this measure counts is headcount",
    ),
    (
        GOOD | {"aggregation": {"time": "sum"}},
        "aggregation.time",
        'distinct counts do not add; write "distinct"',
    ),
    (
        SUM | {"aggregation": {"unit": "distinct"}},
        "aggregation.unit",
        'only distinct counts are counted anew; write "sum"',
    ),
    (CONVERSION | {"basis": "mixed"}, "basis", "only a derived figure can be mixed"),
    (CONVERSION | {"factor": 0.125}, "factor", 'write the number in quotes, such as "0.125", not 0.125'),
    (CONVERSION | {"factor": "0"}, "factor", "write a number other than zero"),
    (CONVERSION | {"factor": "eighth"}, "factor", "write a number other than zero in quotes"),
    (CONVERSION | {"parts": ["a", "b"]}, "parts", "write the one code that is converted"),
    (DERIVED | {"parts": ["a"]}, "parts", "write the codes of at least two figures"),
    (DERIVED | {"parts": ["a", 1]}, "parts[1]", "write a text, not 1"),
    (DERIVED | {"where": {"kind": "hours"}}, "where", "unknown key"),
    (
        PLAIN[0] | {"disaggregations": ["initiative"]},
        "disaggregations",
        "initiatives counted by initiative are all 1",
    ),
]


@pytest.mark.parametrize(
    ("data", "path", "instead"), WRONG, ids=[f"{path}-{index}" for index, (_, path, _) in enumerate(WRONG)]
)
def test_a_mistake_is_told_with_its_key_and_what_to_write_instead(
    data: dict[str, Any], path: str, instead: str
) -> None:
    with pytest.raises(BadDefinition) as raised:
        parse(data)

    assert raised.value.path == path
    assert raised.value.instead.startswith(instead)
    assert str(raised.value) == f"{path}: {raised.value.instead}"


def test_something_that_is_no_dict_is_no_definition() -> None:
    with pytest.raises(SameError, match="definition: write an object with keys, not 'reached'"):
        parse("reached")  # type: ignore[arg-type]
    assert isinstance(parse(GOOD), Definition)
