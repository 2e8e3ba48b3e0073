"""Writes: keep a file as evidence."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from athar.foundation.evidence.models import Evidence, sha256_of
from athar.foundation.people.models import Person

LONGEST_EXTENSION = len(".jsonl")


@transaction.atomic
def keep(*, file: File, title_ar: str, title_en: str, media_type: str, by: Person, at: datetime) -> Evidence:
    """
    Keep a file as evidence. The same bytes are kept once: a second upload returns the first.

    The file is stored under its hash, so a name somebody chose never reaches the disk.
    """
    file.seek(0)
    digest = sha256_of(file)
    known = Evidence.objects.filter(sha256=digest).first()
    if known:
        return known
    size, extension = file.size, _extension(file.name or "")
    file.seek(0)
    evidence = Evidence(
        sha256=digest,
        title_ar=title_ar,
        title_en=title_en,
        media_type=media_type,
        size=size,
        added_by=by,
        added_at=at,
    )
    evidence.file.save(f"{digest}{extension}", file, save=False)
    evidence.save()
    return evidence


def _extension(name: str) -> str:
    dot = name.rfind(".")
    extension = name[dot:].lower() if dot > 0 else ""
    plain = extension.isascii() and extension[1:].isalnum() and len(extension) <= LONGEST_EXTENSION
    return extension if plain else ""
