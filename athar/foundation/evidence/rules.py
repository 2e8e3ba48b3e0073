"""What may be kept as evidence."""

from pathlib import PurePath

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def media_type_of(file_name: str) -> str | None:
    """The type that a file's name says, never what whoever sends it claims; None where it can be no evidence."""
    return MEDIA_TYPES.get(PurePath(file_name).suffix.lower())
