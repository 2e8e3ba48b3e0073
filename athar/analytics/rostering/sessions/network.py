"""
Who takes what, as a flow of least cost: the source gives people their sessions, and each session takes what it needs.

A person sends one unit at most into each group of sessions that clash. What the network does not see is clashes between
groups, and minutes beyond how many sessions fit into them at most. Hence the cost of the flow is a bound for every roster; and
where the flow breaks no limit, it is the best roster there is.

People alike in all that binds them are one class, whose sessions are dealt to them in turn; and all who may take the same sessions
of a group meet in one hub. So the network grows with how many kinds of people there are, and not with people times sessions.
"""

from bisect import bisect_right
from collections import defaultdict, deque
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from athar.analytics.rostering.sessions.candidates import Mask
from athar.analytics.rostering.sessions.state import Board, Given

LOOKED_AT = (
    50  # how many of a class are tried for one session before it is given to the next in turn all the same
)


@dataclass
class Arcs:
    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    room: list[int] = field(default_factory=list)
    cost: list[int] = field(default_factory=list)
    nodes: int = 1  # the source is node 0

    def node(self) -> int:
        self.nodes += 1
        return self.nodes - 1

    def add(self, tail: int, head: int, room: int, cost: int = 0) -> None:
        self.tails.append(tail)
        self.heads.append(head)
        self.room.append(room)
        self.cost.append(cost)


class Kind(NamedTuple):
    """All that the network sees of a person."""

    rest: int
    options: bytes
    had: int
    most: int
    wisher: int | None  # whoever has wishes here is a kind alone


@dataclass
class Class:
    members: list[int]
    node: int
    taken: list[int] = field(default_factory=list)  # sessions of its members, not dealt yet


