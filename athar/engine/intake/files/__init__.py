"""Files as tables: headers, then numbered rows of text, from any place on."""

from pathlib import Path

from athar.engine.intake.files.common import Line, Table
from athar.engine.intake.files.csv import CsvTable
from athar.engine.intake.files.workbook import WorkbookTable
from athar.engine.intake.reasons import FileRefused, empty, unknown_format

__all__ = ["CsvTable", "Line", "Table", "WorkbookTable", "is_workbook", "open_table"]

_ZIP, _OLD_OFFICE, _UTF16 = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", (b"\xff\xfe", b"\xfe\xff")


def open_table(path: Path) -> Table:
    """
    Open a file by what is in it, not by what it is called.

    :raises FileRefused: when it is neither CSV in UTF-8 nor xlsx, or is empty.
    """
    with path.open("rb") as file:
        start = file.read(8)
    if not start.strip():
        raise FileRefused(empty())
    if start.startswith((_OLD_OFFICE, *_UTF16)):
        raise FileRefused(unknown_format())
    return WorkbookTable(path) if start.startswith(_ZIP) else CsvTable(path)


def is_workbook(start: bytes) -> bool:
    return start.startswith(_ZIP)
