"""From a roster that breaks limits to one that keeps them, and on to a cheaper one, a group of sessions at a time."""

import random

import numpy as np
from numpy.typing import NDArray

from athar.analytics.rostering.found import Deadline
from athar.analytics.rostering.sessions.candidates import Mask
from athar.analytics.rostering.sessions.network import Network
from athar.analytics.rostering.sessions.state import Board, Given

LONGEST_STRETCH = 6  # groups
IDLE_TRIALS = 200  # stretches in a row without a gain, after which more of the same is no use


def within_limits(board: Board, given: Given) -> Given:
    """The same roster less what breaks limits: whoever has too much loses what clashes most, then what is worth least."""
    kept = [set(own) for own in given]
    for person, own in enumerate(kept):
        while not board.fits(person, own):
            loose = sorted(own - board.locked[person])
            clash = board.clash(person)[np.ix_(loose, list(own))].sum(axis=1)
            worth = [int(board.under[place]) for place in loose]
            worst = max(range(len(loose)), key=lambda at: (clash[at], -worth[at], board.minutes[loose[at]]))
            own.remove(loose[worst])
    return kept


def improved(board: Board, given: Given, bound: int, deadline: Deadline) -> Given:
    """
    The roster after groups of sessions were given anew, as best they can be beside all others, until time is up.

    One group at a time the flow is exact, since nobody takes two of it; that is done in rounds until nothing gets cheaper. Then
    stretches of groups that follow each other are given anew together, mended, and gone through singly: that finds
    what no single group can gain. Stops at the bound.
    """
    group = board.groups(_commonest(board))
    order = _by_time(board, group)
    best = _round(board, given, [[number] for number in order], bound, deadline)
    chance = random.Random(1)  # noqa: S311 -- the same problem is searched alike each time
    idle = 0
    while board.price(best) > bound and deadline.left > 0 and len(order) > 1 and idle < IDLE_TRIALS:
        length = chance.randint(2, min(LONGEST_STRETCH, len(order)))
        first = chance.randrange(len(order) - length + 1)
        stretch = order[first : first + length]
        tried = _anew(board, best, np.isin(group, stretch))
        singles = [[number] for number in chance.sample(stretch, length)]
        tried = _round(board, tried, singles, bound, deadline, rounds=1)
        gain = board.price(best) - board.price(tried)
        idle = 0 if gain > 0 else idle + 1
        if gain >= 0:
            best = tried
    return best


def _round(
    board: Board, given: Given, stretches: list[list[int]], bound: int, deadline: Deadline, rounds: int = 100
) -> Given:
    group = board.groups(_commonest(board))
    best, price = given, board.price(given)
    for _ in range(rounds):
        before = price
        for numbers in stretches:
            if deadline.left <= 0 or price <= bound:
                return best
            tried = _anew(board, best, np.isin(group, numbers))
            if (costs := board.price(tried)) <= price:  # as cheap but other: the next group may gain by it
                best, price = tried, costs
        if price == before:
            return best
    return best


def _anew(board: Board, given: Given, opened: Mask) -> Given:
    places = set(np.flatnonzero(opened).tolist())
    fixed = [own - places | (own & locked) for own, locked in zip(given, board.locked, strict=True)]
    return within_limits(board, Network(board, fixed, opened).solve()[0])


def _by_time(board: Board, group: NDArray[np.intp]) -> list[int]:
    first = {int(number): int(board.candidates.starts[group == number].min()) for number in np.unique(group)}
    return sorted(first, key=first.__getitem__)


def _commonest(board: Board) -> int:
    """Somebody with the commonest rest: its groups serve for all, and what they miss is mended."""
    rest = board.rests.most_common(1)[0][0]
    return next(at for at, person in enumerate(board.problem.people) if person.min_rest_minutes == rest)
