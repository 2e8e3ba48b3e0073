"""A report is written before the records of its period come: its charts say so, and fail nobody."""

from datetime import date

import pytest

from athar.analytics.metrics import Period
from athar.direction.reporting.drawing import chart
from athar.foundation.core.charts.render import render_svg

YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Nothing of this period is recorded yet"), ("ar", "لم يُقيَّد شيء لهذه الفترة بعد")],
)
@pytest.mark.parametrize("kind", ["bars", "columns"])
def test_a_chart_without_rows_says_that_nothing_is_recorded_yet(kind, language, said):
    drawn = chart("x", {"kind": kind, "rows": []}, YEAR, language)
    assert (drawn.title, drawn.rows) == (said, ())
    assert "<svg" in render_svg(drawn, language)


def test_the_largest_bar_is_said_with_its_share_of_all():
    rows = [
        {"label": {"ar": code, "en": code}, "value": value, "identified": value, "headcount": 0}
        for code, value in (("forum", 75), ("hackathon", 25))
    ]
    assert (
        chart("x", {"kind": "bars", "rows": rows}, YEAR, "en").title == "forum: 75% of all who were reached"
    )
