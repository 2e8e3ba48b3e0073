"""CSV read as a stream: memory holds one row, and any row's end is a place to go on from."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from athar.engine.intake.files.common import Line
from athar.engine.intake.reasons import FileRefused, empty, not_a_table, not_utf8, unknown_format

BOM = b"\xef\xbb\xbf"
DELIMITERS = ",;\t"


class CsvTable:
    """A CSV file in UTF-8. Comma, semicolon or tab: whichever the first row has most of, outside quotation marks."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.length = path.stat().st_size
        with path.open("rb") as file:
            file.seek(_start(file))
            first = next(_Texts(file, 0), "")
        self.delimiter = _delimiter(first)
        self.headers, self._first = self._read_headers()

    def _read_headers(self) -> tuple[list[str], Line]:
        with self.path.open("rb") as file:
            line = next(self._records(file, _start(file), 0), None)
        if line is None or not any(cell.strip() for cell in line.cells):
            raise FileRefused(empty())
        return [cell.strip() for cell in line.cells], line

    def lines(self, *, cursor: int = 0, after: int = 0) -> Iterator[Line]:
        if cursor == 0:
            cursor, after = self._first.cursor, self._first.number
        with self.path.open("rb") as file:
            for line in self._records(file, cursor, after):
                if any(line.cells) and any(cell.strip() for cell in line.cells):
                    yield line

    def _records(self, file: BinaryIO, cursor: int, number: int) -> Iterator[Line]:
        file.seek(cursor)
        texts = _Texts(file, number)
        records = csv.reader(texts, delimiter=self.delimiter, strict=True)
        while True:
            try:
                cells = next(records, None)
            except csv.Error as error:
                raise FileRefused(not_a_table(number + 1, str(error))) from error
            if cells is None:
                return
            number += 1
            texts.number = number
            yield Line(number, cursor + texts.consumed, cells)


class _Texts:
    """The lines of a file as text, counting the bytes they took: csv.reader asks for no more than it needs."""

    def __init__(self, file: BinaryIO, number: int) -> None:
        self.file = file
        self.number = number
        self.consumed = 0

    def __iter__(self) -> "_Texts":
        return self

    def __next__(self) -> str:
        line = self.file.readline()
        if not line:
            raise StopIteration
        self.consumed += len(line)
        if b"\0" in line:  # no text has it; UTF-16 without its mark is full of it
            raise FileRefused(unknown_format())
        try:
            return line.decode()
        except UnicodeDecodeError as error:
            raise FileRefused(not_utf8(self.number + 1)) from error


def _start(file: BinaryIO) -> int:
    file.seek(0)
    return len(BOM) if file.read(len(BOM)) == BOM else 0


def _delimiter(header: str) -> str:
    outside = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=outside.count)
