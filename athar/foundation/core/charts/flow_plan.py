"""
Where the boxes of a flow stand and how its arrows run: pure sums, so that a test can say that no arrow crosses a box.

Boxes stand in columns and rows; arrows run in the channels between them, at right angles. What leads to one box shares a line, so
that a drawing holds as many lines as boxes and not as many as arrows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

Point = tuple[float, float]

WIDE, SLOT, TRACK, MARGIN, BETWEEN, EDGE = 176.0, 22.0, 12.0, 30.0, 22.0, 2.0
HALF = (
    SLOT / 2
)  # by which what leaves at the start stands lower, so that it never meets what leaves a box before it at the end
FIRST = 12.0  # from the top of a box to where arrows enter; they leave a slot below each other


@dataclass(frozen=True)
class Arrow:
    """From one box to another, by their keys; ``label`` stands where it leaves."""

    label: str
    source: str
    target: str


@dataclass(frozen=True)
class Box:
    start: float
    top: float
    length: float
    height: float


@dataclass(frozen=True)
class Way:
    """Where an arrow runs: from the edge of one box to that of another."""

    arrow: Arrow
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Plan:
    """Everything by its place, measured from the start edge and from the top."""

    boxes: dict[str, Box]
    ways: tuple[Way, ...]
    columns: tuple[float, ...]
    width: float
    height: float


@dataclass(frozen=True)
class _Route:
    """Through which channels an arrow runs. Channel ``n`` lies before column ``n``; ``row`` is the channel above that row, where one is needed."""

    arrow: Arrow
    leaves_at_end: bool
    enters_at_end: bool
    out: int
    into: int
    row: int | None


def planned(
    columns: Sequence[Sequence[str]], arrows: Sequence[Arrow], tall: Callable[[str], float], head: float
) -> Plan:
    """
    Place everything.

    :param columns: keys of the boxes, column by column, from the top.
    :param tall: how high a box must be for its words.
    :param head: room for what stands over the columns.
    """
    column = {key: place for place, keys in enumerate(columns) for key in keys}
    row = {key: place for keys in columns for place, key in enumerate(keys)}
    routes = [_route(arrow, column, row) for arrow in arrows]
    tracks = _tracks(routes, column, row)
    wide = [_channel(len(tracks["across", channel])) for channel in range(len(columns) + 1)]
    starts = [sum(wide[: place + 1]) + place * WIDE for place in range(len(columns))]
    slots = _slots(routes, row)
    rows = max(map(len, columns), default=0)
    heights = {key: max(tall(key), FIRST + SLOT * (1 + _most(slots, key)) + HALF) for key in column}
    tallest = [max(heights[key] for key in column if row[key] == place) for place in range(rows)]
    gaps = [BETWEEN + TRACK * len(tracks["along", place]) for place in range(rows + 1)]
    tops = [
        head + place
        for place in accumulate([gaps[0], *(high + gap for high, gap in zip(tallest, gaps[1:], strict=True))])
    ]
    boxes = {key: Box(starts[column[key]], tops[row[key]], WIDE, heights[key]) for key in column}

    def across(channel: int, target: str) -> float:
        begin = starts[channel] - wide[channel] if channel < len(starts) else starts[-1] + WIDE
        return begin + MARGIN + TRACK * tracks["across", channel].index(target)

    def along(channel: int, target: str) -> float:
        return tops[channel] - gaps[channel] + BETWEEN / 2 + TRACK * tracks["along", channel].index(target)

    ways = []
    for route in routes:
        source, target = boxes[route.arrow.source], boxes[route.arrow.target]
        place = slots[route.arrow.source, route.leaves_at_end].index(route)
        leaves = source.top + FIRST + SLOT * (1 + place) + (0 if route.leaves_at_end else HALF)
        enters, key = target.top + FIRST, route.arrow.target
        points = [
            (source.start + (WIDE if route.leaves_at_end else 0), leaves),
            (across(route.out, key), leaves),
        ]
        if route.row is not None:
            level = along(route.row, key)
            points += [(across(route.out, key), level), (across(route.into, key), level)]
        points += [
            (across(route.into, key), enters),
            (target.start + (WIDE if route.enters_at_end else 0), enters),
        ]
        ways.append(Way(route.arrow, tuple(points)))
    return Plan(
        boxes, tuple(ways), tuple(starts), sum(wide) + WIDE * len(columns), tops[-1] if rows else head
    )


def _route(arrow: Arrow, column: dict[str, int], row: dict[str, int]) -> _Route:
    source, target = column[arrow.source], column[arrow.target]
    forward = target >= source
    out = source + 1 if forward else source
    into = target if target > source else target + 1
    level = None
    if out != into:  # it passes a column, between two of its rows
        level = row[arrow.source] + (row[arrow.target] > row[arrow.source])
    return _Route(arrow, forward, target <= source, out, into, level)


Tracks = dict[tuple[str, int], list[str]]


class _Lines(Tracks):
    def __missing__(self, key: tuple[str, int]) -> list[str]:
        return []


def _tracks(routes: Sequence[_Route], column: dict[str, int], row: dict[str, int]) -> Tracks:
    """The targets that have a line in each channel; those of earlier columns first, so that lines that enter on both sides never meet."""
    found: dict[tuple[str, int], set[str]] = {}
    for route in routes:
        for channel in (route.out, route.into):
            found.setdefault(("across", channel), set()).add(route.arrow.target)
        if route.row is not None:
            found.setdefault(("along", route.row), set()).add(route.arrow.target)
    return _Lines(
        {place: sorted(keys, key=lambda key: (column[key], row[key])) for place, keys in found.items()}
    )


def _channel(tracks: int) -> float:
    return 2 * MARGIN + TRACK * (tracks - 1) if tracks else EDGE


def _slots(routes: Sequence[_Route], row: dict[str, int]) -> dict[tuple[str, bool], list[_Route]]:
    """What leaves each side of each box, from the top."""
    found: dict[tuple[str, bool], list[_Route]] = {}
    for route in routes:
        found.setdefault((route.arrow.source, route.leaves_at_end), []).append(route)
    return {side: sorted(left, key=lambda route: row[route.arrow.target]) for side, left in found.items()}


def _most(slots: dict[tuple[str, bool], list[_Route]], key: str) -> int:
    return max(len(slots.get((key, side), ())) for side in (True, False))
