from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.core.charts import Arrow, FlowData, Phase, Station, render_svg
from athar.foundation.core.charts.flow_plan import planned

COLUMNS = st.lists(st.integers(1, 4), min_size=1, max_size=5)


@st.composite
def flows(draw):
    columns = [[f"{place}-{row}" for row in range(many)] for place, many in enumerate(draw(COLUMNS))]
    keys = st.sampled_from([key for keys in columns for key in keys])
    return columns, [
        Arrow(str(number), *pair)
        for number, pair in enumerate(draw(st.lists(st.tuples(keys, keys), max_size=12)))
    ]


def inside(box, begin, end) -> bool:
    (x1, x2), (y1, y2) = sorted((begin[0], end[0])), sorted((begin[1], end[1]))
    return x1 < box.start + box.length and x2 > box.start and y1 < box.top + box.height and y2 > box.top


@given(flows())
def test_no_arrow_crosses_a_box_and_lines_to_two_boxes_never_run_on_each_other(flow):
    columns, arrows = flow
    plan = planned(columns, arrows, lambda _key: 40.0, 30.0)
    pieces = [(way, *piece) for way in plan.ways for piece in zip(way.points, way.points[1:], strict=False)]
    assert [way for way, begin, end in pieces for box in plan.boxes.values() if inside(box, begin, end)] == []
    for way, begin, end in pieces:
        for other, first, last in pieces:
            if way.arrow.target != other.arrow.target:
                for axis in (0, 1):
                    if begin[axis] == end[axis] == first[axis] == last[axis]:
                        low, high = sorted((begin[1 - axis], end[1 - axis]))
                        least, most = sorted((first[1 - axis], last[1 - axis]))
                        assert high <= least or most <= low
    assert all(0 <= x <= plan.width and 0 <= y <= plan.height for way in plan.ways for x, y in way.points)


def test_a_flow_is_drawn_from_the_readers_side_as_wide_as_it_needs():
    phases = (
        Phase("التقديم", (Station("a", "مسودة", "يبدأ هنا", strong=True),)),
        Phase("المشاركة", (Station("b", "مقبول"),)),
    )
    data = FlowData("w", "المسار", phases, (Arrow("1", "a", "b"),), alt="جدول")
    arabic, english = render_svg(data, "ar", "own"), render_svg(data, "en", "own")
    assert f'viewBox="0 0 {data.room} ' in arabic
    assert f'width="{data.room}"' in arabic
    assert 'text-anchor="end"' in arabic
    assert 'text-anchor="end"' not in english
