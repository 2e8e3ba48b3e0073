"""Blacks somebody out of a file that proves, once they were erased."""

import hashlib
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from html import escape

from django.core.files.base import ContentFile
from django.db import transaction

from athar.foundation.core.contents import weight
from athar.foundation.evidence.models import Evidence, Redaction

BLACK = "▇▇▇"
_READABLE = ("text/", "application/json", "application/xml")
_ZIPPED = (".xml", ".rels", ".txt", ".csv")


@transaction.atomic
def redact(*, evidence: Evidence, values: Sequence[str], at: datetime) -> bool | None:
    """
    Keep a copy of the file without these values, and destroy the file as it was.

    :returns: whether there was anything to black out; None where the file's kind cannot be read, so that somebody must look.
    """
    try:
        with evidence.current_file.open("rb") as file:
            content = file.read()
    except FileNotFoundError:
        return None
    without = redacted(content, evidence.media_type, values)
    if without is None or without == content:
        return None if without is None else False
    before = evidence.current_file
    digest = hashlib.sha256(without).hexdigest()
    row = Redaction(evidence=evidence, sha256=digest, at=at)
    row.file.save(f"{digest}{evidence.extension}", ContentFile(without), save=False)
    row.save()
    transaction.on_commit(partial(before.storage.delete, str(before.name)))
    return True


def redacted(content: bytes, media_type: str, values: Sequence[str]) -> bytes | None:
    """The content with every value blacked out; None for a kind that is neither text nor a zipped document, and for one too large unpacked."""
    if media_type.startswith(_READABLE):
        return _black(content, values)
    if not zipfile.is_zipfile(io.BytesIO(content)) or weight(io.BytesIO(content)).is_too_much:
        return None
    return _rezipped(content, [*values, *map(escape, values)])


def _black(content: bytes, values: Sequence[str]) -> bytes:
    for value in sorted(set(values), key=len, reverse=True):
        content = re.sub(re.escape(value.encode()), BLACK.encode(), content)
    return content


def _rezipped(content: bytes, values: Sequence[str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    changed = {name: _black(part, values) if name.endswith(_ZIPPED) else part for name, part in parts.items()}
    if changed == parts:
        return content
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in changed.items():
            archive.writestr(name, part)
    return buffer.getvalue()
