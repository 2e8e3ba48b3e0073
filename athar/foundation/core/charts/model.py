"""What a chart or a table shows, before anybody decides how it looks."""

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import override

Number = int | float | Decimal
ChartKind = Literal["bars", "columns", "line", "tiles", "pairs", "spark"]
ColumnKind = Literal["text", "number", "basis", "seal"]
RowKind = Literal["row", "group", "total"]

BOM = "\ufeff"


@dataclass(frozen=True)
class Column:
    """A column: numbers end at one edge, ``basis`` cells hold a basis code, ``seal`` cells only a receipt's address."""

    label: str
    kind: ColumnKind = "text"


@dataclass(frozen=True)
class Cell:
    """
    A cell. ``text`` is written as it stands; ``number`` is formatted for the reader; ``code`` is a basis.

    :param url: where it leads; for numbers and seals the receipt.
    """

    text: str = ""
    number: Number | None = None
    url: str = ""
    code: str = ""
    places: int | None = None

    @property
    def plain(self) -> str:
        """The cell for a machine: 72347, not 72,347."""
        if self.number is not None:
            return f"{Decimal(str(self.number)):f}"
        return self.text or self.code


@dataclass(frozen=True)
class TableRow:
    """A row; a ``group`` has one cell that names the rows below it, ``total`` rows stand in the foot."""

    cells: tuple[Cell, ...]
    kind: RowKind = "row"


@dataclass(frozen=True)
class TableData:
    """
    A table whose first column names its rows.

    :param name: as the report's source calls it; also names the file to download.
    :param note: one sentence under the table on what may be misread.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    caption: str = ""
    note: str = ""
    csv_url: str = ""

    @property
    def body(self) -> tuple[TableRow, ...]:
        return tuple(row for row in self.rows if row.kind != "total")

    @property
    def totals(self) -> tuple[TableRow, ...]:
        return tuple(row for row in self.rows if row.kind == "total")

    def as_csv(self) -> str:
        """CSV that Excel reads as UTF-8; a text that begins like a formula gets an apostrophe (OWASP, CSV injection)."""
        kept = [place for place, column in enumerate(self.columns) if column.kind != "seal"]
        buffer = io.StringIO()
        buffer.write(BOM)
        writer = csv.writer(buffer)
        writer.writerow([_harmless(self.columns[place].label) for place in kept])
        for row in self.rows:
            writer.writerow([_csv_cell(row.cells[place]) if place < len(row.cells) else "" for place in kept])
        return buffer.getvalue()


@dataclass(frozen=True)
class ChartRow:
    """
    One bar, column, point, tile or pair.

    :param value: what is drawn; for a pair the first of the two.
    :param identified: the part of ``value`` that counts identified people; with ``headcount`` it splits the bar.
    :param second: the other side of a pair (men beside women).
    :param tile: row and column on the map of tiles, from 0.
    :param goal: what was aimed at, for lines and sparklines.
    :param short: the label where room is scarce («Sep»), under columns and points.
    """

    label: str
    value: Number
    identified: Number | None = None
    headcount: Number | None = None
    second: Number | None = None
    tile: tuple[int, int] | None = None
    goal: Number | None = None
    short: str = ""

    @property
    def brief(self) -> str:
        return self.short or self.label

    @property
    def parts(self) -> tuple[float, float]:
        """How much of the value is drawn solid and how much hatched."""
        if self.identified is None and self.headcount is None:
            return float(self.value), 0.0
        return float(self.identified or 0), float(self.headcount or 0)


@dataclass(frozen=True)
class ChartData:
    """
    A chart and everything said about it.

    :param name: as the report's source calls it; it also makes the ids inside the SVG unique on a page.
    :param title: what the chart shows, as a sentence.
    :param caption: measure, period, what the reader must know.
    :param alt: the chart in words, for those who do not see it.
    :param row_heading: what the rows are («المبادرة»); ``value_heading``: what is counted («المستفيدون»).
    :param series: names of the two sides of a pair, in the order ``value``, ``second``.
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
    series: tuple[str, str] = ("", "")
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
            return _table_of(self)


def _table_of(chart: ChartData) -> TableData:
    values: list[tuple[Number | None, ...]]
    if chart.kind == "pairs":
        headings = list(chart.series)
        values = [(row.value, row.second or 0) for row in chart.rows]
    elif chart.split:
        headings = [_("Identified"), _("Counted"), chart.value_heading or _("Total")]
        values = [(row.identified or 0, row.headcount or 0, row.value) for row in chart.rows]
    elif any(row.goal is not None for row in chart.rows):
        headings = [chart.value_heading or _("Value"), _("Target")]
        values = [(row.value, row.goal) for row in chart.rows]
    else:
        headings = [chart.value_heading or _("Value")]
        values = [(row.value,) for row in chart.rows]
    columns = (Column(chart.row_heading), *(Column(heading, "number") for heading in headings))
    rows = [
        TableRow((Cell(row.label), *(Cell(number=number) for number in numbers)))
        for row, numbers in zip(chart.rows, values, strict=True)
    ]
    return TableData(
        name=chart.name,
        title=chart.title,
        columns=columns,
        rows=(*rows, *_overlap_rows(chart, len(headings))),
        caption=chart.caption,
        csv_url=chart.csv_url,
    )


def _overlap_rows(chart: ChartData, numbers: int) -> tuple[TableRow, ...]:
    """Who was counted in more than one row, and the total without repeats."""
    if not chart.overlap:
        return ()
    total = sum(Decimal(str(row.value)) for row in chart.rows)
    overlap = Decimal(str(chart.overlap))
    blank = (Cell(),) * (numbers - 1)
    return (
        TableRow((Cell(_("Sum of the rows")), *blank, Cell(number=total)), "total"),
        TableRow(
            (Cell(chart.overlap_label or _("Counted in more than one row")), *blank, Cell(number=-overlap)),
            "total",
        ),
        TableRow((Cell(chart.total_label or _("Total")), *blank, Cell(number=total - overlap)), "total"),
    )


def _csv_cell(cell: Cell) -> str:
    return cell.plain if cell.number is not None else _harmless(cell.plain)


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
