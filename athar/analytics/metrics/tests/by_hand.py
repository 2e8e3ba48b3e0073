"""The counting rules once more, in plain Python and the slow way: what the engine is held against."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from athar.analytics.metrics import Period

from .association import YEAR, Association

SERVED = ("service", "training", "completion")
Row = dict[str, Any]


def counts(association: Association, row: Row, period: Period = YEAR) -> bool:
    corrected = {other["corrects"] for other in association.entries if other["standing"] == "approved"}
    if row["standing"] != "approved" or not period.start <= row["occurred_on"] <= period.end:
        return False
    if row["corrects"] is not None or row["position"] in corrected:
        return False
    return row["person"] is None or not any(applies(withheld, row) for withheld in association.withheld)


def applies(withheld: Row, row: Row) -> bool:
    if withheld["person"] != row["person"] or withheld["initiative"] not in (None, row["initiative"]):
        return False
    begun = withheld["since"] <= row["occurred_on"]
    return bool(begun and (withheld["until"] is None or row["occurred_on"] < withheld["until"]))


def cluster(association: Association, person: int) -> int:
    known = [
        row["cluster"] for row in association.memberships if row["person"] == person and row["until"] is None
    ]
    return min(known, default=person)


def figures(association: Association, period: Period = YEAR) -> dict[str, int | Decimal]:
    rows = [row for row in association.entries if counts(association, row, period)]
    of = {
        kind: [row for row in rows if row["kind"] == kind]
        for kind in (*SERVED, "hours", "headcount", "target", "response")
    }
    served = [row for kind in SERVED for row in of[kind]]
    benefit = [*served, *of["headcount"]]
    identified, headcount = distinct(association, served), added(of["headcount"], "headcount")
    return {
        "initiatives.run": len({row["initiative"] for row in benefit}),
        "initiatives.strategic": len({row["initiative"] for row in benefit if row["strategic"]}),
        "beneficiaries.targeted": added(of["target"], "headcount"),
        "beneficiaries.reached": identified + headcount,
        "beneficiaries.identified": identified,
        "beneficiaries.headcount": headcount,
        "beneficiaries.participations": len(
            {(cluster(association, row["person"]), row["initiative"]) for row in served}
        ),
        "volunteers.active": distinct(association, of["hours"]),
        "hours.approved": added(of["hours"], "quantity"),
        "hours.value": valued(association, of["hours"]),
        "ramadan.hours": added([row for row in of["hours"] if row["initiative"] == "ramadan"], "quantity"),
        "trainers.accredited": distinct(
            association, [row for row in of["completion"] if row["initiative"] == "trainers"]
        ),
        "culture.responses": len(of["response"]),
    }


def distinct(association: Association, rows: Iterable[Row]) -> int:
    return len({cluster(association, row["person"]) for row in rows})


def added(rows: Iterable[Row], column: str) -> Any:
    return sum(row[column] for row in rows)


def valued(association: Association, rows: Iterable[Row]) -> Decimal:
    rates = {(rate["level"], rate["year"]): rate["rate"] for rate in association.rates}
    exact = sum((row["quantity"] * rates[row["level"], row["occurred_on"].year] for row in rows), Decimal(0))
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
