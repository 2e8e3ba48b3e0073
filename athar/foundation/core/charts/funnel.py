"""How many are left at each step: bars from the start edge, and between them who went no further."""

from decimal import Decimal

from django.utils.translation import gettext as _

from athar.foundation.core.charts.bars import GAP, LINE_HEIGHT
from athar.foundation.core.charts.drawing import TEXT_SIZE, Canvas
from athar.foundation.core.charts.lettering import width_of, wrapped
from athar.foundation.core.charts.model import ChartData, ChartRow
from athar.foundation.core.charts.scale import ceiling
from athar.foundation.core.numerals import active_digits, arabic_digits

THICK, STEP, NAME, NOTE = 22, 26, 24, 28


def draw(canvas: Canvas, chart: ChartData) -> float:
    """Draw the steps in their order and return the height they took. A step may hold more than the one before it."""
    known = [float(row.value) for row in chart.rows if not row.missing]
    words = [_words(canvas, row, chart.rows[0]) for row in chart.rows]
    room = max((width_of(word, TEXT_SIZE) for word in words), default=0) + 2 * GAP
    per_unit = (canvas.width - room) / ceiling(max(known, default=0))
    y, before = 0.0, None
    for row, word in zip(chart.rows, words, strict=True):
        if before is not None:
            _passage(canvas, before, row, per_unit, y)
            y += STEP
        y = _step(canvas, row, word, per_unit, y)
        before = row
    if len(chart.rows) > 1:
        canvas.text(0, y + NOTE, _("Shares are of the first step."), "muted")
        y += NOTE + 4
    return y


def _step(canvas: Canvas, row: ChartRow, words: str, per_unit: float, y: float) -> float:
    lines = wrapped(row.label, TEXT_SIZE, canvas.width)
    for place, line in enumerate(lines):
        canvas.text(0, y + 17 + place * LINE_HEIGHT, line)
    y += NAME + (len(lines) - 1) * LINE_HEIGHT
    if row.missing:
        canvas.text(0, y + 15, _("no data"), "muted")
        return y + THICK
    length = max(float(row.value), 0.0) * per_unit
    canvas.split_bar(0, y, (length, 0.0), THICK)
    canvas.text(length + GAP, y + THICK / 2 + 6, words, "value")
    return y + THICK


def _words(canvas: Canvas, row: ChartRow, first: ChartRow) -> str:
    """The number, and what share of the first step it is."""
    words = canvas.write(row.value)
    if row is first or first.missing or not first.value:
        return words
    share = (100 * Decimal(str(row.value)) / Decimal(str(first.value))).quantize(Decimal(1))
    return f"{words} ({canvas.write(share)}{percent_sign()})"


def _passage(canvas: Canvas, before: ChartRow, after: ChartRow, per_unit: float, y: float) -> None:
    """The way from one bar to the next, narrowing by those who went no further."""
    if before.missing or after.missing:
        return
    upper, lower = (max(float(row.value), 0.0) * per_unit for row in (before, after))
    canvas.path([(0, y), (upper, y), (lower, y + STEP - 4), (0, y + STEP - 4)], "widen", closed=True)


def percent_sign() -> str:
    return arabic_digits("%") if active_digits() == "arabic" else "%"
