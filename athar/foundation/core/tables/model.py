"""What a list is made of: columns that read a row, cells, what may be chosen, what an empty list says."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from athar.foundation.core.refusals import Text

Value = Text | int | float | Decimal | date | datetime | None
Kind = Literal["text", "number", "day", "code", "file"]


@dataclass(frozen=True)
class Cell:
    """
    What stands in one place of a list; the file takes ``value`` alone.

    :param note: a second, quieter line.
    :param tone: shows the value as a chip: good, watch, bad, none, accent.
    :param icon: another icon than the tone's.
    """

    value: Value = ""
    note: Text = ""
    url: str = ""
    tone: str = ""
    icon: str = ""
    filled: bool = False


@dataclass(frozen=True)
class Column:
    """
    One column. The first of a list names its rows and is always shown.

    :param name: how the address calls it, to sort by it and to choose it.
    :param read: the cell of a row, or its bare value.
    :param kind: number (units under units), day (in the reader's calendar), code (left to right), file (the name of one, its end in order), text.
    :param orders: the database columns to sort by; empty: the list is not sorted by this column.
    :param shown: whether it is shown to somebody who chose no columns.
    :param places: of a number, behind its point; None: as many as it has.
    """

    name: str
    label: Text
    read: Callable[[Any], Cell | Value]
    kind: Kind = "text"
    orders: tuple[str, ...] = ()
    shown: bool = True
    places: int | None = None

    def cell(self, row: Any) -> Cell:
        found = self.read(row)
        return found if isinstance(found, Cell) else Cell(found)


@dataclass(frozen=True)
class Selecting:
    """
    Rows that can be ticked, to do one thing with several.

    :param name: of the boxes; their value is ``key`` of the row.
    :param why_not: why a row has no box; empty when it has one.
    :param chosen: keys that are ticked when the page appears.
    """

    name: str
    key: Callable[[Any], int]
    why_not: Callable[[Any], Text] = lambda _row: ""
    chosen: Collection[int] = ()
    everything: bool = False


@dataclass(frozen=True)
class Empty:
    """What this place is for, and the first act, while nothing is in it."""

    title: Text
    text: Text = ""
    action_label: Text = ""
    action_url: str = ""
