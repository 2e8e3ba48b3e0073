"""Files that come within what is sent, in base64 (RFC 4648)."""

import base64
import binascii
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused


class FileRefused(Refused):
    """What was sent is no file."""


NO_BASE64 = Reason(
    "not_base64",
    _("The content of the file is not in base64."),
    _("Encode the bytes of the file (RFC 4648)."),
)


def file_from(content: str, name: str) -> ContentFile:
    """
    The file under its own name, without the folders of whoever sent it.

    :raises FileRefused: when the content is not in base64.
    """
    try:
        return ContentFile(base64.b64decode(content, validate=True), name=PurePath(name).name)
    except (binascii.Error, ValueError) as error:
        raise FileRefused(NO_BASE64) from error
