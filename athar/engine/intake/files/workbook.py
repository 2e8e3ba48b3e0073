"""
The first sheet of an Excel workbook, as text.

python-calamine unpacks the whole sheet in native memory, about twice what its XML weighs: 1.4 kB for a row of
19 columns (measured by benchmarks/imports.py --xlsx); rows then come one by one. What a workbook may weigh
unpacked is therefore limited. CSV has no limit.
"""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from athar.engine.intake.files.common import Line
from athar.engine.intake.reasons import FileRefused, empty, unreadable_workbook, workbook_too_large
from athar.foundation.core.contents import MOST_FILES, says_true, weight

MOST_UNPACKED = 300_000_000  # bytes, hence some 600 MB of memory and 400,000 full rows


class WorkbookTable:
    """Cursors count rows from the top of the sheet."""

    def __init__(self, path: Path) -> None:
        _check_size(path)
        try:
            with CalamineWorkbook.from_path(path) as workbook:
                self._sheet = workbook.get_sheet_by_index(0)
        except (CalamineError, OSError, IndexError) as error:
            raise FileRefused(unreadable_workbook(str(error))) from error
        if self._sheet.start is None:
            raise FileRefused(empty())
        self._top = self._sheet.start[0]
        self.length = self._top + self._sheet.height
        self.headers = [as_text(value).strip() for value in next(self._sheet.iter_rows())]

    def lines(self, *, cursor: int = 0, after: int = 0) -> Iterator[Line]:  # noqa: ARG002 -- rows have their number already
        for offset, values in enumerate(self._sheet.iter_rows()):
            number = self._top + offset + 1
            if offset == 0 or number <= cursor:
                continue
            cells = [as_text(value) for value in values]
            if any(cell.strip() for cell in cells):
                yield Line(number, number, cells)


def as_text(value: object) -> str:
    """What a cell says, the way the same cell would stand in a CSV file."""
    if isinstance(value, str):
        return value.replace("\0", "")  # Excel can escape it, PostgreSQL cannot keep it
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value.total_seconds() / 3600)  # Excel keeps durations as parts of a day; we count hours
    return "" if value is None else str(value)


def _check_size(path: Path) -> None:
    try:
        found = weight(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise FileRefused(unreadable_workbook(str(error))) from error
    if found.unpacked > MOST_UNPACKED or found.files > MOST_FILES:
        raise FileRefused(workbook_too_large(found.unpacked // 1_000_000, MOST_UNPACKED // 1_000_000))
    # calamine unpacks to the end of what is there, whatever the archive says of its length.
    if not says_true(path):
        raise FileRefused(unreadable_workbook("an entry is broken, or longer than it says"))
