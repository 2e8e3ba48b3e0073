"""Check a file that somebody hands in, in a temporary file that is gone afterwards."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from athar.analytics.packages import Invalid, Malformed, verify_file
from athar.engine.ledger.signing import key, trusted_keys
from athar.foundation.core.contents import MOST_FILES, weight

LARGEST_UNPACKED = 512 * 1024 * 1024


@dataclass(frozen=True)
class Verdict:
    """``state``: valid, foreign (whole, but sealed by a key that is not ours), invalid or unknown."""

    state: str
    name: str
    checks: list[str]
    reason: str = ""


def check(file: UploadedFile, given_key: str = "") -> Verdict:
    """
    Check a receipt, a proof or a data package.

    Our own key is tried first; a file from elsewhere is then checked with the key it carries, which tells that
    it is whole and not whose it is.
    """
    with TemporaryDirectory(prefix="athar-verify-") as folder:
        path = Path(folder) / "file"
        with path.open("wb") as target:
            for piece in file.chunks():
                target.write(piece)
        if _is_too_heavy(path):
            return Verdict(
                "unknown", file.name or "", [], "unpacked it would be larger than any package we publish."
            )
        return _verdict(
            path,
            file.name or "",
            [given_key] if given_key else [str(known) for known in trusted_keys()],
            may_be_foreign=not given_key,
        )


def _is_too_heavy(path: Path) -> bool:
    """Whether a zip says that it unpacks to more than we publish; reading stops there, so a small file cannot fill the memory."""
    if not zipfile.is_zipfile(path):
        return False
    found = weight(path)
    return found.unpacked > LARGEST_UNPACKED or found.files > MOST_FILES


def _verdict(path: Path, name: str, trusted: list[str], *, may_be_foreign: bool) -> Verdict:
    try:
        return Verdict("valid", name, verify_file(path, trusted=trusted))
    except Malformed as error:
        return Verdict("unknown", name, [], str(error))
    except Invalid as error:
        reason = str(error)
    if may_be_foreign:
        try:
            return Verdict("foreign", name, verify_file(path))
        except (Invalid, Malformed):
            pass
    return Verdict("invalid", name, [], reason)


def how() -> dict[str, Any]:
    """What the page says about checking without us."""
    return {"verifier_key": str(key().public), "base_url": settings.ATHAR_BASE_URL}
