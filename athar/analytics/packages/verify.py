"""`athar verify`: what kind of file is it, and does everything in it hold."""

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from athar.analytics.packages.archive import verify_package
from athar.analytics.packages.errors import Invalid, Malformed
from athar.analytics.packages.inclusion import verify_inclusion_proof
from athar.analytics.packages.trust import keys_from, receipt_checks
from athar.analytics.proofs import PublicKey

LARGEST_JSON = 64 * 1024 * 1024


def verify_file(path: Path, *, trusted: Sequence[str] | None = None) -> list[str]:
    """
    Check a published file offline.

    :param trusted: verifier keys (``name+id+base64``); without any, the key inside the file is used and named.
    :returns: what was checked, in words.
    :raises Malformed: when the file is none of the kinds we publish.
    :raises Invalid: with the first thing that does not hold.
    """
    keys = keys_from(trusted)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return verify_package(archive, keys)
    return _checked(_read(path), keys)


def verify_document(document: dict[str, Any], *, trusted: Sequence[str] | None = None) -> list[str]:
    """
    Check a receipt or an inclusion proof that is read already; otherwise as ``verify_file``.

    What is nothing of ours may be of any shape: whatever the checks stumble over is not valid.
    """
    return _checked(document, keys_from(trusted))


def _checked(document: dict[str, Any], keys: Sequence[PublicKey] | None) -> list[str]:
    kind = document.get("format")
    try:
        if kind == "athar-receipt/1":
            return receipt_checks(document, keys)
        if kind == "athar-inclusion/1":
            return verify_inclusion_proof(document, keys)
    except (Invalid, Malformed):
        raise
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        message = f"something in it is not of the kind it should be ({type(error).__name__})."
        raise Invalid(message) from error
    message = f'its "format" is {kind!r}; this command knows athar-receipt/1, athar-inclusion/1 and data packages (.zip).'
    raise Malformed(message)


def _read(path: Path) -> dict[str, Any]:
    if path.stat().st_size > LARGEST_JSON:
        message = "the file is larger than any receipt or proof we publish."
        raise Malformed(message)
    try:
        document = json.loads(path.read_bytes())
    except ValueError as error:
        message = f"it is neither a zip nor JSON ({error})."
        raise Malformed(message) from error
    if not isinstance(document, dict):
        message = "it is JSON, but no object."
        raise Malformed(message)
    return document


__all__ = ["Invalid", "Malformed", "verify_document", "verify_file"]
