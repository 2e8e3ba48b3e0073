"""The indicators and plans the association starts with, from data/*.yaml."""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from athar.analytics.metrics import parse
from athar.direction.strategy.models import Goal, Indicator, Objective, Plan, Rate, Target, Theme
from athar.engine.register.models import Initiative
from athar.foundation.core.yamls import read_yaml

DATA = Path(__file__).parent / "data"
EVER = date(1990, 1, 1)  # for a definition that names no first day


class ChangedDefinition(ValueError):
    """A definition differs from the kept one of the same version; give it a new version."""


@transaction.atomic
def load(folder: Path = DATA) -> None:
    """
    Load indicators and plans. Loading again changes nothing that is the same.

    :raises athar.analytics.metrics.BadDefinition: when a definition is not well formed.
    :raises ChangedDefinition: when a kept version was edited in the file instead of being followed by another.
    """
    for entry in read_yaml(folder / "indicators.yaml")["indicators"]:
        load_indicator(entry)
    for entry in read_yaml(folder / "plans.yaml")["plans"]:
        _load_plan(entry)
    _load_rates(read_yaml(folder / "rates.yaml"))


def load_indicator(entry: dict[str, Any]) -> Indicator:
    texts = entry.get("texts", {})
    definition = parse({key: value for key, value in entry.items() if key != "texts"})
    known = Indicator.objects.filter(code=definition.code, version=definition.version).first()
    if known is None:
        return Indicator.objects.create(
            code=definition.code, version=definition.version, definition=definition.to_dict(),
            definition_hash=definition.hash(), texts=texts, valid_from=definition.valid_from or EVER,
        )  # fmt: skip
    if known.definition_hash != definition.hash():
        message = f"{definition.code}: version {definition.version} is kept already and differs; raise its version in indicators.yaml."
        raise ChangedDefinition(message)
    return known


def _load_plan(entry: dict[str, Any]) -> None:
    names = (
        "name_ar",
        "name_en",
        "identity_ar",
        "identity_en",
        "summary_ar",
        "summary_en",
        "starts_on",
        "ends_on",
    )
    plan, _ = Plan.objects.update_or_create(
        code=entry["code"], defaults={name: entry[name] for name in names}
    )
    for order, theme_entry in enumerate(entry["themes"], start=1):
        theme, _ = Theme.objects.update_or_create(
            plan=plan, code=theme_entry["code"],
            defaults={"name_ar": theme_entry["name_ar"], "name_en": theme_entry["name_en"], "order": order},
        )  # fmt: skip
        for objective_entry in theme_entry["objectives"]:
            _load_objective(theme, objective_entry)


def _load_objective(theme: Theme, entry: dict[str, Any]) -> None:
    names = ("name_ar", "name_en", "description_ar", "description_en")
    objective, _ = Objective.objects.update_or_create(
        theme=theme,
        code=entry["code"],
        defaults={name: entry[name] for name in names} | {"order": entry["number"]},
    )
    objective.initiatives.set(Initiative.objects.filter(code__in=entry["initiatives"]))
    for order, goal_entry in enumerate(entry["indicators"], start=1):
        goal, _ = Goal.objects.update_or_create(
            objective=objective, indicator=goal_entry["code"],
            defaults={
                "owner": goal_entry["owner"], "order": order,
                "baseline": goal_entry.get("baseline"), "baseline_period": goal_entry.get("baseline_period", ""),
            },
        )  # fmt: skip
        _load_targets(goal, goal_entry, theme.plan)


def _load_targets(goal: Goal, entry: dict[str, Any], plan: Plan) -> None:
    periods = [(date(year, 1, 1), date(year, 12, 31), value) for year, value in entry["targets"].items()]
    periods.append((plan.starts_on, plan.ends_on, entry["plan_target"]))
    for starts_on, ends_on, value in periods:
        Target.objects.update_or_create(
            goal=goal, starts_on=starts_on, ends_on=ends_on, defaults={"value": value}
        )


def _load_rates(entry: dict[str, Any]) -> None:
    sources = {"source_ar": entry["source_ar"], "source_en": entry["source_en"]}
    for level, years in entry["rates"].items():
        for year, rate in years.items():
            said = rate if isinstance(rate, list) else [None, rate, None]
            found = dict(zip(("low", "rate", "high"), said, strict=True))
            Rate.objects.update_or_create(level=level, year=year, defaults=found | sources)
