"""A plan as a scorecard: objectives, their indicators, what was aimed at and what was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from athar.analytics.metrics import Period
from athar.direction.strategy.models import Goal, Measurement, Objective, Plan, Target
from athar.direction.strategy.queries import figure_path
from athar.direction.strategy.rules import Progress, State, progress, share_elapsed
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.plurals import noun
from athar.foundation.core.refusals import Text
from athar.foundation.core.sparkline import Spark, drawn
from athar.foundation.core.templatetags.athar_ui.addresses import address
from athar.foundation.people.choices import Role
from athar.web.workspace.shaping.measurements import measured, trends
from athar.web.workspace.words import in_language, language

STATES: dict[State, tuple[Text, str, str]] = {
    State.ON_TRACK: (_("On track"), "good", "circle-check"),
    State.WATCH: (_("Needs watching"), "watch", "triangle-alert"),
    State.BEHIND: (_("Behind"), "bad", "square-x"),
    State.NO_DATA: (_("No data"), "none", "circle-dashed"),
    State.NOT_DUE: (_("Not due yet"), "none", "hourglass"),
}


@dataclass(frozen=True)
class Value:
    """A measured value and the address of its receipt."""

    value: Decimal
    period: Period
    receipt: str
    unit: str


@dataclass(frozen=True)
class Line:
    """One indicator of one objective in the chosen period."""

    code: str
    label: str
    owner: str
    owner_code: str
    unit: str
    baseline: Decimal | None
    baseline_value: Value | None
    target: Decimal | None
    found: Value | None
    standing: Progress
    spark: Spark | None

    @property
    def state(self) -> State:
        return self.standing.state

    @property
    def state_label(self) -> Text:
        return STATES[self.state][0]

    @property
    def tone(self) -> str:
        return STATES[self.state][1]

    @property
    def icon(self) -> str:
        return STATES[self.state][2]

    @property
    def is_exception(self) -> bool:
        return self.state is not State.ON_TRACK


@dataclass(frozen=True)
class Group:
    objective: Objective
    lines: list[Line]


@dataclass(frozen=True)
class Scorecard:
    """``running``: the period is not over, so targets are asked for in proportion."""

    plan: Plan
    period: Period
    today: date
    groups: list[Group]

    @property
    def running(self) -> bool:
        return self.period.start <= self.today < self.period.end

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    def narrowed(self, *, state: str = "", owner: str = "", objective: str = "") -> "Scorecard":
        """Only the lines of that state, owner and objective; empty groups go."""
        groups = []
        for group in self.groups:
            if objective and group.objective.code != objective:
                continue
            lines = [
                line
                for line in group.lines
                if (not state or line.state == state) and (not owner or line.owner_code == owner)
            ]
            if lines:
                groups.append(Group(group.objective, lines))
        return Scorecard(self.plan, self.period, self.today, groups)


def period_of(plan: Plan, year: int | None) -> Period:
    return Period(plan.starts_on, plan.ends_on) if year is None else Period.year(year)


def years_of(plan: Plan) -> list[int]:
    return list(range(plan.starts_on.year, plan.ends_on.year + 1))


def year_shown(plan: Plan, today: date) -> int:
    """This year where the plan covers it, else the plan's last year, or its first if it has not begun."""
    years = years_of(plan)
    return min(max(today.year, years[0]), years[-1])


def newest_scorecard(*, now: datetime, only_kept: bool = False) -> Scorecard | None:
    """
    The newest plan over this year; None where no plan was adopted yet.

    :raises NotKept: when a value would have to be computed first and ``only_kept`` was asked for.
    """
    goals = _goals(Plan.objects.order_by("-starts_on")[:1])
    if not goals:
        return None
    plan = goals[0].objective.theme.plan
    year = year_shown(plan, riyadh_day(now))
    return _measured(plan, goals, period_of(plan, year), now, only_kept=only_kept)


def scorecard(plan: Plan, period: Period, *, now: datetime) -> Scorecard:
    """The plan measured over one of its years, or over all of it; three queries once its values are kept."""
    return _measured(plan, _goals([plan]), period, now)


