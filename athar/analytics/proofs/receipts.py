"""
Receipts of figures, format athar-receipt/1: what a number is, and what proves it.

Fields: format, code, labels {ar, en}, period [from, to], scope, value, unit, basis, breakdown {identified,
headcount} or null, definition, definition_hash (hex SHA-256 of its canonical form), cutoff {size, root, at,
checkpoint}, records {count, root}, exclusions [{reason, records, quantity}], approver, issued_at, signature.
Values and quantities are decimals as texts, roots are hex. ``records.root`` is the RFC 9162 root over the leaf
hashes of the contributing records in ascending position.
"""

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from athar.analytics.proofs.canonical import canonical_json
from athar.analytics.proofs.checkpoint import parse
from athar.analytics.proofs.keys import PublicKey
from athar.analytics.proofs.merkle import EMPTY
from athar.analytics.proofs.notes import BadSignature, Malformed
from athar.analytics.proofs.seals import Invalid, check_seal, seal

FORMAT = "athar-receipt/1"
TYPES: dict[str, type | tuple[type, ...]] = {
    "code": str, "labels": dict, "period": list, "scope": object, "value": str, "unit": str, "basis": str,
    "breakdown": (dict, type(None)), "definition": dict, "definition_hash": str, "cutoff": dict, "records": dict,
    "exclusions": list, "approver": object, "issued_at": str,
}  # fmt: skip

# Bounded, so that sums are exact: Python's decimals keep 28 digits.
_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,9})?")
_HASH = re.compile(r"[0-9a-f]{64}")


def verify_receipt(document: dict[str, Any], public_keys: Sequence[PublicKey] | None = None) -> list[str]:
    """
    Check a receipt offline.

    :param public_keys: the keys to trust, and no others; without them the key in the receipt is used, and named.
    :returns: what was checked, in words.
    :raises Invalid: with the first thing that does not hold.
    """
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        message = f'it is no receipt: "format" should be {FORMAT}.'
        raise Invalid(message)
    key = check_seal(document, public_keys)
    told = (
        ""
        if public_keys is not None
        else ", the key it carries itself: compare it with the one the association publishes"
    )
    _shape(document)
    heads_by = [key] if public_keys is None else public_keys  # an older key may have signed the head
    return [
        f"the receipt is sealed by {key}{told}",
        _definition(document),
        _cutoff(document, heads_by),
        _records(document),
        *_sum(document),
    ]


def _shape(document: dict[str, Any]) -> None:
    for name, kind in TYPES.items():
        if name not in document or not isinstance(document[name], kind):
            message = f'"{name}" is missing or of the wrong kind; get the original receipt.'
            raise Invalid(message)
    _decimal(document["value"], "value")
    try:
        first, last = map(date.fromisoformat, document["period"])
    except (TypeError, ValueError) as error:
        message = '"period" should be two dates, the first and the last day.'
        raise Invalid(message) from error
    if first > last:
        message = f"the period ends on {last}, before it begins on {first}."
        raise Invalid(message)


def _definition(document: dict[str, Any]) -> str:
    definition = document["definition"]
    digest = hashlib.sha256(canonical_json(definition)).hexdigest()
    if digest != document["definition_hash"]:
        message = f"the definition has the hash {digest}, and the receipt says {document['definition_hash']}."
        raise Invalid(message)
    for name in ("code", "basis"):
        if definition.get(name, document[name]) != document[name]:
            message = (
                f'"{name}" is {document[name]!r} in the receipt and {definition[name]!r} in its definition.'
            )
            raise Invalid(message)
    return f"the definition of {document['code']} has the hash {digest[:16]}…"


def _cutoff(document: dict[str, Any], keys: Sequence[PublicKey]) -> str:
    cutoff = document["cutoff"]
    note = cutoff.get("checkpoint")
    try:
        head = parse(note if isinstance(note, str) else "", keys)
    except (BadSignature, Malformed) as error:
        message = f"the signed head of its cut-off: {error}"
        raise Invalid(message) from error
    if type(cutoff.get("size")) is not int or (cutoff["size"], cutoff.get("root")) != (
        head.size,
        head.root.hex(),
    ):
        message = f"the cut-off is not the signed head it carries, which is of {head.size} records with the root {head.root.hex()}."
        raise Invalid(message)
    return f"the cut-off is the signed head of {head.size:,} records"


def _records(document: dict[str, Any]) -> str:
    count, root, size = (
        document["records"].get("count"),
        document["records"].get("root"),
        document["cutoff"]["size"],
    )
    if (
        type(count) is not int
        or not 0 <= count <= size
        or not isinstance(root, str)
        or not _HASH.fullmatch(root)
    ):
        message = f'"records" should be a count from 0 to {size} and a root of 64 hex digits.'
        raise Invalid(message)
    if (count == 0) != (root == EMPTY.hex()):
        message = f"the root {root} cannot be the one over {count} records."
        raise Invalid(message)
    return f"the {count:,} contributing records are pinned by the root {root[:16]}…"


def _sum(document: dict[str, Any]) -> list[str]:
    split = document["breakdown"]
    if split is None:
        if document["basis"] == "mixed":
            message = (
                'a mixed figure must say how much is identified and how much is counted; "breakdown" is null.'
            )
            raise Invalid(message)
        return []
    identified, headcount = (
        _decimal(split.get(name), f"breakdown.{name}") for name in ("identified", "headcount")
    )
    if identified + headcount != Decimal(document["value"]):
        message = f"{identified} identified and {headcount} counted come to {identified + headcount}, not to {document['value']}."
        raise Invalid(message)
    return [f"{identified} identified and {headcount} counted come to {document['value']}"]


def _decimal(text: object, where: str) -> Decimal:
    if not isinstance(text, str) or not _DECIMAL.fullmatch(text):
        message = f'"{where}" should be a decimal number as a text, such as "72347".'
        raise Invalid(message)
    return Decimal(text)


__all__ = ["FORMAT", "Invalid", "check_seal", "seal", "verify_receipt"]
