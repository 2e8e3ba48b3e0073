import re
from xml.etree import ElementTree as ET

import pytest

from athar.foundation.core.charts import ChartData, ChartRow, render_svg
from athar.foundation.core.dates import month_name

SVG = "{http://www.w3.org/2000/svg}"
ROWS = (
    ChartRow("رمضان", 55_120, 0, 55_120),
    ChartRow("أساسيات", 7_200, 7_200, 0),
    ChartRow("الأندية", 3_150, 3_000, 150),
    ChartRow("المنتدى", 2_400, 2_400, 0),
)
EVEN = tuple(ChartRow(label, value) for label, value in (("أ", 30), ("ب", 20), ("ج", 10), ("د", 9)))


def chart(kind: str = "bars", rows=ROWS, **more) -> ChartData:
    return ChartData(name="sample", kind=kind, title="Sample", rows=rows, **more)


def drawn(data: ChartData, language: str = "ar", width: str = "wide", target: str = "html") -> ET.Element:
    return ET.fromstring(render_svg(data, language, width, target))


def texts(svg: ET.Element) -> list[str]:
    return [element.text for element in svg.iter(f"{SVG}text")]


def bars(svg: ET.Element) -> list[tuple[str, float, float]]:
    return [
        (rect.get("class"), float(rect.get("x")), float(rect.get("width"))) for rect in svg.iter(f"{SVG}rect")
    ]


def test_every_label_carries_its_own_direction():
    for language, mark in (("ar", "\u2067"), ("en", "\u2066")):
        words = [text for text in texts(drawn(chart(), language)) if re.search(r"[^\W\d_]", text)]
        assert {(text[0], text[-1]) for text in words} == {(mark, "\u2069")}


def test_a_text_without_letters_runs_left_to_right_in_arabic_too():
    rows = (ChartRow("15-17", 3, second=4), ChartRow("60+", 1, second=2))
    assert "\u206660+\u2069" in texts(drawn(chart("pairs", rows, series=("نساء", "رجال"))))


def test_english_is_the_mirror_of_arabic():
    rows = tuple(ChartRow(label, value) for label, value in (("A", 30), ("B", 20), ("C", 10), ("D", 9)))
    arabic, english = (bars(drawn(chart(rows=rows), language)) for language in ("ar", "en"))
    assert [(kind, round(720 - x - length, 1), length) for kind, x, length in english] == [
        (kind, pytest.approx(x, abs=0.11), length) for kind, x, length in arabic
    ]


def test_anchors_are_physical():
    anchors = {
        language: {text.text: text.get("text-anchor") for text in drawn(chart(), language).iter(f"{SVG}text")}
        for language in ("ar", "en")
    }
    assert anchors["ar"]["\u2067رمضان\u2069"] == "end"
    assert anchors["en"]["\u2066رمضان\u2069"] == "start"


def test_only_the_browser_is_told_to_leave_directions_alone():
    assert drawn(chart(), target="html").get("direction") == "ltr"
    assert [
        element.tag for element in drawn(chart(), target="typst").iter() if element.get("direction")
    ] == []


def test_one_dwarfing_bar_brings_a_second_scale_and_the_others_together():
    words = " ".join(texts(drawn(chart(rest_label="The other three"), "en")))
    assert "First scale: up to 60,000" in words
    assert "Larger scale: up to 8,000" in words
    assert "The other three" in words
    assert "12,750" in words


def test_on_two_scales_each_bar_is_as_long_as_its_scale_says():
    lengths = [length for _kind, _x, length in bars(drawn(chart()))]
    longest = 720 - 250 - 62
    ramadan, together_solid, together_hatched, basics = lengths[:4]
    assert ramadan == pytest.approx(longest * 55_120 / 60_000, abs=0.1)
    assert together_solid == pytest.approx(longest * 12_600 / 60_000, abs=0.1)
    assert together_hatched == pytest.approx(longest * 150 / 60_000, abs=0.1)
    assert basics == pytest.approx(longest * 7_200 / 8_000, abs=0.1)


def test_rows_of_one_size_share_one_scale():
    svg = drawn(chart(rows=EVEN))
    assert len(bars(svg)) == 4
    assert [path for path in svg.iter(f"{SVG}path") if path.get("class") == "widen"] == []


