"""The limits of one person as constraints: one function a rule, so that each can be left out to see which bind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from athar.analytics.rostering.problem import DaysProblem, Name, Worker

Model = Any  # ortools' CpModel; imported only where a model is made, since it is slow to load


@dataclass
class Row:
    """One person's variables: for each day the shifts that are possible, and whether any is worked."""

    on: list[dict[Name, Any]]
    works: list[Any]


def possible(problem: DaysProblem, person: Worker, rules: frozenset[str]) -> list[dict[Name, None]]:
    """For each day the shifts that may be given at all: what is impossible never becomes a variable."""
    fit = {
        shift.id: None
        for shift in problem.shifts
        if ("skills" not in rules or shift.skills <= person.skills)
        and ("max_shifts" not in rules or person.max_shifts.get(shift.id) != 0)
    }
    off = person.days_off if "days_off" in rules else frozenset()
    days: list[dict[Name, None]] = [{} if day in off else dict(fit) for day in range(problem.days)]
    if "locked" in rules:
        for lock in problem.locked:
            if lock.person == person.id:
                fits = lock.shift in days[lock.day]
                days[lock.day] = {lock.shift: None} if fits and lock.shift is not None else {}
    return days


def add_row(model: Model, problem: DaysProblem, person: Worker, rules: frozenset[str]) -> Row:
    """The person's variables with these rules on them."""
    on = [{shift: model.new_bool_var("") for shift in day} for day in possible(problem, person, rules)]
    works = [model.new_bool_var("") for _ in on]
    for day, work in zip(on, works, strict=True):
        model.add(sum(day.values()) == work)
    row = Row(on, works)
    for name, add in RULES.items():
        if name in rules:
            add(model, problem, person, row)
    return row


def _locked(model: Model, problem: DaysProblem, person: Worker, row: Row) -> None:
    for lock in problem.locked:
        if lock.person == person.id:
            model.add(row.works[lock.day] == (lock.shift is not None))


def _max_shifts(model: Model, _problem: DaysProblem, person: Worker, row: Row) -> None:
    for shift, most in person.max_shifts.items():
        model.add(sum(day[shift] for day in row.on if shift in day) <= most)


def _minutes(problem: DaysProblem, row: Row) -> Any:
    lasts = {shift.id: shift.minutes for shift in problem.shifts}
    return sum(lasts[shift] * given for day in row.on for shift, given in day.items())


def _max_minutes(model: Model, problem: DaysProblem, person: Worker, row: Row) -> None:
    if person.max_minutes is not None:
        model.add(_minutes(problem, row) <= person.max_minutes)


def _min_minutes(model: Model, problem: DaysProblem, person: Worker, row: Row) -> None:
    if person.min_minutes is not None:
        model.add(_minutes(problem, row) >= person.min_minutes)


def _max_consecutive(model: Model, problem: DaysProblem, person: Worker, row: Row) -> None:
    if person.max_consecutive is not None:
        longer = person.max_consecutive + 1
        for first in range(problem.days - longer + 1):
            model.add(sum(row.works[first : first + longer]) <= person.max_consecutive)


def _min_consecutive(model: Model, problem: DaysProblem, person: Worker, row: Row) -> None:
    _no_short_run(model, problem.days, person.min_consecutive or 0, row.works)


def _min_consecutive_off(model: Model, problem: DaysProblem, person: Worker, row: Row) -> None:
    _no_short_run(model, problem.days, person.min_consecutive_off or 0, [~work for work in row.works])


def _no_short_run(model: Model, days: int, least: int, inside: list[Any]) -> None:
    """
    No run shorter than the least that has a day on either side of it.

    Clauses, measured beside sums of beginnings (Rajan and Takriti, 2005): on two cores they gave better rosters and bounds.
    """
    for length in range(1, least):
        for first in range(1, days - length):
            run = inside[first : first + length]
            model.add_bool_or([inside[first - 1], *(~day for day in run), inside[first + length]])


def _max_weekends(model: Model, problem: DaysProblem, person: Worker, row: Row) -> None:
    if person.max_weekends is None:
        return
    worked = []
    for days in problem.weekends():
        weekend = model.new_bool_var("")
        for day in days:
            model.add_implication(row.works[day], weekend)
        worked.append(weekend)
    model.add(sum(worked) <= person.max_weekends)


def _cannot_follow(model: Model, problem: DaysProblem, _person: Worker, row: Row) -> None:
    for day in range(1, problem.days):
        for shift in problem.shifts:
            before = [row.on[day - 1][each] for each in shift.cannot_follow if each in row.on[day - 1]]
            if before and shift.id in row.on[day]:
                model.add_at_most_one([*before, row.on[day][shift.id]])


def _nothing(_model: Model, _problem: DaysProblem, _person: Worker, _row: Row) -> None:
    """What ``possible`` sees to."""


RULES: dict[str, Callable[[Model, DaysProblem, Worker, Row], None]] = {
    "locked": _locked,
    "skills": _nothing,
    "days_off": _nothing,
    "max_shifts": _max_shifts,
    "max_minutes": _max_minutes,
    "min_minutes": _min_minutes,
    "max_consecutive": _max_consecutive,
    "min_consecutive": _min_consecutive,
    "min_consecutive_off": _min_consecutive_off,
    "max_weekends": _max_weekends,
    "cannot_follow": _cannot_follow,
}
ALL = frozenset(RULES)
