"""What people send: pictures are drawn anew, documents are looked at; everything else is refused with its reason."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from athar.direction.content.models.media import LARGE, SMALL
from athar.foundation.core.refusals import Reason, Refused, filled

if TYPE_CHECKING:
    from PIL import Image

LARGEST_PICTURE = 10 * 1024 * 1024
LARGEST_DOCUMENT = 25 * 1024 * 1024
MOST_PIXELS = 50_000_000
MEGABYTE = 1024 * 1024
QUALITY = 82
PICTURE_FORMATS = ("JPEG", "PNG", "WEBP")
OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".csv": "text/csv",
    ".xlsx": f"{OFFICE}.spreadsheetml.sheet",
    ".docx": f"{OFFICE}.wordprocessingml.document",
}
_INSIDE = {".xlsx": "xl/workbook.xml", ".docx": "word/document.xml"}
_MACROS = "vbaproject.bin"


class ArrivalRefused(Refused):
    """The file is not taken."""


@dataclass(frozen=True)
class Drawn:
    """A picture drawn anew in two sizes, as WebP; ``width`` and ``height`` are those of the large one."""

    large: bytes
    small: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.large).hexdigest()


def drawn(file: File) -> Drawn:
    """
    Draw a picture anew, the right way up, at most 1,600 pixels wide.

    Only its pixels survive: no place, no camera, no comment, no second file hidden behind the first.

    :raises ArrivalRefused: when it is too large, no JPEG, PNG or WebP, or cannot be read.
    """
    from PIL import Image, ImageOps  # slow import, only for pictures

    _within(file, LARGEST_PICTURE)
    file.seek(0)
    try:
        with Image.open(io.BytesIO(file.read()), formats=PICTURE_FORMATS) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise ArrivalRefused(_too_many_pixels())
            upright = ImageOps.exif_transpose(sent)
            flat = upright.convert(
                "RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB"
            )
            # A fresh canvas: what hangs on the old picture (profiles, comments) does not come along.
            canvas = Image.new(flat.mode, flat.size)
            canvas.paste(flat)
    except ArrivalRefused:
        raise
    except Image.DecompressionBombError as error:
        raise ArrivalRefused(_too_many_pixels()) from error
    except Exception as error:  # the decoders raise whatever they meet, from SyntaxError to struct.error
        raise ArrivalRefused(
            Reason(
                "no_picture",
                _("The file is no picture we can read."),
                _("Send a JPEG, PNG or WebP. A drawing (SVG) must be saved as PNG first."),
            )
        ) from error
    large, small = (_scaled(canvas, width) for width in (LARGE, SMALL))
    return Drawn(_webp(large), _webp(small), large.width, large.height)


def _scaled(picture: "Image.Image", longest: int) -> "Image.Image":
    width = min(longest, picture.width)
    height = max(1, round(picture.height * width / picture.width))
    return picture if width == picture.width else picture.resize((width, height))


def _webp(picture: "Image.Image") -> bytes:
    made = io.BytesIO()
    picture.save(made, "WEBP", quality=QUALITY, method=4)
    return made.getvalue()


@dataclass(frozen=True)
class Looked:
    """A document that is what its name says."""

    sha256: str
    media_type: str
    extension: str
    size: int


def looked_at(file: File) -> Looked:
    """
    Look whether a document is of a kind that we hand out, by its name and by its bytes.

    :raises ArrivalRefused: with every reason.
    """
    _within(file, LARGEST_DOCUMENT)
    extension = PurePath(file.name or "").suffix.lower()
    file.seek(0)
    content = file.read()
    if extension not in MEDIA_TYPES:
        raise ArrivalRefused(
            Reason(
                "no_document",
                _("Files of this kind are not handed out."),
                _("Send a PDF, XLSX, DOCX or CSV file."),
            )
        )
    if not _is_what_it_says(content, extension):
        raise ArrivalRefused(
            Reason(
                "not_what_it_says",
                filled(_("The file is not the %(kind)s its name says."), kind=extension[1:].upper()),
                _("Save it again from the program it was made with, and send that."),
            )
        )
    if extension in _INSIDE and _holds_macros(content):
        raise ArrivalRefused(
            Reason("macros", _("The file holds macros."), _("Save it without macros, or as a PDF."))
        )
    return Looked(hashlib.sha256(content).hexdigest(), MEDIA_TYPES[extension], extension, len(content))


def _is_what_it_says(content: bytes, extension: str) -> bool:
    if extension == ".pdf":
        return content.startswith(b"%PDF-")
    if extension == ".csv":
        return _is_text(content)
    return _INSIDE[extension] in _names_in(content)


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return "\0" not in text and not text.lstrip().startswith("<")


def _names_in(content: bytes) -> set[str]:
    if not content.startswith(b"PK"):  # what stands before the archive would be a second file in one
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return set(archive.namelist())
    except zipfile.BadZipFile:
        return set()


def _holds_macros(content: bytes) -> bool:
    return any(name.lower().endswith(_MACROS) for name in _names_in(content))


def _within(file: File, largest: int) -> None:
    if file.size > largest:
        raise ArrivalRefused(
            Reason(
                "too_large",
                filled(_("The file is larger than %(megabytes)s MB."), megabytes=largest // MEGABYTE),
                _("Make it smaller, then send it again."),
            )
        )
    if file.size == 0:
        raise ArrivalRefused(Reason("empty", _("The file is empty."), _("Choose it again.")))


def _too_many_pixels() -> Reason:
    return Reason(
        "too_many_pixels",
        filled(
            _("The picture has more than %(millions)s million pixels."), millions=MOST_PIXELS // 1_000_000
        ),
        _("Scale it down, then send it again."),
    )
