"""Sessions are filled as far as limits allow, so only what is locked can contradict itself: find where."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from athar.analytics.rostering.found import Conflict
from athar.analytics.rostering.sessions.state import Board


def conflicts(board: Board) -> Iterator[Conflict]:
    """Every locked assignment that its person's limits forbid, alone or beside the other locked ones."""
    for person, locked in enumerate(board.locked):
        if locked:
            yield from _alone(board, person)
            yield from _together(board, person)
    there = Counter(place for locked in board.locked for place in locked)
    for place, many in there.items():
        session = board.problem.sessions[place]
        if many > session.needed:
            facts: dict[str, Any] = {"locked": many, "needed": session.needed}
            yield Conflict("session", session.id, ("locked", "needed"), facts)


def _alone(board: Board, at: int) -> Iterator[Conflict]:
    person = board.problem.people[at]
    for place in sorted(board.locked[at]):
        session = board.problem.sessions[place]
        facts = {"sessions": [session.id]}
        if not session.skills <= person.skills:
            yield Conflict("person", person.id, ("locked", "skills"), facts)
        if session.id in person.cannot:
            yield Conflict("person", person.id, ("locked", "cannot"), facts)
        windows = person.available
        if windows is not None and not any(
            opens <= session.start and session.end <= closes for opens, closes in windows
        ):
            yield Conflict("person", person.id, ("locked", "available"), facts)


def _together(board: Board, at: int) -> Iterator[Conflict]:
    person, sessions, locked = board.problem.people[at], board.problem.sessions, sorted(board.locked[at])
    for one, two in combinations(locked, 2):
        if board.clash(at)[one, two]:
            first, second = sessions[one], sessions[two]
            overlap = first.start < second.end and second.start < first.end
            rule = "overlap" if overlap else "min_rest_minutes"
            yield Conflict("person", person.id, ("locked", rule), {"sessions": [first.id, second.id]})
    left = board.minutes_left(at, locked)
    if left is not None and left < 0:
        facts = {"sessions": [sessions[place].id for place in locked]}
        yield Conflict("person", person.id, ("locked", "max_minutes"), facts)
    for week, left_of_it in board.weeks_left(at, locked).items():
        if left_of_it < 0:
            names = [sessions[place].id for place in locked if board.week_of[place] == week]
            yield Conflict("person", person.id, ("locked", "weekly_minutes"), {"sessions": names})
