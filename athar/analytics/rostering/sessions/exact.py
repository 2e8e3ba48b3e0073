"""The whole roster by sessions as one CP-SAT model: only who may, clashes as groups, begun from a roster that stands."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from athar.analytics.rostering.found import cores
from athar.analytics.rostering.sessions.cliques import constraints
from athar.analytics.rostering.sessions.state import Board, Given

FEWEST_WORKERS = 8  # CP-SAT's searches differ: they share what they find, even where processors are fewer
MOST_VARIABLES = 40_000  # with more, giving groups anew gains more in the same time


def size(board: Board) -> int:
    return sum(len(may) for may in board.candidates.may)


def best_by_constraints(board: Board, start: Given, seconds: float) -> tuple[Given, float]:
    """The best roster found in the seconds, and a bound for all: in whole units of the scale."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    places = np.arange(len(board.needed))
    may = board.options(board.locked, places)
    rows: list[dict[int, Any]] = []
    together: dict[int, list[NDArray[np.intp]]] = {}
    spent: list[Any] = []
    for person, volunteer in enumerate(board.problem.people):
        own = _variables(model, board, person, places[may[person]].tolist(), start[person])
        rows.append(own)
        rest = volunteer.min_rest_minutes
        if rest not in together:
            together[rest] = constraints(board.candidates.starts, board.clash_at(rest))
        for group in together[rest]:
            inside = [own[place] for place in group.tolist() if place in own]
            if len(inside) > 1:
                model.add_at_most_one(inside)
        if (
            volunteer.max_minutes is not None
            and sum(board.minutes[place] for place in own) > volunteer.max_minutes
        ):
            model.add(
                sum(int(board.minutes[place]) * given for place, given in own.items())
                <= volunteer.max_minutes
            )
        spent += _load(model, board, own, start[person])
        spent += [-worth * own[place] for place, worth in board.wishes[person].items() if place in own]
    spent += _gaps(model, board, rows, start)
    wished = sum(worth for wishes in board.wishes for worth in wishes.values() if worth > 0)
    model.minimize(sum(spent) + wished)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = max(FEWEST_WORKERS, cores())
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return start, float(solver.best_objective_bound) if status == cp_model.UNKNOWN else 0.0
    given = [{place for place, taken in own.items() if solver.boolean_value(taken)} for own in rows]
    return given, float(solver.best_objective_bound)


def _variables(model: Any, board: Board, person: int, options: list[int], start: set[int]) -> dict[int, Any]:
    """A variable for each session the person may take beside what is locked; the rest of the model never meets others."""
    locked = board.locked[person]
    own = {place: model.new_bool_var("") for place in options}
    for place in locked:
        own[place] = model.new_constant(1)
    for place, taken in own.items():
        if place not in locked:
            model.add_hint(taken, place in start)
    return own


def _load(model: Any, board: Board, own: dict[int, Any], start: set[int]) -> list[Any]:
    """What a person's second, third … session costs: a step for each, and every step dearer than the one before."""
    if not board.fairness or len(own) < 2:  # noqa: PLR2004 -- a first session is free
        return []
    steps = [model.new_bool_var("") for _ in own]
    model.add(sum(own.values()) == sum(steps))
    for at, step in enumerate(steps):
        model.add_hint(step, at < len(start))
        if at:
            model.add_implication(step, steps[at - 1])
    return [board.fairness * at * step for at, step in enumerate(steps)]


def _gaps(model: Any, board: Board, rows: list[dict[int, Any]], start: Given) -> list[Any]:
    """Each session takes what it needs or leaves places empty, at their price."""
    takers: list[list[Any]] = [[] for _ in board.needed]
    for own in rows:
        for place, taken in own.items():
            takers[place].append(taken)
    missing = board.missing(start)
    costs = []
    for place, taking in enumerate(takers):
        empty = model.new_int_var(0, int(board.needed[place]), "")
        model.add(sum(taking) + empty == int(board.needed[place]))
        model.add_hint(empty, int(missing[place]))
        costs.append(int(board.under[place]) * empty)
    return costs
