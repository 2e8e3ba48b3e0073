"""Sealed documents, and receipts of figures among them."""

import base64
import hashlib
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from athar.analytics.proofs.canonical import canonical_json
from athar.analytics.proofs.checkpoint import BadSignature, Malformed, parse
from athar.analytics.proofs.keys import PublicKey, SigningKey

FORMAT = "athar-receipt/1"


class Invalid(ValueError):  # the word `athar verify` prints
    """The document is not what was sealed, or contradicts itself; the message says where."""


def seal(document: dict[str, Any], key: SigningKey) -> dict[str, Any]:
    """The document with a signature over the canonical form of everything else in it."""
    body = {name: value for name, value in document.items() if name != "signature"}
    signature = base64.b64encode(key.sign(canonical_json(body))).decode()
    return {**body, "signature": {"key": str(key.public), "value": signature}}


def check_seal(document: dict[str, Any], public_keys: Sequence[PublicKey] | None = None) -> PublicKey:
    """
    Check a document's seal.

    :param public_keys: the keys to trust; without, the key inside the document is used, which proves that
        it is whole but not whose it is: compare the returned key with one you know.
    :returns: the key that sealed it.
    :raises Invalid: when it has no seal, another key's, or was changed since.
    """
    signature = document.get("signature")
    if not isinstance(signature, dict) or not {"key", "value"} <= set(signature):
        message = "it has no seal (a signature with key and value)."
        raise Invalid(message)
    try:
        key = PublicKey.parse(str(signature["key"]))
        value = base64.b64decode(str(signature["value"]), validate=True)
        body = canonical_json({name: part for name, part in document.items() if name != "signature"})
    except (ValueError, TypeError) as error:
        message = f"its seal cannot be read ({error})"
        raise Invalid(message) from error
    if public_keys is not None and key not in public_keys:
        message = f"it is sealed by {key}, which is not among the trusted keys."
        raise Invalid(message)
    if not key.verifies(value, body):
        message = "it was changed after it was sealed."
        raise Invalid(message)
    return key


def verify_receipt(document: dict[str, Any], public_keys: Sequence[PublicKey] | None = None) -> list[str]:
    """
    Check a receipt: its seal, its definition, its signed head, its sum.

    :returns: what was checked, in words.
    :raises Invalid: with the first thing that does not hold.
    """
    if document.get("format") != FORMAT:
        message = f"its format is {document.get('format')!r}, not {FORMAT}."
        raise Invalid(message)
    key = check_seal(document, public_keys)
    try:
        return [f"the receipt is sealed by {key}", _definition(document), _cutoff(document, key), *_sum(document)]
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        if isinstance(error, Invalid):
            raise
        message = f"a part is missing or has the wrong form: {error}."
        raise Invalid(message) from error


def _definition(document: dict[str, Any]) -> str:
    digest = hashlib.sha256(canonical_json(document["definition"])).hexdigest()
    if digest != document["definition_hash"]:
        message = "the definition does not have the hash the receipt gives."
        raise Invalid(message)
    return f"the definition of {document['code']} has the hash {digest[:16]}…"


def _cutoff(document: dict[str, Any], key: PublicKey) -> str:
    cutoff = document["cutoff"]
    try:
        checkpoint = parse(cutoff["checkpoint"], [key])
    except (BadSignature, Malformed) as error:
        raise Invalid(str(error)) from error
    if (checkpoint.size, checkpoint.root.hex()) != (cutoff["size"], cutoff["root"]):
        message = "the cut-off is not the signed head it names."
        raise Invalid(message)
    return f"the cut-off is the signed head of {checkpoint.size:,} records"


def _sum(document: dict[str, Any]) -> list[str]:
    value, split = Decimal(document["value"]), document["breakdown"]
    if split is None:
        return []
    if Decimal(split["identified"]) + Decimal(split["headcount"]) != value:
        message = f"{split['identified']} identified and {split['headcount']} counted do not come to {value}."
        raise Invalid(message)
    return [f"{split['identified']} identified and {split['headcount']} counted come to {value}"]