def test_identified_is_solid_and_counted_hatched_by_a_pattern_of_this_chart_alone():
    svg = drawn(chart())
    counted = {rect.get("fill") for rect in svg.iter(f"{SVG}rect") if rect.get("class") == "bar bar--counted"}
    assert counted == {"url(#sample-wide-hatch)"}
    assert [pattern.get("id") for pattern in svg.iter(f"{SVG}pattern")] == ["sample-wide-hatch"]
    assert "sample-narrow-hatch" in render_svg(chart(), "ar", "narrow")


def test_shapes_are_coloured_for_readers_that_know_no_style_sheet():
    for element in drawn(chart(), target="typst").iter():
        if element.tag in {f"{SVG}rect", f"{SVG}text"}:
            assert element.get("fill")


def test_months_become_rows_on_a_phone_in_their_order():
    names = [month_name(month, "ar") for month in range(1, 13)]
    months = tuple(ChartRow(name, 40_000 if name == "أبريل" else 900) for name in names)
    narrow = drawn(chart("columns", months), width="narrow")
    assert [text.strip("\u2066\u2067\u2069") for text in texts(narrow)][::2] == names


def test_columns_run_with_time_from_the_reader_s_start():
    months = (ChartRow("Jan", 1), ChartRow("Feb", 2))
    first, second = (x for _kind, x, _length in bars(drawn(chart("columns", months), "en")))
    last, before = (x for _kind, x, _length in bars(drawn(chart("columns", months), "ar")))
    assert first < second
    assert last > before


def test_a_column_that_counts_nobody_says_so():
    assert "\u2066none\u2069" in texts(
        drawn(chart("columns", (ChartRow("Jan", 0), ChartRow("Feb", 2))), "en")
    )


def test_the_map_is_never_mirrored():
    rows = (ChartRow("Tabuk", 5, tile=(0, 0)), ChartRow("Eastern", 5, tile=(0, 3)))
    for language in ("ar", "en"):
        tiles = [x for kind, x, _length in bars(drawn(chart("tiles", rows), language)) if kind == "tile"]
        assert tiles == sorted(tiles)


def test_a_disc_grows_in_area_and_an_empty_region_has_none():
    rows = (ChartRow("A", 400, tile=(0, 0)), ChartRow("B", 100, tile=(0, 1)), ChartRow("C", 0, tile=(0, 2)))
    radii = [float(circle.get("r")) for circle in drawn(chart("tiles", rows)).iter(f"{SVG}circle")]
    assert radii == [34, 17]


def test_a_line_tells_its_newest_value_and_its_target():
    rows = tuple(ChartRow(str(year), value, goal=80) for year, value in ((2021, 60), (2022, 70), (2023, 103)))
    words = texts(drawn(chart("line", rows), "en"))
    assert "\u2066103\u2069" in words
    assert "\u2066Target\u2069" in words


def test_a_sparkline_has_no_words_inside_and_its_words_outside():
    svg = drawn(chart("spark", (ChartRow("2022", 50), ChartRow("2023", 54))), "en")
    assert texts(svg) == []
    assert svg.get("aria-label") == "Sample. 2022: 50; 2023: 54"


@pytest.mark.parametrize("kind", ["bars", "columns", "line", "tiles", "pairs", "spark"])
@pytest.mark.parametrize("rows", [(), (ChartRow("x", 0, tile=(0, 0)),), (ChartRow("<b>&", 3, tile=(0, 0)),)])
def test_no_rows_a_zero_and_odd_names_are_drawn_all_the_same(kind: str, rows: tuple[ChartRow, ...]):
    for width in ("wide", "narrow"):
        svg = drawn(chart(kind, rows), "en", width)
        box = [float(number) for number in svg.get("viewBox").split()]
        assert all(0 <= float(text.get("x")) <= box[2] for text in svg.iter(f"{SVG}text"))


def test_arabic_digits_are_written_when_the_reader_wants_them():
    svg = ET.fromstring(render_svg(chart(), "ar", digits="arabic"))
    assert "\u2066٥٥٬١٢٠\u2069" in texts(svg)


def test_what_is_said_to_those_who_do_not_see_it():
    assert (
        drawn(chart("pairs", (ChartRow("15-17", 3, second=4),), series=("Women", "Men")), "en").get(
            "aria-label"
        )
        == "Sample. 15-17: Women 3, Men 4"
    )
    assert drawn(chart(alt="One season leads."), "en").get("aria-label") == "Sample. One season leads."
