"""A roster by sessions as a CP-SAT model, whole or for some people: only who may, clashes as groups, begun from one that stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from athar.analytics.rostering.found import cores
from athar.analytics.rostering.sessions.state import Board, Given

FEWEST_WORKERS = 8  # CP-SAT's searches differ: they share what they find, even where processors are fewer
MOST_VARIABLES = 40_000  # with more, exchanges gain more in the same time


def size(board: Board) -> int:
    return sum(len(may) for may in board.candidates.may)


@dataclass(frozen=True)
class Best:
    given: Given
    bound: float  # in whole units of the scale
    proved: bool


def best_by_constraints(
    board: Board, start: Given, seconds: float, people: Sequence[int] | None = None, workers: int = 0
) -> Best:
    """
    The best roster found in the seconds for some of the people, beside what all others have; for everybody, without ``people``.

    Begun from a roster that stands. For everybody, the bound is one for every roster.
    """
    from ortools.sat.python import cp_model

    people = range(len(start)) if people is None else people
    chosen = set(people)
    beside = [own if person not in chosen else set() for person, own in enumerate(start)]
    needed = board.missing(beside)
    places = np.flatnonzero(needed > 0)
    may = board.options(board.locked, places)
    model = cp_model.CpModel()
    rows: dict[int, dict[int, Any]] = {}
    spent: list[Any] = []
    for person in people:
        own = rows[person] = _variables(model, board, person, places[may[person]].tolist(), start[person])
        _limits(model, board, person, own)
        spent += _load(model, board, person, own, start[person])
        spent += [-worth * own[place] for place, worth in board.wishes[person].items() if place in own]
    spent += _gaps(model, board, needed, rows, start)
    wished = sum(max(worth, 0) for person in people for worth in board.wishes[person].values())
    model.minimize(sum(spent) + wished)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers or max(FEWEST_WORKERS, cores())
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        bound = solver.best_objective_bound if status == cp_model.UNKNOWN else 0.0
        return Best(start, float(bound), proved=False)
    given = list(start)
    for person, own in rows.items():
        given[person] = {place for place, taken in own.items() if solver.boolean_value(taken)}
    return Best(given, float(solver.best_objective_bound), proved=status == cp_model.OPTIMAL)


def _limits(model: Any, board: Board, person: int, own: dict[int, Any]) -> None:
    for group in board.constraints(person):
        inside = [own[place] for place in group if place in own]
        if len(inside) > 1:
            model.add_at_most_one(inside)
    most = board.problem.people[person].max_minutes
    if most is not None and sum(board.lasts[place] for place in own) > most:
        model.add(sum(board.lasts[place] * given for place, given in own.items()) <= most)
    for week, most_of_it in board.weeks_left(person, ()).items():
        inside = [place for place in own if board.week_of[place] == week]
        if sum(board.lasts[place] for place in inside) > most_of_it:
            model.add(sum(board.lasts[place] * own[place] for place in inside) <= most_of_it)


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


def _load(model: Any, board: Board, person: int, own: dict[int, Any], start: set[int]) -> list[Any]:
    """What a person's second, third … session costs: a step for each, and every step dearer than the one before."""
    if not board.fairness or len(own) < 2:  # noqa: PLR2004 -- a first session is free
        return []
    numbers = board.group_list(person)
    steps = [model.new_bool_var("") for _ in {numbers[place] for place in own}]  # one of a group at most
    model.add(sum(own.values()) == sum(steps))
    for at, step in enumerate(steps):
        model.add_hint(step, at < len(start))
        if at:
            model.add_implication(step, steps[at - 1])
    return [board.fairness * at * step for at, step in enumerate(steps)]


def _gaps(
    model: Any, board: Board, needed: NDArray[np.int64], rows: dict[int, dict[int, Any]], start: Given
) -> list[Any]:
    """Each session takes what it needs or leaves places empty, at their price."""
    takers: dict[int, list[Any]] = {int(place): [] for place in np.flatnonzero(needed > 0)}
    for own in rows.values():
        for place, taken in own.items():
            takers[place].append(taken)
    missing = board.missing(start)
    costs = []
    for place, taking in takers.items():
        empty = model.new_int_var(0, int(needed[place]), "")
        model.add(sum(taking) + empty == int(needed[place]))
        model.add_hint(empty, int(missing[place]))
        costs.append(int(board.under[place]) * empty)
    return costs
