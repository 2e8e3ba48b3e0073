"""Which sessions nobody can take together: pairs that overlap or leave too little rest, and groups of such."""

import numpy as np
from numpy.typing import NDArray

from athar.analytics.rostering.sessions.candidates import Mask

Times = NDArray[np.int64]


def clashes(starts: Times, ends: Times, rest: int, rests: Times) -> Mask:
    """
    A symmetric matrix of pairs: they overlap, or the pause between them is above zero and shorter than the rest.

    Back to back is one stretch of work, so a pause of nothing breaks no rest.

    :param rest: what the person needs between any two.
    :param rests: what each session asks for around it; between two, the longest counts.
    """
    least = np.maximum(np.maximum(rests[None, :], rests[:, None]), rest)
    pause = np.maximum(starts[None, :] - ends[:, None], starts[:, None] - ends[None, :])
    found: Mask = (pause < 0) | ((pause > 0) & (pause < least))
    np.fill_diagonal(found, val=False)
    return found


def groups(starts: Times, ends: Times, clash: Mask) -> NDArray[np.intp]:
    """
    The number of each session's group; within a group any two clash, so nobody takes more than one of it.

    Sessions are taken by their end; each opens a group, and whatever clashes with all in it joins. For plain overlaps, this
    gives the fewest groups there can be.
    """
    order = np.argsort(starts, kind="stable")
    group = np.full(len(starts), -1, dtype=np.intp)
    number = 0
    for first in np.argsort(ends, kind="stable"):
        if group[first] >= 0:
            continue
        joinable = clash[first] & (group < 0)
        group[first] = number
        for other in order[joinable[order]]:
            if joinable[other]:
                group[other] = number
                joinable &= clash[other]
        number += 1
    return group


def constraints(starts: Times, clash: Mask) -> list[NDArray[np.intp]]:
    """
    Groups within which any two clash, such that every pair that clashes is in one: few constraints instead of many pairs.

    Each pair is covered when the one that starts later is looked at, together with all before it that clash with it.
    """
    order = np.argsort(starts, kind="stable")
    found: set[frozenset[int]] = set()
    for at, later in enumerate(order):
        open_pairs = [int(one) for one in order[:at] if clash[one, later]]
        while open_pairs:
            members: list[int] = []
            for one in open_pairs:
                if clash[one, members].all():
                    members.append(one)
            found.add(frozenset((*members, int(later))))
            open_pairs = [one for one in open_pairs if one not in members]
    whole = [group for group in found if not any(group < other for other in found)]
    return [np.array(sorted(group), dtype=np.intp) for group in whole]
