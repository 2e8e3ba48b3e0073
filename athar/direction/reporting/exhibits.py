"""
The charts and tables of a report, as data: measured once, kept in both languages, frozen with the figures.

An exhibit is plain JSON: ``{"kind", "rows", …}``; labels are ``{"ar", "en"}``. How it is drawn is the business of
``charts`` and ``faces``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from athar.analytics.metrics import (
    Breakdown,
    Cutoff,
    Definition,
    Frame,
    Period,
    Row,
    Scope,
    break_down,
    exclusions,
    gross_and_net,
)
from athar.direction.strategy import measuring
from athar.direction.strategy.models import Plan
from athar.direction.strategy.queries import goals_of
from athar.direction.strategy.receipts import plain
from athar.engine.ledger.models import SignedHead
from athar.engine.register.models import Initiative
from athar.foundation.core.dates import AGE_GROUPS, age_group_label, month_name
from athar.foundation.places.models import Region

REACHED, IDENTIFIED = "beneficiaries.reached", "beneficiaries.identified"
Exhibit = dict[str, Any]


@dataclass(frozen=True)
class Ground:
    """What exhibits of one report are measured on: one period, one cut-off, one set of definitions."""

    period: Period
    head: SignedHead
    at: datetime
    known: dict[str, Definition]

    def frame(self, **scope: tuple[str, ...]) -> Frame:
        return Frame(self.period, Scope(**scope), Cutoff(size=self.head.size, at=self.at))

    def broken_down(self, code: str, by: str, **scope: tuple[str, ...]) -> Breakdown:
        return break_down(self.known[code], measuring.run, self.frame(**scope), by=by, parts=self.known)


def beneficiaries_by_initiative(ground: Ground) -> Exhibit:
    lines = _lines(ground)
    rows = [
        _row(_named(line["name"]), line["identified"], line["headcount"], key=line["code"]) for line in lines
    ]
    rows.sort(key=lambda row: -row["value"])
    return {"kind": "bars", "code": REACHED, "rows": rows}


def beneficiaries_by_region(ground: Ground) -> Exhibit:
    found = {row.key: row for row in ground.broken_down(REACHED, "region").rows}
    rows = [
        _row(
            _names(region),
            _part(found.get(region.code), "identified"),
            _part(found.get(region.code), "headcount"),
            key=region.code,
        )
        | {"tile": [region.tile_row, region.tile_column]}
        for region in Region.objects.all()
    ]
    return {
        "kind": "tiles",
        "code": REACHED,
        "rows": rows,
        "overlap": ground.broken_down(REACHED, "region").overlap,
    }


def beneficiaries_by_month(ground: Ground) -> Exhibit:
    found = ground.broken_down(REACHED, "month")
    by_month = {row.key: row for row in found.rows}
    rows = [
        _row(
            {language: month_name(key.month, language) for language in ("ar", "en")},
            _part(by_month.get(key), "identified"), _part(by_month.get(key), "headcount"), key=key.isoformat(),
        )
        for key in _months(ground.period)
    ]  # fmt: skip
    return {"kind": "columns", "code": REACHED, "rows": rows, "overlap": found.overlap}


def beneficiaries_by_gender_age(ground: Ground) -> Exhibit:
    women = {
        row.key: row.value for row in ground.broken_down(IDENTIFIED, "age_group", gender=("female",)).rows
    }
    men = {row.key: row.value for row in ground.broken_down(IDENTIFIED, "age_group", gender=("male",)).rows}
    rows = [
        {
            "key": group,
            "label": age_group_label(group),
            "women": _whole(women.get(group)),
            "men": _whole(men.get(group)),
        }
        for group in AGE_GROUPS
    ]
    return {"kind": "pairs", "code": IDENTIFIED, "rows": rows}


def initiatives(ground: Ground) -> Exhibit:
    """Gross, already counted above, net: the table whose last column adds up to the figure."""
    lines = _lines(ground)
    return {
        "kind": "gross_and_net",
        "code": REACHED,
        "rows": lines,
        "total": {name: sum(line[name] for line in lines) for name in ("gross", "above", "net")},
    }


def plan_results(ground: Ground) -> Exhibit:
    """Every goal of the plan that covers the period: baseline, target and result of the whole plan."""
    plan = (
        Plan.objects.filter(starts_on__lte=ground.period.start, ends_on__gte=ground.period.end)
        .order_by("starts_on")
        .first()
    )
    if plan is None:
        return {"kind": "plan_results", "plan": None, "rows": []}
    period = Period(plan.starts_on, plan.ends_on)
    goals = goals_of(plan)
    results = measuring.measure([found.goal.indicator for found in goals], period, at=ground.at)
    return {"kind": "plan_results", "plan": _named(plan), "period": period.name, "rows": [
        {
            "objective": _named(found.goal.objective),
            "code": found.goal.indicator,
            "label": ground.known[found.goal.indicator].to_dict()["labels"],
            "target": plain(found.targets[period]),
            "value": plain(results[found.goal.indicator].value),
        }
        for found in goals
    ]}  # fmt: skip


def left_out(ground: Ground) -> Exhibit:
    """What was entered in the period and counts in no figure of beneficiaries or hours, and why."""
    rows = []
    for code in (REACHED, "hours.approved"):
        for line in exclusions(ground.known[code], measuring.run, ground.frame(), parts=ground.known):
            amount = line.headcount or line.quantity or line.entries
            rows.append(
                {"code": code, "reason": line.reason, "records": line.entries, "amount": plain(amount)}
            )
    return {"kind": "exclusions", "rows": rows}


CHARTS: dict[str, Callable[[Ground], Exhibit]] = {
    "beneficiaries_by_initiative": beneficiaries_by_initiative,
    "beneficiaries_by_region": beneficiaries_by_region,
    "beneficiaries_by_month": beneficiaries_by_month,
    "beneficiaries_by_gender_age": beneficiaries_by_gender_age,
}
TABLES: dict[str, Callable[[Ground], Exhibit]] = {
    "initiatives": initiatives,
    "plan_results": plan_results,
    "exclusions": left_out,
}


def measured(names: list[str], ground: Ground) -> dict[str, Exhibit]:
    """The named exhibits on one ground."""
    makers = CHARTS | TABLES
    return {name: makers[name](ground) for name in names}


def _lines(ground: Ground) -> list[dict[str, Any]]:
    known = {initiative.code: initiative for initiative in Initiative.objects.order_by("number")}
    found = gross_and_net(
        ground.known[REACHED], measuring.run, ground.frame(), order=list(known), parts=ground.known
    )
    return [
        {
            "code": line.initiative, "number": known[line.initiative].number, "name": _names(known[line.initiative]),
            "strategic": known[line.initiative].strategic, "demo_title": known[line.initiative].demo_title,
            "gross": _whole(line.gross), "above": _whole(line.above), "net": _whole(line.net),
            "identified": _whole(line.identified), "headcount": _whole(line.headcount),
        }
        for line in found if line.gross
    ]  # fmt: skip


def _row(label: dict[str, str], identified: int, headcount: int, *, key: str) -> dict[str, Any]:
    return {
        "key": key,
        "label": label,
        "value": identified + headcount,
        "identified": identified,
        "headcount": headcount,
    }


def _names(thing: Any) -> dict[str, str]:
    return {"ar": thing.name_ar, "en": thing.name_en}


def _named(thing: Any) -> dict[str, str]:
    return thing if isinstance(thing, dict) else _names(thing)


def _part(row: Row | None, name: str) -> int:
    return _whole((row.breakdown or {}).get(name)) if row else 0


def _whole(value: Any) -> int:
    return int(value or 0)


def _months(period: Period) -> list[Any]:
    return [
        period.start.replace(year=year, month=month, day=1)
        for year in range(period.start.year, period.end.year + 1)
        for month in range(1, 13)
    ]  # fmt: skip
