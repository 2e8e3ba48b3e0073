"""A list by its address: ``?sort=-day&columns=day&columns=place&page=3``. What cannot be read changes nothing."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise

from athar.foundation.core.refusals import Text
from athar.foundation.core.search_key import sort_key
from athar.foundation.core.tables.model import Cell, Column, Empty, Selecting, Value

PIECE = 2_000  # rows a file reads from the database at a time
BROAD = 8  # more columns than this scroll sideways rather than squeeze
COLUMNS, SORT, PAGE = "columns", "sort", "page"


@dataclass(frozen=True)
class Line:
    """A row as it is shown: its cells with their columns, the name first."""

    cells: Sequence[tuple[Column, Cell]]
    key: int | None = None
    ticked: bool = False
    why_not: Text = ""
    note: Text = ""
    action: tuple[Text, str] | None = None
    spoken: Text = ""

    @property
    def name(self) -> Value:
        """What the row is called, in words that tell it from the others."""
        return self.spoken or self.cells[0][1].value


@dataclass
class Table:
    """
    One list, on the page and as a file.

    :param rows: a query, sorted and cut by the database, or rows that are in memory already.
    :param shape: makes of rows what the columns read; asked once for a page, and for each piece of a file.
    :param sort: the order without one in the address, as written there: ``day``, ``-day``.
    :param note: a sentence under a row.
    :param action: label and address of what is done with a row.
    :param spoken: what a row is called for those who only hear its box or button, where its first cell does not tell it from others.
    :param files: the address of the list as a file, without ``csv`` or ``xlsx``.
    :param fields: the names in the address that narrow the list; one of them set tells "nothing fits" from "nothing there".
    """

    name: str
    caption: Text
    columns: Sequence[Column]
    rows: QuerySet | Sequence[Any]
    query: QueryDict
    shape: Callable[[Sequence[Any]], Iterable[Any]] = lambda rows: rows
    sort: str = ""
    size: int = 25
    selecting: Selecting | None = None
    note: Callable[[Any], Text] | None = None
    action: Callable[[Any], tuple[Text, str]] | None = None
    spoken: Callable[[Any], Text] = lambda _row: ""
    files: str = ""
    fields: Collection[str] = ()
    empty: Empty | None = field(default=None)

    @cached_property
    def chosen(self) -> list[Column]:
        """The columns to show, in their own order; the first always."""
        first, *rest = self.columns
        if COLUMNS not in self.query:
            return [first, *(column for column in rest if column.shown)]
        wanted = set(self.query.getlist(COLUMNS))
        return [first, *(column for column in rest if column.name in wanted)]

    @cached_property
    def order(self) -> str:
        """The order in force, as the address writes it; empty for that of the rows themselves."""
        asked = self.query.get(SORT, "")
        return asked if asked.removeprefix("-") in self._sortable else self.sort

    @cached_property
    def page(self) -> Page:
        return Paginator(self._in_order(), self.size).get_page(self.query.get(PAGE))

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(row) for row in self.shape(list(self.page.object_list))]

    @cached_property
    def has_choice(self) -> bool:
        """Whether any row of the page can be ticked; where none can, there is nothing to do with several."""
        return self.selecting is not None and any(not line.why_not for line in self.lines)

    @property
    def is_narrowed(self) -> bool:
        return any(self.query.get(name) for name in self.fields)

    @property
    def is_broad(self) -> bool:
        return len(self.chosen) > BROAD

    def direction(self, column: Column) -> str:
        """``ascending``, ``descending``, or empty where the list is not sorted by the column."""
        return {column.name: "ascending", f"-{column.name}": "descending"}.get(self.order, "")

    def headers(self) -> list[str]:
        return [str(column.label) for column in self.chosen]

    def values(self) -> Iterator[list[Value]]:
        """Every row of what is narrowed, not of one page, in the chosen columns; for the file."""
        ordered = self._in_order()
        rows: Iterable[Any] = ordered.iterator(PIECE) if isinstance(ordered, QuerySet) else ordered
        waiting = iter(rows)
        while piece := list(islice(waiting, PIECE)):
            for row in self.shape(piece):
                yield [column.cell(row).value for column in self.chosen]

    @property
    def _sortable(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns if column.orders}

    def _in_order(self) -> QuerySet | Sequence[Any]:
        column = self._sortable.get(self.order.removeprefix("-"))
        if column is None:
            return self.rows
        down = self.order.startswith("-")
        if isinstance(self.rows, QuerySet):
            # The key last, or equal rows would change places between two pages.
            return self.rows.order_by(*(f"-{name}" if down else name for name in column.orders), "pk")
        paired = zip(self.shape(self.rows), self.rows, strict=True)
        keyed = [(_comparable(column.cell(shaped).value), row) for shaped, row in paired]
        return [row for _key, row in sorted(keyed, key=lambda pair: pair[0], reverse=down)]

    def _line(self, row: Any) -> Line:
        cells = [(column, column.cell(row)) for column in self.chosen]
        note = self.note(row) if self.note else ""
        action = self.action(row) if self.action else None
        picking = self.selecting
        if picking is None:
            return Line(cells, note=note, action=action, spoken=self.spoken(row))
        key, why_not = picking.key(row), picking.why_not(row)
        ticked = not why_not and (picking.everything or key in picking.chosen)
        return Line(cells, key, ticked, why_not, note, action, self.spoken(row))


def _comparable(value: Value) -> tuple[bool, Any]:
    """What is missing comes last; a translated text compares as what it says, in the order of its alphabet."""
    if value in (None, ""):
        return True, ""
    return False, sort_key(str(value)) if isinstance(value, str | Promise) else value
