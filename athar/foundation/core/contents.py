"""
What a file is by its content: its name, and what a browser says of it, can be anything.

Nothing is unpacked here. What an archive would unpack to is asked of its own table of contents first.
"""

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO

from django.core.files.base import File

# How files begin that say so, by the end of their names.
BEGINNINGS = {".pdf": b"%PDF-", ".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff"}
SAME = {".jpeg": ".jpg"}
INSIDE = {".xlsx": "xl/workbook.xml"}  # what an archive of that kind holds
ARCHIVE = b"PK\x03\x04"
LOOKED_AT = 64 * 1024  # bytes of a text

MOST_UNPACKED = 300_000_000  # bytes
MOST_FILES = 10_000
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class Weight:
    """How many files an archive holds, and how many bytes they are unpacked, as it says itself."""

    files: int
    unpacked: int

    @property
    def is_too_much(self) -> bool:
        return self.files > MOST_FILES or self.unpacked > MOST_UNPACKED


def weight(archive: Path | IO[bytes] | File) -> Weight:
    """
    Weigh an archive without unpacking anything.

    :raises zipfile.BadZipFile: when it is none, or files in it overlap.
    """
    with zipfile.ZipFile(archive) as opened:
        entries = opened.infolist()
    return Weight(len(entries), sum(entry.file_size for entry in entries))


def says_true(archive: Path | IO[bytes] | File) -> bool:
    """
    Whether everything in an archive is as long as it says and unbroken.

    Read in pieces, and never further than an archive says it goes: a bomb that tells of a few bytes ends there.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            return opened.testzip() is None
    except BROKEN:
        return False


def kind_of(file: File) -> str:
    """``.pdf``, ``.png`` or ``.jpg``, by what the file begins with; empty for anything else."""
    beginning = _beginning(file, 8)
    return next((kind for kind, mark in BEGINNINGS.items() if beginning.startswith(mark)), "")


def is_what_its_name_says(file: File) -> bool:
    """Whether a file holds what the end of its name says: a PDF, a picture, a workbook, or a text. Other names are not believed."""
    named = PurePath(file.name or "").suffix.lower()
    named = SAME.get(named, named)
    if named in BEGINNINGS:
        return kind_of(file) == named
    if named in INSIDE:
        return _holds(file, INSIDE[named])
    return named == ".csv" and _is_text(_beginning(file, LOOKED_AT))


def _beginning(file: File, length: int) -> bytes:
    file.seek(0)
    found: bytes = file.read(length)
    file.seek(0)
    return found


def _holds(file: File, name: str) -> bool:
    # What stands before an archive would be a second file in one.
    if _beginning(file, len(ARCHIVE)) != ARCHIVE:
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            return name in archive.namelist()
    except BROKEN:
        return False
    finally:
        file.seek(0)


def _is_text(beginning: bytes) -> bool:
    """Not by its letters, which may be of any code page: no byte is zero, and it begins as no other kind does."""
    others = (*BEGINNINGS.values(), ARCHIVE, b"<", b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF")
    return b"\0" not in beginning and not beginning.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(others)
