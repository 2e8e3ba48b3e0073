"""The whole roster by days in one CP-SAT model, begun from a first roster, with a bound that is proved."""

from decimal import Decimal
from typing import Any

from athar.analytics.rostering.costs import Scale
from athar.analytics.rostering.days.conflicts import conflicting_rules
from athar.analytics.rostering.days.rules import ALL, Row, add_row
from athar.analytics.rostering.days.start import Plan, first_roster, plan_of
from athar.analytics.rostering.found import Conflict, Deadline, Found, cores
from athar.analytics.rostering.problem import DaysProblem, Name, Worker

SHARE_OF_START = 0.15
FEWEST_WORKERS = 8  # CP-SAT's searches differ: they share what they find, even where processors are fewer
MOST_CONFLICTS = 5


def solve_days(problem: DaysProblem, seconds: float) -> Found:
    """
    The cheapest roster found in time, or for whom there is none and why.

    :raises TimeoutError: when neither a roster nor a contradiction was found in the seconds given.
    """
    deadline = Deadline(seconds)
    from ortools.sat.python import cp_model

    costs = [price for cover in problem.cover for price in (cover.under, cover.over)]
    scale = Scale([*costs, *(request.weight for request in problem.requests)])
    plans, impossible = first_roster(problem, scale, Deadline(seconds * SHARE_OF_START))
    if impossible:
        return _impossible(problem, impossible)
    model = cp_model.CpModel()
    rows = {person.id: add_row(model, problem, person, ALL) for person in problem.people}
    model.minimize(_cost(model, problem, rows, scale))
    _hint(model, rows, plans)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = max(FEWEST_WORKERS, cores())
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = max(0.1, deadline.left)
    status = solver.solve(model)
    bound = Decimal(0)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        plans = {name: plan_of(row, solver) for name, row in rows.items()}
        bound = scale.bound(solver.best_objective_bound)
    elif len(plans) < len(problem.people):
        message = "no roster that keeps every limit was found in this time; give it more seconds."
        raise TimeoutError(message)
    return Found(
        assignments=[
            {"person": name, "day": day, "shift": shift}
            for name, plan in plans.items()
            for day, shift in sorted(plan.items())
        ],
        cost=price(problem, plans),
        bound=bound,
        method="cp-sat",
    )


def _impossible(problem: DaysProblem, people: list[Worker]) -> Found:
    conflicts = tuple(
        Conflict("person", person.id, conflicting_rules(problem, person))
        for person in people[:MOST_CONFLICTS]
    )
    return Found(None, Decimal(0), Decimal(0), "cp-sat", conflicts)


def _cost(model: Any, problem: DaysProblem, rows: dict[Name, Row], scale: Scale) -> Any:
    terms: list[Any] = []
    skills = {person.id: person.skills for person in problem.people}
    for cover in problem.cover:
        there = [
            row.on[cover.day][cover.shift]
            for name, row in rows.items()
            if cover.shift in row.on[cover.day] and (cover.skill is None or cover.skill in skills[name])
        ]
        under = model.new_int_var(0, cover.needed, "")
        over = model.new_int_var(0, len(there), "")
        model.add(sum(there) + under - over == cover.needed)
        terms += [scale.inside(cover.under) * under, scale.inside(cover.over) * over]
    for request in problem.requests:
        given = rows[request.person].on[request.day].get(request.shift, 0)
        terms.append(scale.inside(request.weight) * ((1 - given) if request.on else given))
    return sum(terms)


def price(problem: DaysProblem, plans: dict[Name, Plan]) -> Decimal:
    """What a roster costs, summed from the plans themselves and not from the model's variables."""
    skills = {person.id: person.skills for person in problem.people}
    total = Decimal(0)
    for cover in problem.cover:
        there = sum(
            plan.get(cover.day) == cover.shift and (cover.skill is None or cover.skill in skills[name])
            for name, plan in plans.items()
        )
        total += cover.under * max(0, cover.needed - there) + cover.over * max(0, there - cover.needed)
    for request in problem.requests:
        total += request.weight * ((plans[request.person].get(request.day) == request.shift) != request.on)
    return total


def _hint(model: Any, rows: dict[Name, Row], plans: dict[Name, Plan]) -> None:
    for name, plan in plans.items():
        for day, on in enumerate(rows[name].on):
            model.add_hint(rows[name].works[day], day in plan)
            for shift, given in on.items():
                model.add_hint(given, plan.get(day) == shift)
