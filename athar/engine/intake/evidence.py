"""Where a row's evidence is: a file beside the imported one, an address, or something kept already."""

import mimetypes
import re
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from athar.engine.intake.cells import CellRefused, text_reader
from athar.foundation.core.refusals import Reason, Text, filled, quoted
from athar.foundation.evidence.models import Evidence
from athar.foundation.evidence.operations import keep
from athar.foundation.people.models import Person

_SHA256 = re.compile(r"[0-9a-f]{64}")
_TITLE = 200
_readable = text_reader("evidence", 400)


class EvidenceFinder:
    """
    Turns the text of an evidence cell into kept evidence.

    Files are kept while they are read, not when they are posted: the reviewer looks at the very bytes that
    the record will name, whatever happens to the folder in between. Keeping twice is harmless.
    """

    def __init__(self, *, folder: Path | None, by: Person, at: datetime) -> None:
        self.folder = folder.resolve() if folder else None
        self.by, self.at = by, at

    def find(self, text: str) -> int:
        """
        Return the key of the evidence.

        :raises CellRefused: when there is no such file, or it lies outside the folder of the import.
        """
        name = _readable(text)
        if _SHA256.fullmatch(name.lower()):
            return self._kept(name.lower())
        if urlsplit(name).scheme in {"http", "https"}:
            return self._address(name)
        return self._file(name)

    def _kept(self, digest: str) -> int:
        found = Evidence.objects.filter(sha256=digest).values_list("pk", flat=True).first()
        if found is None:
            raise CellRefused(
                _reason(
                    "evidence_unknown",
                    _("No evidence with the SHA-256 %(name)s is kept."),
                    digest[:16],
                    _("Upload it first."),
                )
            )
        return found

    def _address(self, address: str) -> int:
        # What an address shows may change. What is kept, and hashed into the record, is which address was named.
        body = ContentFile(f"{address}\r\n".encode(), name="address.txt")
        title = address[:_TITLE]
        return keep(
            file=body, title_ar=title, title_en=title, media_type="text/uri-list", by=self.by, at=self.at
        ).pk

    def _file(self, name: str) -> int:
        if self.folder is None:
            raise CellRefused(
                _reason(
                    "evidence_not_uploaded", _("The file “%(name)s” was not uploaded."), name,
                    _("Upload it as evidence and write its SHA-256 here, or write an address."),
                )
            )  # fmt: skip
        try:
            path = (self.folder / PurePosixPath(name.replace("\\", "/"))).resolve()
            found = path.is_file()
        except (OSError, ValueError):  # a name no file can have
            path, found = self.folder, False
        if not path.is_relative_to(self.folder):
            raise CellRefused(
                _reason(
                    "evidence_outside",
                    _("“%(name)s” lies outside the folder of this file."),
                    name,
                    _("Put the evidence beside this file, or below it."),
                )
            )
        if not found:
            raise CellRefused(
                _reason(
                    "evidence_not_found",
                    _("There is no file “%(name)s” beside this one."),
                    name,
                    _("Put it there, or correct its path."),
                )
            )
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        title = path.stem[:_TITLE]
        with path.open("rb") as file:
            return keep(
                file=File(file, name=path.name),
                title_ar=title,
                title_en=title,
                media_type=media_type,
                by=self.by,
                at=self.at,
            ).pk


def _reason(code: str, message: Text, name: str, remedy: Text) -> Reason:
    return Reason(code, filled(message, name=quoted(name)), remedy)
