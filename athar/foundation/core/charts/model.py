"""What a chart shows, before anybody decides how it looks."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import override

from athar.foundation.core.charts import tabulating
from athar.foundation.core.charts.table import Number, TableData

ChartKind = Literal["bars", "columns", "line", "tiles", "pairs", "spark", "stacked", "dots", "heat", "funnel"]


@dataclass(frozen=True)
class ChartRow:
    """
    One bar, column, point, tile, pair, stack or row of a heat table.

    :param value: what is drawn; for a pair the first of the two.
    :param identified: the part of ``value`` that counts identified people; with ``headcount`` it splits the bar.
    :param second: the other side of a pair (men beside women).
    :param tile: row and column on the map of tiles, from 0.
    :param goal: what was aimed at, for lines and sparklines.
    :param short: the label where room is scarce («Sep»), under columns and points.
    :param low: with ``high`` the interval the value lies in, for lines and dots.
    :param values: the parts of a stack or the cells of a row, in the order of the chart's ``series``; None: no data.
    :param missing: nothing is known, which is not the same as 0; ``value`` is then not read.
    """

    label: str
    value: Number = 0
    identified: Number | None = None
    headcount: Number | None = None
    second: Number | None = None
    tile: tuple[int, int] | None = None
    goal: Number | None = None
    short: str = ""
    low: Number | None = None
    high: Number | None = None
    values: tuple[Number | None, ...] = ()
    missing: bool = False

    @property
    def brief(self) -> str:
        return self.short or self.label

    @property
    def parts(self) -> tuple[float, float]:
        """How much of the value is drawn solid and how much hatched."""
        if self.identified is None and self.headcount is None:
            return float(self.value), 0.0
        return float(self.identified or 0), float(self.headcount or 0)

    @property
    def interval(self) -> tuple[float, float] | None:
        if self.missing or self.low is None or self.high is None:
            return None
        return float(self.low), float(self.high)


@dataclass(frozen=True)
class ChartData:
    """
    A chart and everything said about it.

    :param name: as the report's source calls it; it also makes the ids inside the SVG unique on a page.
    :param title: what the chart shows, as a sentence.
    :param caption: measure, period, what the reader must know.
    :param alt: the chart in words, for those who do not see it.
    :param row_heading: what the rows are («المبادرة»); ``value_heading``: what is counted («المستفيدون»).
    :param series: names of the two sides of a pair (``value``, ``second``), the parts of stacks or the columns of a heat table.
    :param rest_label: names the rows drawn on the second scale, together («المبادرات الثلاث عشرة الأخرى»).
    :param overlap: how many were counted in more than one row; a line of the table says so.
    :param overlap_label: the words for that line; ``total_label`` names the line after it.
    """

    name: str
    kind: ChartKind
    title: str
    rows: tuple[ChartRow, ...]
    caption: str = ""
    alt: str = ""
    row_heading: str = ""
    value_heading: str = ""
    series: tuple[str, ...] = ()
    rest_label: str = ""
    overlap: Number = 0
    overlap_label: str = ""
    total_label: str = ""
    csv_url: str = ""

    @property
    def split(self) -> bool:
        """Whether some part of it is a headcount, so that the key of solid and hatched is needed."""
        return any(row.headcount for row in self.rows)

    def as_table(self, language: str) -> TableData:
        """The chart's own numbers, with headings in the language."""
        with override(language):
            return tabulating.table_of(self)
