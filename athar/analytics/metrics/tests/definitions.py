"""Definitions for every code of the association, as a strategy officer would write them."""

from typing import Any

from athar.analytics.metrics import Definition, catalogue, parse

SERVED = ["service", "training", "completion"]
PERSON = {"code": "person", "decimals": 0}
EVERYWHERE = ["region", "gender", "age_group", "initiative", "month"]
DISTINCT = {"time": "distinct", "unit": "distinct"}
ADDED = {"time": "sum", "unit": "sum"}


def plain(code: str, basis: str, **facts: Any) -> dict[str, Any]:
    words = {"ar": f"تعريف {code}", "en": f"What {code} counts"}
    return {
        "code": code, "version": 1, "type": "simple", "basis": basis, "unit": PERSON,
        "labels": words, "description": words, "polarity": "up", "disaggregations": EVERYWHERE, **facts,
    }  # fmt: skip


def people(code: str, **where: Any) -> dict[str, Any]:
    return plain(
        code, "identified", measure={"count_distinct": ["person"]}, where=where, aggregation=DISTINCT
    )


def amount(code: str, basis: str, column: str, unit: str, **where: Any) -> dict[str, Any]:
    return plain(code, basis, measure={"sum": column}, where=where, aggregation=ADDED, unit={"code": unit})


PLAIN: list[dict[str, Any]] = [
    plain(
        "initiatives.run", "transaction", measure={"count_distinct": ["initiative"]}, aggregation=DISTINCT,
        where={"kind": [*SERVED, "headcount"]}, unit={"code": "initiative"}, disaggregations=["region", "month"],
    ),
    plain(
        "initiatives.strategic", "transaction", measure={"count_distinct": ["initiative"]}, aggregation=DISTINCT,
        where={"kind": [*SERVED, "headcount"], "strategic": True}, unit={"code": "initiative"}, disaggregations=["region"],
    ),
    amount("beneficiaries.targeted", "estimate", "headcount", "person", kind="target"),
    plain("beneficiaries.reached", "mixed", type="derived", parts=["beneficiaries.identified", "beneficiaries.headcount"]),
    people("beneficiaries.identified", kind=SERVED),
    amount("beneficiaries.headcount", "headcount", "headcount", "person", kind="headcount"),
    plain(
        "beneficiaries.participations", "transaction", measure={"count_distinct": ["person", "initiative"]},
        where={"kind": SERVED}, aggregation=DISTINCT, unit={"code": "participation"},
    ),
    people("volunteers.active", kind="hours") | {"disaggregations": [*EVERYWHERE, "level"]},
    amount("hours.approved", "transaction", "quantity", "hour", kind="hours") | {"disaggregations": [*EVERYWHERE, "level"]},
    plain(
        "hours.value", "transaction", measure={"sum": "quantity", "valued_at": "rates"}, where={"kind": "hours"},
        aggregation=ADDED, unit={"code": "SAR"}, disaggregations=["level", "region"],
    ),
    amount("ramadan.beneficiaries", "headcount", "headcount", "person", kind="headcount", initiative="ramadan"),
    amount("ramadan.hours", "transaction", "quantity", "hour", kind="hours", initiative="ramadan"),
    people("trainers.accredited", kind="completion", initiative="trainers"),
    people("youth.enabled", kind="completion", initiative="youth"),
    people("strategic_programmes.qualified", kind="completion", initiative="solutions"),
    plain("culture.guides", "transaction", measure={"count": True}, where={"kind": "publication", "initiative": "culture"}, unit={"code": "guide"}),
    plain("culture.responses", "transaction", measure={"count": True}, where={"kind": "response"}, unit={"code": "response"}),
]  # fmt: skip

ALL: dict[str, Definition] = catalogue(map(parse, PLAIN))
