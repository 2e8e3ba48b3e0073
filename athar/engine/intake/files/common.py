from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Line(NamedTuple):
    """A row: its number as a spreadsheet shows it (the headers are 1), where the next one starts, its cells."""

    number: int
    cursor: int
    cells: list[str]


class Table(Protocol):
    """``length`` is in the unit of the cursors: bytes or rows."""

    headers: list[str]
    length: int

    def lines(self, *, cursor: int = 0, after: int = 0) -> Iterator[Line]:
        """
        Rows under the headers, blank ones left out; ``cursor`` and ``after`` are those of the last line read.

        :raises FileRefused: where the table breaks off.
        """
