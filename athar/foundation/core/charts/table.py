"""A table: what a chart says in words and numbers, and what a file holds."""

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Number = int | float | Decimal
ColumnKind = Literal["text", "number", "basis", "seal"]
RowKind = Literal["row", "group", "total"]

BOM = "\ufeff"


@dataclass(frozen=True)
class Column:
    """A column: numbers end at one edge, ``basis`` cells hold a basis code, ``seal`` cells only a receipt's address."""

    label: str
    kind: ColumnKind = "text"


BROAD = 4


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
    def is_broad(self) -> bool:
        """Whether its rows are cards on a phone: it has more columns beside its seals than stand there side by side."""
        return sum(column.kind != "seal" for column in self.columns) >= BROAD

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


def _csv_cell(cell: Cell) -> str:
    return cell.plain if cell.number is not None else _harmless(cell.plain)


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
