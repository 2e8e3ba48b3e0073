"""A roster by sessions while it is made: who has what, what it costs, and what somebody may still take."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from athar.analytics.rostering.costs import Scale
from athar.analytics.rostering.problem import SessionsProblem
from athar.analytics.rostering.sessions.candidates import Candidates, Mask, candidates
from athar.analytics.rostering.sessions.cliques import clashes, constraints, groups

Given = list[set[int]]  # for each person the places of the sessions
ENDLESS = 10**8  # minutes, as a limit that is none
MOST_RESTS = 12  # kinds of rest that get groups of their own; the others make do with those of overlaps alone


class Board:
    """The problem in the solvers' terms: places instead of names, whole costs, clashes as matrices."""

    def __init__(self, problem: SessionsProblem) -> None:
        self.problem = problem
        wishes = [price for person in problem.people for price in person.prefers.values()]
        self.scale = Scale([problem.fairness, *(session.under for session in problem.sessions), *wishes])
        self.candidates: Candidates = candidates(problem)
        self.minutes = self.candidates.ends - self.candidates.starts
        self.lasts: list[int] = self.minutes.tolist()
        self.needed = np.array([session.needed for session in problem.sessions], dtype=np.int64)
        self.under = np.array(
            [self.scale.inside(session.under) for session in problem.sessions], dtype=np.int64
        )
        self.fairness = self.scale.inside(problem.fairness)
        place = {session.id: at for at, session in enumerate(problem.sessions)}
        self.wishes: list[dict[int, int]] = [
            {place[name]: self.scale.inside(price) for name, price in person.prefers.items() if price}
            for person in problem.people
        ]
        self.locked: Given = [set() for _ in problem.people]
        for person, session in problem.locked:
            self.locked[problem.places[person]].add(place[session])
        self.may = np.zeros((len(problem.people), len(self.needed)), dtype=np.bool_)
        for row, may in zip(self.may, self.candidates.may, strict=True):
            row[may] = True
        limits = (person.max_minutes for person in problem.people)
        self.most_minutes = np.array([ENDLESS if most is None else most for most in limits], dtype=np.int64)
        self.rest_of = np.array([person.min_rest_minutes for person in problem.people], dtype=np.int64)
        self.weeks = sorted({session.week for session in problem.sessions if session.week})
        numbers = {week: number for number, week in enumerate(self.weeks)}
        self.week_of: list[int] = [numbers.get(session.week, -1) for session in problem.sessions]
        self.weekly: list[dict[int, int]] = [
            {numbers[week]: most for week, most in person.weekly.items() if week in numbers}
            for person in problem.people
        ]
        self._clash: dict[int, Mask] = {}
        self._clash_bits: dict[int, list[int]] = {}
        self._groups: dict[int, NDArray[np.intp]] = {}
        self._constraints: dict[int, list[list[int]]] = {}
        self._group_lists: dict[int, list[int]] = {}
        self.rests = Counter(person.min_rest_minutes for person in problem.people)
        self.grouped_rests = {rest for rest, _ in self.rests.most_common(MOST_RESTS)}

    def clash(self, person: int) -> Mask:
        return self.clash_at(self.problem.people[person].min_rest_minutes)

    def clash_at(self, rest: int) -> Mask:
        if rest not in self._clash:
            self._clash[rest] = clashes(
                self.candidates.starts, self.candidates.ends, rest, self.candidates.rests
            )
        return self._clash[rest]

    def groups(self, person: int) -> NDArray[np.intp]:
        """Numbers of groups of which the person takes one session at most."""
        rest = self.group_kind(person)
        if rest not in self._groups:
            starts, ends = self.candidates.starts, self.candidates.ends
            self._groups[rest] = groups(starts, ends, self.clash_at(rest))
        return self._groups[rest]

    def group_kind(self, person: int) -> int:
        """The rest that the person's groups are made for."""
        rest = self.problem.people[person].min_rest_minutes
        return rest if rest in self.grouped_rests else 0

    def group_list(self, person: int) -> list[int]:
        rest = self.group_kind(person)
        if rest not in self._group_lists:
            self._group_lists[rest] = self.groups(person).tolist()
        return self._group_lists[rest]

    def constraints(self, person: int) -> list[list[int]]:
        """Groups within which any two clash for the person, such that every pair that clashes is in one."""
        rest = self.problem.people[person].min_rest_minutes
        if rest not in self._constraints:
            found = constraints(self.candidates.starts, self.clash_at(rest))
            self._constraints[rest] = [group.tolist() for group in found]
        return self._constraints[rest]

    def minutes_left(self, person: int, given: Iterable[int]) -> int | None:
        most = self.problem.people[person].max_minutes
        return None if most is None else most - sum([self.lasts[each] for each in given])

    def weeks_left(self, person: int, given: Iterable[int]) -> dict[int, int]:
        """The minutes left in each week in which the person has a limit, by its number."""
        left = dict(self.weekly[person])
        for place in given if left else ():
            if self.week_of[place] in left:
                left[self.week_of[place]] -= self.lasts[place]
        return left

    def options(self, given: Given, opened: NDArray[np.intp]) -> Mask:
        """Of the opened sessions, a row for each person: what they may take beside what is given, each by itself."""
        may = self.may[:, opened]
        busy = [person for person, own in enumerate(given) if own]
        if not busy:
            return may.copy()
        has = np.zeros((len(busy), len(self.needed)), dtype=np.float32)
        for row, person in enumerate(busy):
            has[row, list(given[person])] = 1
        left = self.most_minutes[busy] - has @ self.minutes.astype(np.float32)
        free = self.minutes[opened][None, :] <= left[:, None]
        week_of = np.array(self.week_of, dtype=np.intp)
        for number in range(len(self.weeks)):
            inside = week_of == number
            limits = np.array([self.weekly[person].get(number, ENDLESS) for person in busy], dtype=np.int64)
            unspent = limits - has[:, inside] @ self.minutes[inside].astype(np.float32)
            here = inside[opened]
            free[:, here] &= self.minutes[opened][here][None, :] <= unspent[:, None]
        rests = self.rest_of[busy]
        for rest in np.unique(rests):
            rows = rests == rest
            blocks = (self.clash_at(int(rest)) | np.eye(len(self.needed), dtype=np.bool_))[:, opened]
            free[rows] &= has[rows] @ blocks.astype(np.float32) == 0
        found = may.copy()
        found[busy] &= free
        return found

    def fits(self, person: int, given: set[int]) -> bool:
        """Whether nothing given clashes, and the minutes suffice; candidates are looked at elsewhere."""
        if len(given) > 1:
            rows, taken = self._bits(self.problem.people[person].min_rest_minutes), 0
            for place in given:
                if rows[place] & taken:
                    return False
                taken |= 1 << place
        left = self.minutes_left(person, given)
        weeks = self.weeks_left(person, given).values()
        return (left is None or left >= 0) and min(weeks, default=0) >= 0

    def _bits(self, rest: int) -> list[int]:
        """The rows of a matrix of clashes as bits of whole numbers: quick for the few sessions of one person."""
        if rest not in self._clash_bits:
            packed = np.packbits(self.clash_at(rest), axis=1, bitorder="little")
            self._clash_bits[rest] = [int.from_bytes(row.tobytes(), "little") for row in packed]
        return self._clash_bits[rest]

    def missing(self, given: Given) -> NDArray[np.int64]:
        there = Counter(each for own in given for each in own)
        return self.needed - np.array([there[place] for place in range(len(self.needed))], dtype=np.int64)

    def price(self, given: Given) -> int:
        """What the roster costs, in whole units of the scale."""
        total = int((self.missing(given) * self.under).sum())
        for own, wishes in zip(given, self.wishes, strict=True):
            total += self.fairness * len(own) * (len(own) - 1) // 2
            for place, worth in wishes.items():
                total += max(worth, 0) if place not in own else max(-worth, 0)
        return total

    def outside(self, cost: int) -> Decimal:
        return self.scale.outside(cost)
