"""Who may take what, each session by itself: by skills, availability and minutes."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from athar.analytics.rostering.problem import SessionsProblem, Volunteer

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Candidates:
    """``may[person]`` are the places of the sessions the person may take, in order; people alike share one array."""

    may: list[NDArray[np.intp]]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    rests: NDArray[np.int64]


def candidates(problem: SessionsProblem) -> Candidates:
    starts = np.array([session.start for session in problem.sessions], dtype=np.int64)
    ends = np.array([session.end for session in problem.sessions], dtype=np.int64)
    rests = np.array([session.rest for session in problem.sessions], dtype=np.int64)
    weeks = np.array([session.week for session in problem.sessions])
    place = {session.id: at for at, session in enumerate(problem.sessions)}
    by_skills: dict[Any, Mask] = {}
    by_windows: dict[Any, Mask] = {}
    eligible: dict[Any, NDArray[np.intp]] = {}
    may = []
    for person in problem.people:
        if person.skills not in by_skills:
            by_skills[person.skills] = np.array(
                [session.skills <= person.skills for session in problem.sessions], dtype=np.bool_
            )
        if person.available not in by_windows:
            by_windows[person.available] = _within(person, starts, ends)
        key = (
            person.skills, person.available, person.max_minutes, person.cannot, tuple(sorted(person.weekly.items())),
        )  # fmt: skip
        if key not in eligible:
            fits = by_skills[person.skills] & by_windows[person.available]
            if person.max_minutes is not None:
                fits = fits & (ends - starts <= person.max_minutes)
            for week, most in person.weekly.items():
                fits = fits & ((weeks != week) | (ends - starts <= most))
            if person.cannot:
                fits = fits.copy()
                fits[[place[name] for name in person.cannot]] = False
            eligible[key] = np.flatnonzero(fits)
        may.append(eligible[key])
    return Candidates(may, starts, ends, rests)


def _within(person: Volunteer, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Mask:
    """Which sessions lie whole in one of the windows."""
    if person.available is None:
        return np.ones(len(starts), dtype=np.bool_)
    fits = np.zeros(len(starts), dtype=np.bool_)
    for opens, closes in person.available:
        fits |= (starts >= opens) & (ends <= closes)
    return fits
