"""Reads: plans, goals, targets and the addresses of figures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings

from athar.analytics.metrics import Period
from athar.direction.strategy.models import Goal, Indicator, Measurement, Plan, Target


def target_for(code: str, period: Period) -> Decimal | None:
    """What was aimed at for a figure in exactly this period, if any plan says."""
    return (
        Target.objects.filter(goal__indicator=code, starts_on=period.start, ends_on=period.end)
        .values_list("value", flat=True)
        .first()
    )  # fmt: skip


def figure_path(code: str, period: Period) -> str:
    """The address of a figure on the site, without language prefix."""
    return f"/figures/{period.name}/{code}/"


def receipt_address(measurement: Measurement) -> str:
    period = Period(measurement.starts_on, measurement.ends_on)
    return f"{settings.ATHAR_BASE_URL}{figure_path(measurement.code, period)}receipt.json"


def told_periods(today: date) -> list[Period]:
    """The periods figures are told for: the years of every plan up to this one, and the plans themselves."""
    periods: set[Period] = set()
    for starts_on, ends_on in Plan.objects.values_list("starts_on", "ends_on"):
        periods.add(Period(starts_on, ends_on))
        periods |= {Period.year(year) for year in range(starts_on.year, min(ends_on.year, today.year) + 1)}
    return sorted(periods)


def indicator(code: str) -> Indicator | None:
    """The newest version of an indicator."""
    return Indicator.objects.filter(code=code).order_by("-version").first()


@dataclass(frozen=True)
class GoalWithTargets:
    goal: Goal
    targets: dict[Period, Decimal]


def goals_of(plan: Plan) -> list[GoalWithTargets]:
    """Goals of a plan in the order of its objectives, with every target."""
    goals = (
        Goal.objects.filter(objective__theme__plan=plan)
        .select_related("objective__theme__plan")
        .prefetch_related("targets")
        .order_by("objective__order", "order")
    )
    return [
        GoalWithTargets(goal, {Period(row.starts_on, row.ends_on): row.value for row in goal.targets.all()})
        for goal in goals
    ]
