"""How a value grew, as a line in a table cell; time flows towards the end of the line of writing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language_bidi

WIDTH, HEIGHT, EDGE = 104.0, 28.0, 4.0


@dataclass(frozen=True)
class Spark:
    """Coordinates in a box of 104 by 28: the points of the line, its newest point, the height of what is asked."""

    points: str
    now_x: float
    now_y: float
    goal_y: float | None
    tone: str


def drawn(values: Sequence[Decimal], *, goal: Decimal | None, tone: str = "") -> Spark | None:
    """The line through the values, from nothing at the start of the period; None without values."""
    if not values or not any(values):
        return None
    line = [Decimal(0), *values]
    top = max([*line, goal or Decimal(0)])
    rtl = get_language_bidi()
    points = [(_across(place / (len(line) - 1), rtl), _down(value / top)) for place, value in enumerate(line)]
    return Spark(
        points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points),
        now_x=round(points[-1][0], 1),
        now_y=round(points[-1][1], 1),
        goal_y=None if goal is None else round(_down(goal / top), 1),
        tone=tone,
    )


def _across(share: float, rtl: bool) -> float:
    return EDGE + (WIDTH - 2 * EDGE) * (1 - share if rtl else share)


def _down(share: Decimal) -> float:
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * float(share)
