"""The guide's charts: each kind with its edges (a huge one, zero, below zero, missing, long names)."""

from datetime import date
from typing import Any

from athar.foundation.core.charts import (
    ChartData,
    ChartRow,
    Drawable,
    GanttData,
    Layer,
    NetworkData,
    Node,
    Span,
)
from athar.web.ui.guide.chart_words import CHART_WORDS

INITIATIVES = ((0, 55_120), (2_400, 0), (320, 0), (54, 0), (0, 0))
MAP = ((0, 0, 240, 0), (0, 1, 0, 0), (1, 0, 2_280, 18_350), (1, 2, 8_140, 36_770), (1, 3, 3_150, 0), (2, 0, 0, 1_800), (3, 1, 540, 0), (3, 2, None, None))  # fmt: skip
HEAT = ((12, 38, 41, 9), (4, 0, None, 55), (120, 80, 61, 7))
STACK = ((120, 40, 12, 3), (64, 0, 9, None), (18, 22, 0, 41))
SPANS = (
    (date(2023, 3, 23), date(2023, 4, 20), "done"),
    (date(2023, 9, 3), date(2024, 2, 15), "done"),
    (date(2023, 11, 5), date(2024, 7, 31), "running"),
    (date(2024, 10, 1), date(2024, 12, 5), "planned"),
)
SERVES = ((0, 0), (1, 0), (1, 1), (2, 1), (3, 2), (4, 2), (0, 3))
MEASURED = ((0, 0), (0, 1), (1, 2), (2, 3), (3, 4))


def sample_charts(language: str, pane: str) -> list[Drawable]:
    """Every kind once, named so that no two panes share an id."""
    words = CHART_WORDS[language]
    titles = iter(words["titles"])
    return [chart for make in _MAKERS for chart in [make(words, next(titles), f"{pane}-{make.__name__.strip('_')}")]]  # fmt: skip


def _chart(name: str, kind: Any, title: str, rows: Any, words: dict[str, Any], **more: Any) -> ChartData:
    return ChartData(name, kind, title, tuple(rows), caption=words["caption"], row_heading=words["row"], value_heading=words["value"], **more)  # fmt: skip


def _bars(words: dict[str, Any], title: str, name: str) -> Drawable:
    rows = [
        ChartRow(label, solid + hatched, solid, hatched)
        for label, (solid, hatched) in zip(words["initiatives"], INITIATIVES, strict=True)
    ]
    return _chart(name, "bars", title, rows, words, rest_label=words["rest"])


def _negative(words: dict[str, Any], title: str, name: str) -> Drawable:
    rows = [ChartRow(label, value) for label, value in zip(words["initiatives"], (420, -160, 0, 35), strict=False)]  # fmt: skip
    return _chart(name, "bars", title, [*rows, ChartRow(words["initiatives"][4], missing=True)], words)


def _stacked(words: dict[str, Any], title: str, name: str) -> Drawable:
    rows = [ChartRow(label, values=values) for label, values in zip(words["initiatives"], STACK, strict=False)]  # fmt: skip
    return _chart(name, "stacked", title, rows, words, series=words["parts"])


def _line(words: dict[str, Any], title: str, name: str) -> Drawable:
    course = ((2019, 41, 4), (2020, 38, 5), (2021, None, 0), (2022, 52, 3), (2023, 61, 3), (2024, 66.5, 2))
    rows = [
        ChartRow(str(year), value or 0, low=(value or 0) - apart, high=(value or 0) + apart, goal=50 + 3 * (year - 2019), missing=value is None)
        for year, value, apart in course
    ]  # fmt: skip
    return _chart(name, "line", title, rows, words)


def _columns(words: dict[str, Any], title: str, name: str) -> Drawable:
    values = (900, 1_240, 40_300, 15_600, 700, 0, 310, 280, 2_900, 3_120, 2_400, 5_900)
    rows = [ChartRow(label, value) for label, value in zip(words["months"], values, strict=True)]
    return _chart(name, "columns", title, rows, words)


def _dots(words: dict[str, Any], title: str, name: str) -> Drawable:
    found = ((72.4, 3), (65, 8), (58.5, 2.5), (41, 11))
    rows = [
        ChartRow(label, value, low=value - apart, high=value + apart)
        for label, (value, apart) in zip(words["regions"], found, strict=False)
    ]
    return _chart(name, "dots", title, [*rows, ChartRow(words["regions"][4], missing=True)], words)


def _heat(words: dict[str, Any], title: str, name: str) -> Drawable:
    rows = [ChartRow(label, values=values) for label, values in zip(words["regions"], HEAT, strict=False)]
    return _chart(name, "heat", title, rows, words, series=words["quarters"])


def _tiles(words: dict[str, Any], title: str, name: str) -> Drawable:
    rows = [
        ChartRow(label, (solid or 0) + (hatched or 0), solid, hatched, tile=(line, column), missing=solid is None)
        for label, (line, column, solid, hatched) in zip(words["regions"], MAP, strict=True)
    ]  # fmt: skip
    return _chart(name, "tiles", title, rows, words)


def _pairs(words: dict[str, Any], title: str, name: str) -> Drawable:
    ages = (("15–17", 310, 280), ("18–24", 2_900, 2_340), ("25–34", 1_800, 1_910), ("60+", 0, 41))
    rows = [ChartRow(age, women, second=men) for age, women, men in ages]
    return _chart(name, "pairs", title, rows, words, series=words["sexes"])


def _funnel(words: dict[str, Any], title: str, name: str) -> Drawable:
    rows = [ChartRow(label, value) for label, value in zip(words["steps"], (1_860, 940, 610, 572), strict=True)]  # fmt: skip
    return _chart(name, "funnel", title, rows, words)


def _network(words: dict[str, Any], title: str, name: str) -> Drawable:
    layers = tuple(
        Layer(heading, tuple(Node(f"{place}-{number}", label, number) for number, label in enumerate(labels)))
        for place, (heading, labels) in enumerate(words["layers"])
    )
    links = [(f"0-{a}", f"1-{b}") for a, b in SERVES] + [(f"1-{a}", f"2-{b}") for a, b in MEASURED]
    return NetworkData(name, title, layers, tuple(links), lead=1, caption=words["caption"])


def _gantt(words: dict[str, Any], title: str, name: str) -> Drawable:
    rows = tuple(
        Span(label, first, last, state)  # type: ignore[arg-type]
        for label, (first, last, state) in zip(words["runs"], SPANS, strict=True)
    )
    return GanttData(name, title, rows, date(2024, 3, 5), caption=words["times"], row_heading=words["row"])


def _nothing(words: dict[str, Any], title: str, name: str) -> Drawable:
    return _chart(name, "bars", title, [], words)


_MAKERS = (_bars, _negative, _stacked, _line, _columns, _dots, _heat, _tiles, _pairs, _funnel, _network, _gantt, _nothing)  # fmt: skip
