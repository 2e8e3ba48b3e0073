"""Files that prove who somebody is or speaks for: kept apart, seen by those who decide, destroyed afterwards."""

import secrets
from pathlib import PurePath

from django.core.files.base import File
from django.db.models.fields.files import FieldFile

# By their first bytes: a name can say anything.
BEGINNINGS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}
MOST_MEGABYTES = 10


def kind_of(file: File) -> str:
    """``pdf``, ``png`` or ``jpg``, by what the file begins with; empty for anything else."""
    file.seek(0)
    beginning = file.read(8)
    file.seek(0)
    return next((kind for mark, kind in BEGINNINGS.items() if beginning.startswith(mark)), "")


def keep(field: FieldFile, file: File) -> None:
    """Store the file under a name that says nothing and nobody can guess; the row is saved by the caller."""
    field.save(f"{secrets.token_hex(16)}.{kind_of(file)}", file, save=False)


def type_of(field: FieldFile) -> str:
    return TYPES[PurePath(field.name or "").suffix.removeprefix(".")]