class Network:
    def __init__(
        self, board: Board, given: Given, opened: Mask | None = None, *, cautious: bool = False
    ) -> None:
        """
        :param given: what stays as it is.
        :param opened: the sessions that are filled now; all, without.
        :param cautious: nobody takes more sessions than surely fit into their minutes. Then the cost is no bound.
        """
        self.board, self.given, self.cautious = board, given, cautious
        self.opened = np.ones(len(board.needed), dtype=np.bool_) if opened is None else opened
        self.missing = np.where(self.opened, board.missing(given), 0)
        self.arcs = Arcs()
        self.sessions = {int(place): self.arcs.node() for place in np.flatnonzero(self.missing > 0)}
        self.hubs: dict[tuple[int, tuple[int, ...]], int] = {}
        self.classes: list[Class] = []
        self.owners: dict[int, int] = {}  # nodes to classes
        wishes = (worth for wishes in board.wishes for worth in wishes.values())
        self.ceiling = int(board.under.max(initial=0)) + max(
            [0, *wishes]
        )  # no session is worth more to anybody
        for place, node in self.sessions.items():
            self.arcs.add(0, node, int(self.missing[place]), int(board.under[place]))
        self._people()

    def _people(self) -> None:
        """Whoever the network cannot tell apart is one class: the same options, groups, sessions had and room for more."""
        wanting = np.array(sorted(self.sessions), dtype=np.intp)
        may = self.board.options(self.given, wanting)
        together: dict[Kind, list[int]] = defaultdict(list)
        grouped: dict[tuple[int, bytes], dict[int, list[int]]] = {}
        for person in np.flatnonzero(may.any(axis=1)).tolist():
            row = may[person]
            kind = (self.board.group_kind(person), row.tobytes())
            if kind not in grouped:
                grouped[kind] = self._grouped(person, wanting[row].tolist())
            wishes = self.board.wishes[person]
            options = grouped[kind]
            wished = bool(wishes) and any(place in wishes for places in options.values() for place in places)
            most = self._most(person, options)
            had = len(self.given[person])
            together[Kind(*kind, had, most, person if wished else None)].append(person)
        for alike, members in together.items():
            options = grouped[alike.rest, alike.options]
            self._class(members, options, alike.most, wished=alike.wisher is not None)

    def _grouped(self, person: int, options: list[int]) -> dict[int, list[int]]:
        numbers = self.board.group_list(person)
        found: dict[int, list[int]] = defaultdict(list)
        for place in options:
            found[numbers[place]].append(place)
        return found

    def _class(self, members: list[int], options: dict[int, list[int]], most: int, *, wished: bool) -> None:
        first, many = members[0], len(members)
        node = self.arcs.node()
        self.owners[node] = len(self.classes)
        self.classes.append(Class(members, node))
        self._loads(first, many, node, most)
        wishes = self.board.wishes[first] if wished else {}
        for number, sessions in options.items():
            here = {place: wishes[place] for place in sessions if place in wishes}
            if here:
                self._own_hub(node, number, sessions, here)
            else:
                self.arcs.add(node, self._hub(number, sessions), many)

    def _most(self, person: int, grouped: dict[int, list[int]]) -> int:
        """How many sessions fit into the minutes left, one a group: the shortest first, or with caution the longest."""
        left = self.board.minutes_left(person, self.given[person])
        if left is None:
            return len(grouped)
        lasts = self.board.lasts
        choose = max if self.cautious else min
        each = sorted(
            (choose(lasts[place] for place in places) for places in grouped.values()), reverse=self.cautious
        )
        return bisect_right(list(accumulate(each)), left)

    def _loads(self, person: int, many: int, node: int, most: int) -> None:
        """One arc for all sessions, or one for each further session where it costs more than the one before."""
        fairness, had = self.board.fairness, len(self.given[person])
        if not fairness:
            self.arcs.add(0, node, many * most)
            return
        for step in range(had, had + most):
            if step * fairness > self.ceiling:
                return
            self.arcs.add(0, node, many, step * fairness)

    def _hub(self, number: int, sessions: list[int]) -> int:
        key = (number, tuple(sessions))
        if key not in self.hubs:
            self.hubs[key] = hub = self.arcs.node()
            for place in sessions:
                self.arcs.add(hub, self.sessions[place], int(self.missing[place]))
        return self.hubs[key]

    def _own_hub(self, node: int, number: int, sessions: list[int], wished: dict[int, int]) -> None:
        """Whoever wishes for a session has an arc to it that is worth the wish; unwished ones cannot come through a hub."""
        own = self.arcs.node()
        self.owners[own] = self.owners[node]
        self.arcs.add(node, own, 1)
        unwished = any(worth < 0 for worth in wished.values())
        for place in sessions if unwished else wished:
            self.arcs.add(own, self.sessions[place], 1, -wished.get(place, 0))
        if not unwished and len(wished) < len(sessions):
            self.arcs.add(own, self._hub(number, sessions), 1)

    def solve(self) -> tuple[Given, int]:
        """
        What the people take beside what is given, and the cost of both.

        The cost is a bound for every roster that has what is given; what is taken may break limits the network does not see.
        """
        from ortools.graph.python import min_cost_flow

        board, arcs = self.board, self.arcs
        flow = min_cost_flow.SimpleMinCostFlow()
        tails, heads = np.array(arcs.tails, dtype=np.int32), np.array(arcs.heads, dtype=np.int32)
        if len(tails):
            flow.add_arcs_with_capacity_and_unit_cost(
                tails, heads, np.array(arcs.room, dtype=np.int64), np.array(arcs.cost, dtype=np.int64)
            )
        supplies = np.zeros(arcs.nodes, dtype=np.int64)
        supplies[list(self.sessions.values())] = -self.missing[list(self.sessions)]
        supplies[0] = -supplies.sum()
        flow.set_nodes_supplies(np.arange(arcs.nodes, dtype=np.int32), supplies)
        if flow.solve() != flow.OPTIMAL:
            message = "the flow has no solution, though leaving every session empty is one."
            raise RuntimeError(message)
        units = (
            flow.flows(np.arange(len(tails), dtype=np.int32)) if len(tails) else np.zeros(0, dtype=np.int64)
        )
        self._trace(tails, heads, units)
        left_out = int((np.maximum(self.missing, 0) * board.under).sum())
        return self._dealt(), board.price(self.given) - left_out + int(flow.optimal_cost())

    def _trace(self, tails: np.ndarray, heads: np.ndarray, units: np.ndarray) -> None:
        """From units on arcs to sessions of classes: whatever comes into a hub may go to any session that it feeds."""
        places = {node: place for place, node in self.sessions.items()}
        coming: dict[int, list[int]] = defaultdict(list)
        going: dict[int, list[int]] = defaultdict(list)
        for arc in np.flatnonzero(units):
            tail, head, many = int(tails[arc]), int(heads[arc]), int(units[arc])
            if tail == 0:
                continue
            if tail in self.owners and head in places:
                self.classes[self.owners[tail]].taken.append(places[head])
            elif tail in self.owners and head not in self.owners:
                coming[head] += [self.owners[tail]] * many
            elif head in places:
                going[tail] += [places[head]] * many
        for hub, owners in coming.items():
            for owner, place in zip(owners, going[hub], strict=True):
                self.classes[owner].taken.append(place)

    def _dealt(self) -> Given:
        """Each class's sessions by time to whoever of it had fewest so far and can, or else to the next in turn."""
        dealt = [set(own) for own in self.given]
        starts = self.board.candidates.starts.tolist()
        for each in self.classes:
            turn = deque(each.members)
            group = self.board.group_list(each.members[0])
            for place in sorted(each.taken, key=lambda place: (group[place], starts[place])):
                able = next(
                    (at for at in range(min(LOOKED_AT, len(turn))) if self._can(turn[at], dealt, place)), 0
                )
                person = turn[able]
                del turn[able]
                turn.append(person)
                dealt[person].add(place)
        return dealt

    def _can(self, person: int, dealt: Given, place: int) -> bool:
        return place not in dealt[person] and self.board.fits(person, dealt[person] | {place})
