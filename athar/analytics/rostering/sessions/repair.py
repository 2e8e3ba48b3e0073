"""From a roster that breaks limits to one that keeps them, and on to a cheaper one, a group of sessions at a time."""

import numpy as np
from numpy.typing import NDArray

from athar.analytics.rostering.found import Deadline
from athar.analytics.rostering.sessions.candidates import Mask
from athar.analytics.rostering.sessions.network import Network
from athar.analytics.rostering.sessions.state import Board, Given


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
    The roster after each group of sessions was given anew, as best it can be beside all others.

    Of a group nobody takes two, so the flow is exact. Goes round by time until nothing gets cheaper, the bound is met, or time is up.
    """
    group = board.groups(_commonest(board))
    order = _by_time(board, group)
    best, price, before = given, board.price(given), -1
    while price != before:
        before = price
        for number in order:
            if deadline.left <= 0 or price <= bound:
                return best
            tried = _anew(board, best, group == number)
            if (costs := board.price(tried)) <= price:  # as cheap but other: the next group may gain by it
                best, price = tried, costs
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
