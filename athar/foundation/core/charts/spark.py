"""A sparkline: the course of a number in the width of a word."""

from athar.foundation.core.charts.drawing import Canvas, Point
from athar.foundation.core.charts.model import ChartData

WIDE, TALL, EDGE, DOT = 104, 28, 4, 2.5


def draw(canvas: Canvas, chart: ChartData) -> float:
    """Draw the course, dotted what was aimed at, and a dot for now; return the height."""
    known = [
        float(number)
        for row in chart.rows
        for number in (None if row.missing else row.value, row.goal)
        if number is not None
    ]
    low, high = min(known, default=0.0), max(known, default=1.0)
    step = (WIDE - 2 * EDGE) / max(len(chart.rows) - 1, 1)

    def point(place: int, value: float) -> Point:
        share = (value - low) / (high - low) if high > low else 0.5
        return EDGE + place * step, EDGE + (TALL - 2 * EDGE) * (1 - share)

    aims = [point(place, float(row.goal)) for place, row in enumerate(chart.rows) if row.goal is not None]
    if len(aims) > 1:
        canvas.path(aims, "goal")
    course = [point(place, float(row.value)) for place, row in enumerate(chart.rows) if not row.missing]
    if course:
        canvas.path(course, "trend")
        canvas.circle(*course[-1], DOT, "point")
    return TALL
