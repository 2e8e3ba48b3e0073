"""Some people give back their plans, and CP-SAT plans them anew beside all others: what one whole model is too large for."""

import random
from collections import Counter
from dataclasses import dataclass, field

from athar.analytics.rostering.costs import Scale
from athar.analytics.rostering.days.model import add_cost, hint, price
from athar.analytics.rostering.days.rules import ALL, add_row
from athar.analytics.rostering.days.start import Plan, plan_of
from athar.analytics.rostering.found import Deadline, cores
from athar.analytics.rostering.problem import Cover, DaysProblem, Name, Worker

FEWEST = 2
SECONDS_EACH = 3.0
GROWTH = 1.25
HALF = 0.5
IDLE = 40  # exchanges in a row without a gain, after which the whole model has better use for the time


@dataclass
class Exchange:
    """Draws who exchanges: as many as were lately solved to the end in time."""

    size: float = 4.0
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 -- searched alike each time

    def people(self, problem: DaysProblem, plans: dict[Name, Plan]) -> list[Worker]:
        """By turns of chance anybody, or half of them such as are off on a day that lacks somebody."""
        many = min(len(problem.people), max(FEWEST, int(self.size)))
        short = _short(problem, plans) if self.chance.random() < HALF else []
        chosen: dict[Name, Worker] = {}
        if short:
            cover = self.chance.choice(short)
            free = [
                person
                for person in problem.people
                if cover.day not in plans[person.id] and cover.day not in person.days_off
            ]
            chosen = {person.id: person for person in self.chance.sample(free, min(len(free), many // 2))}
        for person in self.chance.sample(problem.people, many):
            if len(chosen) < many:
                chosen[person.id] = person
        return list(chosen.values())

    def learn(self, *, proved: bool, took: float) -> None:
        if not proved:
            self.size = max(FEWEST, self.size / GROWTH)
        elif took < SECONDS_EACH / 2:
            self.size *= GROWTH


def _short(problem: DaysProblem, plans: dict[Name, Plan]) -> list[Cover]:
    """Where somebody is missing, for those with and without skills alike: a hint of where to look, not a count to show."""
    there = Counter((day, shift) for plan in plans.values() for day, shift in plan.items())
    return [cover for cover in problem.cover if cover.under and there[cover.day, cover.shift] < cover.needed]


def exchanged(
    problem: DaysProblem, scale: Scale, plans: dict[Name, Plan], deadline: Deadline
) -> dict[Name, Plan]:
    """The plans after exchanges; they keep every limit and never get dearer."""
    exchange, best, cost, idle = Exchange(), plans, price(problem, plans), 0
    while cost and idle < IDLE and deadline.left > SECONDS_EACH / 10:
        began = deadline.left
        chosen = exchange.people(problem, best)
        tried, proved = _anew(problem, scale, best, chosen, min(SECONDS_EACH, deadline.left))
        exchange.learn(proved=proved, took=began - deadline.left)
        costs = price(problem, tried)
        idle = 0 if costs < cost else idle + 1
        if costs <= cost:
            best, cost = tried, costs
    return best


def _anew(
    problem: DaysProblem, scale: Scale, plans: dict[Name, Plan], people: list[Worker], seconds: float
) -> tuple[dict[Name, Plan], bool]:
    """The best plans for these people beside those of all others, and whether that is proved."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    rows = {person.id: add_row(model, problem, person, ALL) for person in people}
    beside = {name: plan for name, plan in plans.items() if name not in rows}
    add_cost(model, problem, rows, beside, scale)
    hint(model, rows, plans)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = cores()
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return plans, False
    return {**plans, **{name: plan_of(row, solver) for name, row in rows.items()}}, status == cp_model.OPTIMAL