def _measured(
    plan: Plan, goals: Sequence[Goal], period: Period, now: datetime, *, only_kept: bool = False
) -> Scorecard:
    today = riyadh_day(now)
    wanted: dict[Period, list[str]] = {}
    if period.start <= today:
        wanted[period] = [goal.indicator for goal in goals]
    for goal in goals:
        if goal.baseline_period:
            wanted.setdefault(Period.read(goal.baseline_period), []).append(goal.indicator)
    values, digest = measured(wanted, at=now, only_kept=only_kept)
    grown = _grown(goals, period, today, digest, only_kept=only_kept)
    groups: dict[int, Group] = {}
    for goal in goals:
        group = groups.setdefault(goal.objective_id, Group(goal.objective, []))
        group.lines.append(_line(goal, period, today, values, grown.get(goal.indicator, [])))
    return Scorecard(plan, period, today, list(groups.values()))


def _goals(plans: Iterable[Plan]) -> list[Goal]:
    """Goals in the order of their plan, with their targets under ``chosen``: one query."""
    targets = (
        Target.objects.filter(goal__objective__theme__plan__in=plans)
        .select_related("goal__objective__theme__plan")
        .order_by("goal__objective__order", "goal__order", "starts_on")
    )
    goals: dict[int, Any] = {}
    for target in targets:
        goal = goals.setdefault(target.goal_id, target.goal)
        goal.__dict__.setdefault("chosen", {})[target.starts_on, target.ends_on] = target.value
    return list(goals.values())


def _line(
    goal: Any,
    period: Period,
    today: date,
    values: dict[tuple[str, Period], Measurement],
    grown: Sequence[Decimal],
) -> Line:
    target: Decimal | None = goal.chosen.get((period.start, period.end))
    found = values.get((goal.indicator, period))
    base = values.get((goal.indicator, Period.read(goal.baseline_period))) if goal.baseline_period else None
    known = found or base
    definition = known.indicator.definition if known else None
    standing = progress(
        value=found.value if found else None,
        records=found.records if found else 0,
        target=target,
        share=share_elapsed(period.start, period.end, today),
        polarity=definition["polarity"] if definition else "up",
        accumulates=definition is None or definition["aggregation"]["time"] != "none",
    )
    spark = drawn(grown, goal=standing.expected, tone=STATES[standing.state][1]) if found else None
    return Line(
        code=goal.indicator,
        label=in_language(definition["labels"]) if definition else goal.indicator,
        owner=str(Role(goal.owner).label),
        owner_code=goal.owner,
        unit=_unit(definition, target),
        baseline=goal.baseline,
        baseline_value=_value(base),
        target=target,
        found=_value(found) if found and found.records else None,
        standing=standing,
        spark=spark,
    )


def _value(row: Measurement | None) -> Value | None:
    if row is None:
        return None
    period = Period(row.starts_on, row.ends_on)
    receipt = address(f"{figure_path(row.code, period)}receipt/")
    return Value(row.value, period, receipt, _unit(row.indicator.definition, row.value))


def _unit(definition: dict[str, Any] | None, value: Decimal | None) -> str:
    return noun(value or 0, definition["unit"], language()) if definition else ""


def _grown(
    goals: Sequence[Goal], period: Period, today: date, digest: str, *, only_kept: bool
) -> dict[str, list[Decimal]]:
    if period.start > today:
        return {}
    codes = [goal.indicator for goal in goals]
    return trends(codes, period.start, stops(period, today), digest=digest, only_kept=only_kept)


def stops(period: Period, today: date) -> list[date]:
    """Where a trend has its points: ends of quarters within a year, ends of years within a plan, and today."""
    if period.start.year == period.end.year:
        year = period.start.year
        ends = [date(year, month + 1, 1) - timedelta(days=1) for month in (3, 6, 9)] + [period.end]
    else:
        ends = [date(year, 12, 31) for year in range(period.start.year, period.end.year + 1)]
    passed = [end for end in ends if end < today]
    return passed if len(passed) == len(ends) else [*passed, min(today, period.end)]
