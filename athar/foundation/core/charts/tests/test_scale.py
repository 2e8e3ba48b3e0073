import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.core.charts import ChartRow
from athar.foundation.core.charts.lettering import wrapped
from athar.foundation.core.charts.scale import ceiling, two_scales


@pytest.mark.parametrize(
    ("value", "end"),
    [(0, 1), (1, 1), (54, 60), (7_200, 8_000), (55_120, 60_000), (100_000, 100_000), (100_001, 150_000)],
)
def test_a_scale_ends_at_a_round_number(value: float, end: float):
    assert ceiling(value) == end


@given(st.floats(min_value=1, max_value=1e12))
def test_a_scale_holds_its_value_and_wastes_less_than_half(value: float):
    assert value <= ceiling(value) < 2 * value + 1


@given(st.lists(st.integers(min_value=0, max_value=100_000), max_size=20))
def test_parting_loses_no_row_and_nobody(values: list[int]):
    rows = [ChartRow(str(place), value) for place, value in enumerate(values)]
    parted = two_scales(rows, "rest")
    if parted is not None:
        assert {*parted.large, *parted.rest} == set(rows)
        assert float(parted.together.value) == sum(row.value for row in parted.rest)
        assert min(row.value for row in parted.large) >= 4 * max(row.value for row in parted.rest)


@given(st.text(alphabet="ابتثج ", max_size=60))
def test_wrapping_cuts_no_word(text: str):
    assert " ".join(wrapped(text, 15, 80)).split() == text.split()
