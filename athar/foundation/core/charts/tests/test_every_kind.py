"""What must hold of every kind of chart, whatever its numbers."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from athar.foundation.core.charts import (
    ChartData,
    ChartRow,
    Drawable,
    GanttData,
    Layer,
    NetworkData,
    Node,
    Span,
    render_svg,
)
from athar.foundation.core.charts.tests.reading import drawn, image, lengths, mirror_image, outside, words

NAMES = ["Riyadh", "Makkah", "Eastern Province", "Jazan", "Northern Borders", "Volunteers who took part and were asked afterwards"]  # fmt: skip
PARTS = ("Reached", "Waiting", "Refused")
KINDS = ["bars", "columns", "line", "tiles", "pairs", "spark", "stacked", "dots", "heat", "funnel"]

numbers = st.one_of(st.integers(0, 100_000_000), st.floats(0, 1_000).map(lambda value: round(value, 1)))


@st.composite
def rows(draw: st.DrawFn) -> tuple[ChartRow, ...]:
    many = draw(st.integers(0, len(NAMES)))
    found = []
    for place in range(many):
        value = draw(numbers)
        apart = draw(st.integers(0, 50))
        found.append(
            ChartRow(
                NAMES[place],
                value,
                second=draw(numbers),
                tile=(place // 3, place % 3),
                low=value - min(apart, value),
                high=value + apart,
                goal=draw(st.one_of(st.none(), numbers)),
                values=tuple(draw(st.one_of(st.none(), numbers)) for _part in PARTS),
                missing=draw(st.booleans()) and draw(st.booleans()),
                short=NAMES[place][:3],
            )
        )
    return tuple(found)


def chart(kind: str, found: tuple[ChartRow, ...]) -> ChartData:
    return ChartData("sample", kind, "Sample", found, series=PARTS, row_heading="Region")


@st.composite
def networks(draw: st.DrawFn) -> NetworkData:
    sizes = [draw(st.integers(0, 4)) for _layer in range(3)]
    layers = tuple(
        Layer(f"Layer {place}", tuple(Node(f"{place}-{n}", NAMES[(n + place) % 6]) for n in range(size)))
        for place, size in enumerate(sizes)
    )
    possible = [
        (first.key, second.key)
        for before, after in pairwise(layers)
        for first in before.nodes
        for second in after.nodes
    ]
    links = tuple(draw(st.lists(st.sampled_from(possible), unique=True))) if possible else ()
    return NetworkData("net", "Net", layers, links, lead=1)


@st.composite
def plans(draw: st.DrawFn) -> GanttData:
    spans = []
    for place in range(draw(st.integers(0, 5))):
        first = date(2020, 1, 1) + timedelta(draw(st.integers(0, 2_000)))
        last = first + timedelta(draw(st.integers(0, 900)))
        spans.append(Span(NAMES[place], first, last, draw(st.sampled_from(["done", "running", "planned"]))))
    return GanttData("plan", "Plan", tuple(spans), today=date(2022, 6, 1))


charts = st.one_of(st.builds(chart, st.sampled_from(KINDS), rows()), networks(), plans())
few = settings(max_examples=40, deadline=None)


@few
@given(charts, st.sampled_from(["ar", "en"]), st.sampled_from(["wide", "narrow"]))
def test_nothing_stands_outside_the_drawing(data: Drawable, language: str, width: str):
    assert outside(drawn(data, language, width)) == []


@few
@given(charts.filter(lambda data: data.kind != "tiles"), st.sampled_from(["wide", "narrow"]))
def test_right_to_left_is_left_to_right_in_a_mirror(data: Drawable, width: str):
    if isinstance(data, GanttData):
        # Months are named in the reader's language, and how many names fit moves the grid: the bars must agree.
        arabic, english = drawn(data, "ar", width), drawn(data, "en", width)
        for kind in ("bar", "empty-bar"):
            assert lengths(arabic, kind) == lengths(english, kind)
        return
    if isinstance(data, ChartData):
        data = replace(
            data, rest_label="Rest"
        )  # ours is a sentence, which breaks differently in each language
    arabic, english = mirror_image(drawn(data, "ar", width)), image(drawn(data, "en", width))
    assert [shape[0] for shape in arabic] == [shape[0] for shape in english]
    for one, other in zip(arabic, english, strict=True):
        assert one[1:] == pytest.approx(other[1:], abs=1)


@few
@given(charts, st.sampled_from(["wide", "narrow"]))
def test_the_same_numbers_make_the_same_drawing(data: Drawable, width: str):
    assert render_svg(data, "ar", width) == render_svg(data, "ar", width)


@few
@given(charts.filter(lambda data: data.kind in {"network", "gantt", "dots", "tiles"}), st.randoms())
def test_the_order_of_what_comes_in_changes_nothing(data: Drawable, chance):
    def shuffled(values):
        values = list(values)
        chance.shuffle(values)
        return tuple(values)

    if isinstance(data, NetworkData):
        layers = tuple(replace(layer, nodes=shuffled(layer.nodes)) for layer in data.layers)
        other = replace(data, layers=layers, links=shuffled(data.links))
    else:
        other = replace(data, rows=shuffled(data.rows))
    if data.kind == "tiles":  # a map has its places; the list of its drawing follows the rows
        assert sorted(words(drawn(data))) == sorted(words(drawn(other)))
        return
    assert re.sub(r'aria-label="[^"]*"', "", render_svg(data, "ar")) == re.sub(
        r'aria-label="[^"]*"', "", render_svg(other, "ar")
    )


@few
@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=6), st.sampled_from(["bars", "funnel"]))
def test_bars_are_as_long_as_their_numbers(values: list[int], kind: str):
    data = chart(kind, tuple(ChartRow(f"r{place}", value) for place, value in enumerate(values)))
    found = lengths(drawn(data))
    if len(found) == len(values):  # on one scale; two scales have a test of their own
        per_unit = max(found) / max(values)
        assert found == pytest.approx([value * per_unit for value in values], abs=0.2)


@few
@given(st.lists(st.integers(1, 10_000), min_size=2, max_size=3))
def test_a_stack_is_as_long_as_its_parts_together(parts: list[int]):
    one = drawn(ChartData("s", "stacked", "S", (ChartRow("a", values=tuple(parts)),)))
    whole = drawn(ChartData("s", "stacked", "S", (ChartRow("a", values=(sum(parts),)),)))
    found = [float(rect.get("width")) for rect in one.iter("{http://www.w3.org/2000/svg}rect")]
    assert sum(found) == pytest.approx(lengths(whole)[0], abs=0.3)


@pytest.mark.parametrize("kind", [*KINDS, "network", "gantt"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_drawing_can_be_read_as_a_table_and_is_xml(kind: str, language: str):
    data = {
        "network": NetworkData("n", "N", (Layer("A <b>", (Node("a", "<b>&"),)), Layer("B", (Node("b", "B"),))), (("a", "b"),)),
        "gantt": GanttData("g", "G", (Span("<b>&", date(2023, 3, 23), date(2023, 4, 20)),)),
    }.get(kind) or chart(kind, (ChartRow("<b>&", 3, values=(1, None, 2), tile=(0, 0)),))  # fmt: skip
    ET.fromstring(render_svg(data, language, "narrow", "typst"))
    assert data.as_table(language).rows[0].cells[0].text == "<b>&"
