"""Files that prove who somebody is or speaks for: kept apart, seen by those who decide, destroyed afterwards."""

import secrets
from pathlib import PurePath

from django.core.files.base import File
from django.db.models.fields.files import FieldFile

from athar.foundation.core import contents

TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}
MOST_MEGABYTES = 10


def kind_of(file: File) -> str:
    """``pdf``, ``png`` or ``jpg``, by what the file begins with; empty for anything else."""
    return contents.kind_of(file).removeprefix(".")


def keep(field: FieldFile, file: File) -> None:
    """Store the file under a name that says nothing and nobody can guess; the row is saved by the caller."""
    field.save(f"{secrets.token_hex(16)}.{kind_of(file)}", file, save=False)


def type_of(field: FieldFile) -> str:
    return TYPES[PurePath(field.name or "").suffix.removeprefix(".")]
