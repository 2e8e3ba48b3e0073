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


def kind_of(media_type: str) -> str:
    """A type as people call it: XLSX, PDF; as it stands where it is none of ours."""
    return next(
        (suffix[1:].upper() for suffix, known in MEDIA_TYPES.items() if known == media_type), media_type
    )


def media_type_of(file_name: str) -> str | None:
    """The type that a file's name says, never what whoever sends it claims; None where it can be no evidence."""
    return MEDIA_TYPES.get(PurePath(file_name).suffix.lower())
