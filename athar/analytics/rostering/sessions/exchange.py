"""Chains of moves: some people give back all they have, and CP-SAT gives it to them anew, with the places that stand empty."""

import random
from dataclasses import dataclass, field

import numpy as np

from athar.analytics.rostering.found import Deadline, cores
from athar.analytics.rostering.sessions.exact import best_by_constraints
from athar.analytics.rostering.sessions.state import Board, Given

FEWEST, MOST = 10, 400  # people in one exchange
SECONDS_EACH = 3.0
GROWTH = 1.25
SOMETIMES = 0.25  # around any session, since wishes and loads may gain where nobody is missing


@dataclass
class Exchange:
    """Picks who exchanges: as many as were lately solved to the end in time, around a session that lacks somebody or by chance."""

    board: Board
    size: float = 60.0
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 -- searched alike each time

    def people(self, given: Given) -> list[int]:
        board, many = self.board, int(min(self.size, len(given)))
        missing = np.maximum(board.missing(given), 0) * board.under
        everywhere = self.chance.random() < SOMETIMES or not missing.any()
        around = self.chance.choice(range(len(missing)) if everywhere else np.flatnonzero(missing).tolist())
        near = np.flatnonzero(board.clash_at(0)[around] | (np.arange(len(board.needed)) == around))
        able = np.flatnonzero(board.may[:, around]).tolist()
        there = [
            person for person in np.flatnonzero(board.may[:, near].any(axis=1)).tolist() if given[person]
        ]
        chosen = dict.fromkeys(self.chance.sample(able, min(len(able), many * 2 // 3)))
        for person in self.chance.sample(there, min(len(there), many)):
            if len(chosen) >= many:
                break
            chosen[person] = None
        return list(chosen)

    def learn(self, *, proved: bool, took: float) -> None:
        if not proved:
            self.size = max(FEWEST, self.size / GROWTH)
        elif took < SECONDS_EACH / 2:
            self.size = min(MOST, self.size * GROWTH)


def exchanged(board: Board, given: Given, bound: int, deadline: Deadline) -> Given:
    """The roster after exchanges, until the bound is met or time is up; it never gets dearer."""
    exchange, best, price = Exchange(board), given, board.price(given)
    while price > bound and deadline.left > SECONDS_EACH / 10:
        seconds = min(SECONDS_EACH, deadline.left)
        began = deadline.left
        found = best_by_constraints(board, best, seconds, exchange.people(best), workers=cores())
        exchange.learn(proved=found.proved, took=began - deadline.left)
        if (costs := board.price(found.given)) <= price:
            best, price = found.given, costs
    return best
