"""A first roster: one person after another takes the plan that is best beside those before."""

from collections import Counter, defaultdict
from typing import Any

from athar.analytics.rostering.costs import Scale
from athar.analytics.rostering.days.rules import ALL, Row, add_row
from athar.analytics.rostering.found import Deadline
from athar.analytics.rostering.problem import DaysProblem, Name, Worker

Plan = dict[int, Name]
LEAST_SECONDS = 0.5  # for one person; a roster without somebody is no start for what follows


class NoPlan(Exception):
    """The person's limits contradict each other."""


def first_roster(
    problem: DaysProblem, scale: Scale, deadline: Deadline
) -> tuple[dict[Name, Plan], list[Worker]]:
    """
    A plan for each person, and those for whom there is provably none.

    Somebody for whom neither was found in time is in neither.
    """
    covers = defaultdict(list)
    for cover in problem.cover:
        covers[cover.day, cover.shift].append(cover)
    wishes: dict[Name, Counter[tuple[int, Name]]] = defaultdict(Counter)
    for request in problem.requests:
        worth = scale.inside(request.weight)
        wishes[request.person][request.day, request.shift] += -worth if request.on else worth
    there: Counter[Any] = Counter()
    plans: dict[Name, Plan] = {}
    impossible: list[Worker] = []
    for place, person in enumerate(problem.people):
        prices = Counter(wishes[person.id])
        for key, covering in covers.items():
            for cover in covering:
                if cover.skill is None or cover.skill in person.skills:
                    short = there[cover] < cover.needed
                    prices[key] += -scale.inside(cover.under) if short else scale.inside(cover.over)
        try:
            plan = _best_plan(problem, person, prices, deadline.left / (len(problem.people) - place))
        except NoPlan:
            impossible.append(person)
            continue
        if plan is None:
            continue
        plans[person.id] = plan
        for key in plan.items():
            there.update(
                cover for cover in covers[key] if cover.skill is None or cover.skill in person.skills
            )
    return plans, impossible


def _best_plan(
    problem: DaysProblem, person: Worker, prices: Counter[tuple[int, Name]], seconds: float
) -> Plan | None:
    """The cheapest plan found in time, if one was."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    row = add_row(model, problem, person, ALL)
    model.minimize(
        sum(prices[day, shift] * given for day, on in enumerate(row.on) for shift, given in on.items())
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = max(LEAST_SECONDS, seconds)
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        raise NoPlan
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    return plan_of(row, solver)


def plan_of(row: Row, solver: Any) -> Plan:
    return {
        day: shift
        for day, on in enumerate(row.on)
        for shift, given in on.items()
        if solver.boolean_value(given)
    }
