"""Limits bind one person at a time, so a roster exists just when each person has one: who has none, and by which rules."""

from collections.abc import Iterator

from athar.analytics.rostering.days.rules import ALL, RULES, add_row
from athar.analytics.rostering.problem import DaysProblem, Worker

SECONDS_EACH = 10.0


def conflicting_rules(problem: DaysProblem, person: Worker) -> tuple[str, ...]:
    """
    A least set of rules that cannot all hold for the person.

    Each rule is left out once, in turn; where no plan is found without it still, it stays out. What remains is needed whole.
    """
    rules = set(ALL)
    for rule in _least_likely_first():
        if not _has_a_plan(problem, person, frozenset(rules - {rule})):
            rules.remove(rule)
    return tuple(rule for rule in RULES if rule in rules)


def _least_likely_first() -> Iterator[str]:
    yield from reversed(RULES)


def _has_a_plan(problem: DaysProblem, person: Worker, rules: frozenset[str]) -> bool:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    add_row(model, problem, person, rules)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = SECONDS_EACH
    return bool(solver.solve(model) != cp_model.INFEASIBLE)
