"""What single kinds of chart promise."""

from datetime import date

import pytest

from athar.foundation.core.charts import ChartData, ChartRow, GanttData, Layer, NetworkData, Node, Span
from athar.foundation.core.charts.network import arranged
from athar.foundation.core.charts.scale import axis_over
from athar.foundation.core.charts.tests.reading import SVG, drawn, words


def chart(kind: str, *rows: ChartRow, **more) -> ChartData:
    return ChartData("sample", kind, "Sample", rows, **more)


def classes(svg) -> list[str]:
    return [element.get("class") for element in svg.iter() if element.get("class")]


def test_what_is_missing_is_told_and_never_drawn_as_zero():
    for kind in ("bars", "columns", "dots", "tiles", "funnel"):
        svg = drawn(chart(kind, ChartRow("A", missing=True, tile=(0, 0)), ChartRow("B", 5, tile=(0, 1))))
        assert words(svg).count("no data") == 1
        assert "none" not in words(svg)


def test_a_line_is_open_where_nothing_is_known():
    rows = [ChartRow(str(year), year - 2000, missing=year == 2022) for year in range(2020, 2025)]
    trends = [path.get("d") for path in drawn(chart("line", *rows)).iter(f"{SVG}path") if path.get("class") == "trend-line"]  # fmt: skip
    assert [way.count("L") + 1 for way in trends] == [2, 2]


def test_an_interval_stands_round_its_value():
    svg = drawn(chart("dots", ChartRow("A", 50, low=40, high=70)))
    dot = next(circle for circle in svg.iter(f"{SVG}circle"))
    low, high = (float(word) for word in next(path for path in svg.iter(f"{SVG}path") if path.get("class") == "whisker").get("d")[1:].replace(" L", " ").split()[::2])  # fmt: skip
    assert (float(dot.get("cx")) - low) * 2 == pytest.approx(high - float(dot.get("cx")), abs=0.5)


def test_what_is_below_zero_lies_on_the_other_side_and_looks_different():
    svg = drawn(chart("bars", ChartRow("Up", 40), ChartRow("Down", -20)))
    zero = float(next(path for path in svg.iter(f"{SVG}path") if path.get("class") == "axis").get("d")[1:].split()[0])  # fmt: skip
    up, down = (next(rect for rect in svg.iter(f"{SVG}rect") if rect.get("class") == kind) for kind in ("bar", "empty-bar"))  # fmt: skip
    assert float(up.get("x")) == pytest.approx(zero, abs=0.1)
    assert float(down.get("x")) + float(down.get("width")) == pytest.approx(zero, abs=0.1)
    assert float(up.get("width")) == pytest.approx(2 * float(down.get("width")), abs=0.2)


def test_parts_of_a_stack_differ_by_pattern_and_not_by_colour():
    svg = drawn(chart("stacked", ChartRow("A", values=(1, 2, 3, 4)), series=("w", "x", "y", "z")))
    fills = [rect.get("fill") for rect in svg.iter(f"{SVG}rect")]
    assert len(set(fills)) == 4


def test_more_parts_than_patterns_are_refused():
    with pytest.raises(ValueError, match="at most 4 parts"):
        drawn(chart("stacked", ChartRow("A", values=(1,) * 5), series=tuple("abcde")))


def test_each_cell_of_a_heat_table_says_its_number_and_what_is_unknown_says_so():
    svg = drawn(chart("heat", ChartRow("A", values=(1, None)), series=("x", "y")))
    assert words(svg)[-2:] == ["1", "–"]
    assert "unknown" in classes(svg)


def test_a_step_of_a_funnel_tells_its_share_of_the_first():
    svg = drawn(chart("funnel", ChartRow("Applied", 400), ChartRow("Accepted", 100)))
    assert "100 (25%)" in words(svg)


def test_an_axis_holds_its_values_and_begins_at_zero_unless_that_hides_the_difference():
    assert axis_over([3, 55_120]).ticks[0] == 0
    assert axis_over([91.2, 93.5]).begin > 80
    assert axis_over([-4, 9]).ticks == (-5.0, -2.5, 0.0, 2.5, 5.0, 7.5, 10.0) or 0 in axis_over([-4, 9]).ticks
    assert axis_over([]).ticks[0] == 0
    assert axis_over([7]).end >= 7


OBJECTIVES = Layer("Objectives", (Node("o1", "First", 1), Node("o2", "Second", 2)))
INITIATIVES = Layer("Initiatives", (Node("i1", "Forum"), Node("i2", "Hackathon")))


def test_what_serves_the_first_objective_stands_above_what_serves_the_second():
    data = NetworkData("n", "N", (INITIATIVES, OBJECTIVES), (("i1", "o2"), ("i2", "o1")), lead=1)
    assert [[node.key for node in layer] for layer in arranged(data)] == [["i2", "i1"], ["o1", "o2"]]


def test_a_tie_joins_neighbouring_layers():
    with pytest.raises(ValueError, match="neighbouring"):
        NetworkData("n", "N", (INITIATIVES, OBJECTIVES), (("o1", "i1"),))


def test_on_a_phone_a_network_is_a_list_by_objective():
    data = NetworkData("n", "N", (INITIATIVES, OBJECTIVES), (("i1", "o1"), ("i1", "o2")), lead=1)
    assert words(drawn(data, width="narrow")) == [
        "First",
        "Initiatives",
        "Forum",
        "Second",
        "Initiatives",
        "Forum",
    ]


def test_a_network_as_a_table_begins_with_what_leads():
    table = NetworkData("n", "N", (INITIATIVES, OBJECTIVES), (("i1", "o1"), ("i2", "o1")), lead=1).as_table(
        "en"
    )
    assert [column.label for column in table.columns] == ["Objectives", "Initiatives"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["First", "Forum; Hackathon"],
        ["Second", ""],
    ]


RAMADAN = Span("Season", date(2023, 3, 23), date(2023, 4, 20), "done")


def test_time_is_named_in_both_calendars():
    said = words(drawn(GanttData("g", "G", (RAMADAN, Span("Next", date(2023, 5, 1), date(2023, 12, 31))))))
    assert any("2023" in word for word in said)
    assert any("1444" in word or "1445" in word for word in said)


def test_a_single_day_among_years_is_seen():
    day = Span("Day", date(2023, 12, 31), date(2023, 12, 31), "done")
    svg = drawn(GanttData("g", "G", (day, Span("Years", date(2020, 1, 1), date(2023, 12, 31)))))
    assert [float(rect.get("width")) for rect in svg.iter(f"{SVG}rect") if rect.get("class") == "bar"] == [
        4.0
    ]


def test_nothing_ends_before_it_starts():
    with pytest.raises(ValueError, match="ends before"):
        Span("X", date(2023, 2, 1), date(2023, 1, 1))


def test_today_is_marked_only_when_it_lies_among_the_spans():
    assert "Today" in words(drawn(GanttData("g", "G", (RAMADAN,), today=date(2023, 4, 1))))
    assert "Today" not in words(drawn(GanttData("g", "G", (RAMADAN,), today=date(2030, 4, 1))))
