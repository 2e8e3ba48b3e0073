"""The whole roster by days in one CP-SAT model, begun from a first roster, with a bound that is proved."""

from decimal import Decimal

from athar.analytics.rostering.costs import Scale
from athar.analytics.rostering.days.conflicts import conflicting_rules
from athar.analytics.rostering.days.exchange import exchanged
from athar.analytics.rostering.days.model import add_cost, hint, price
from athar.analytics.rostering.days.rules import ALL, add_row
from athar.analytics.rostering.days.start import first_roster, plan_of
from athar.analytics.rostering.found import Conflict, Deadline, Found, cores
from athar.analytics.rostering.problem import DaysProblem, Worker

SHARE_OF_START = 0.15
SHARE_OF_EXCHANGES, LARGER_SHARE = 0.6, 0.8  # of the time; the whole model has the rest, and proves a bound
MOST_AT_ONCE, MOST_BOUND = (
    300,
    5_000,
)  # variables: fewer are solved at once; with more, a whole model gains little
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
    if len(plans) == len(problem.people) and (large := _size(problem)) > MOST_AT_ONCE:
        share = SHARE_OF_EXCHANGES if large <= MOST_BOUND else LARGER_SHARE
        plans = exchanged(problem, scale, plans, Deadline(deadline.left * share))
    model = cp_model.CpModel()
    rows = {person.id: add_row(model, problem, person, ALL) for person in problem.people}
    add_cost(model, problem, rows, {}, scale)
    hint(model, rows, plans)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = max(FEWEST_WORKERS, cores())
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = max(0.1, deadline.left)
    status = solver.solve(model)
    bound = Decimal(0)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        found = {name: plan_of(row, solver) for name, row in rows.items()}
        if len(plans) < len(problem.people) or price(problem, found) < price(problem, plans):
            plans = found
        proved = (
            status == cp_model.OPTIMAL
        )  # then the cost is the bound, and exact where the solver's own is rounded
        bound = price(problem, plans) if proved else scale.bound(solver.best_objective_bound)
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


def _size(problem: DaysProblem) -> int:
    return problem.days * len(problem.shifts) * len(problem.people)


def _impossible(problem: DaysProblem, people: list[Worker]) -> Found:
    conflicts = tuple(
        Conflict("person", person.id, conflicting_rules(problem, person))
        for person in people[:MOST_CONFLICTS]
    )
    return Found(None, Decimal(0), Decimal(0), "cp-sat", conflicts)
