"""Scales that can be stated: a round end, and a second scale when one row dwarfs the rest."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from athar.foundation.core.charts.model import ChartRow

STEPS = (1, 2, 2.5, 5, 10)
ROUND = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
# One bar four times the next leaves the rest too short to compare by eye.
DWARFS = 4
MOST_DWARFING = 2
FEWEST_ROWS = 4


def ceiling(value: float) -> float:
    """The round number a scale ends at: 55,120 → 60,000. At least 1."""
    if value <= 1:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in ROUND if step * power >= value)


@dataclass(frozen=True)
class Axis:
    """A scale between two round ends; ``ticks`` are the values written beside it, the ends among them."""

    begin: float
    end: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Where the value stands between the ends, from 0 to 1."""
        return (value - self.begin) / (self.end - self.begin)


def axis_over(values: Sequence[float], *, most: int = 5) -> Axis:
    """
    An axis that holds every value, with at most ``most`` steps.

    It begins at 0 unless the values stand far from it and close to each other, where 0 would hide how they differ.
    """
    low, high = min(values, default=0.0), max(values, default=1.0)
    if low > 0 and high - low > low / 2:
        low = 0.0
    if high < 0 and high - low > -high / 2:
        high = 0.0
    if low == high:
        low, high = (min(low, 0.0), high or 1.0) if high >= 0 else (low, 0.0)
    step = _round_step((high - low) / most)
    begin, end = math.floor(low / step), math.ceil(high / step)
    if end - begin > most:
        step = _round_step(step * 1.01)
        begin, end = math.floor(low / step), math.ceil(high / step)
    ticks = tuple(round(place * step, 10) for place in range(begin, end + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def _round_step(value: float) -> float:
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in STEPS if step * power >= value * (1 - 1e-9))


@dataclass(frozen=True)
class TwoScales:
    """The dwarfing rows, the others drawn together beside them, and the others one by one on a scale of their own."""

    large: tuple[ChartRow, ...]
    together: ChartRow
    rest: tuple[ChartRow, ...]


def two_scales(rows: Sequence[ChartRow], rest_label: str) -> TwoScales | None:
    """Part the rows when the first one or two dwarf the others; the rows keep their order. None when one scale serves."""
    ordered = sorted(rows, key=lambda row: -float(row.value))
    if len(ordered) < FEWEST_ROWS:
        return None
    for place, (row, following) in enumerate(list(pairwise(ordered))[:MOST_DWARFING], start=1):
        if float(following.value) > 0 and float(row.value) >= DWARFS * float(following.value):
            large = tuple(row for row in rows if row in ordered[:place])
            rest = tuple(row for row in rows if row not in large)
            return TwoScales(large, _together(rest, rest_label), rest)
    return None


def _together(rows: Sequence[ChartRow], label: str) -> ChartRow:
    first = replace(rows[0], label=label, goal=None, second=None)
    solid, hatched = (sum(row.parts[side] for row in rows) for side in (0, 1))
    return replace(first, value=solid + hatched, identified=solid, headcount=hatched)
