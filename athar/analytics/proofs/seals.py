"""Sealed documents: a plain dict that carries a signature over everything else in it."""

from collections.abc import Sequence
from typing import Any

from athar.analytics.proofs.canonical import canonical_json
from athar.analytics.proofs.encoding import from_base64, to_base64
from athar.analytics.proofs.keys import PublicKey, SigningKey


class Invalid(ValueError):
    """The document is not what was sealed, or contradicts itself; the message says where."""


def seal(document: dict[str, Any], key: SigningKey) -> dict[str, Any]:
    """
    The document with ``signature``: {"key": verifier key, "value": base64} over the canonical form of the rest.

    One key may sign notes too: a note's text ends in a line end, and canonical JSON never holds one.

    :raises TypeError, ValueError: when the document has no canonical form.
    """
    body = _unsigned(document)
    return {**body, "signature": {"key": str(key.public), "value": to_base64(key.sign(canonical_json(body)))}}


def check_seal(document: dict[str, Any], public_keys: Sequence[PublicKey] | None = None) -> PublicKey:
    """
    Check a document's seal.

    :param public_keys: the keys to trust, and no others. Without them the key inside the document is used, which
        proves that it is whole, not whose it is: compare the key returned with the one the association publishes.
    :returns: the key that sealed it.
    :raises Invalid: when it has no seal, was sealed by another key, or was changed since.
    """
    key, value = _read(document)
    try:
        body = canonical_json(_unsigned(document))
    except (TypeError, ValueError) as error:
        message = f"it cannot have been sealed as it is: {error}"
        raise Invalid(message) from error
    if public_keys is not None and key not in public_keys:
        trusted = ", ".join(map(str, public_keys)) or "none"
        message = f"it is sealed by {key}, which is not among the trusted keys ({trusted}); get it from the association itself."
        raise Invalid(message)
    if not key.verifies(value, body):
        message = "it was changed after it was sealed; get the original from the association."
        raise Invalid(message)
    return key


def _read(document: dict[str, Any]) -> tuple[PublicKey, bytes]:
    """Whose seal the document says it has, and the signature."""
    signature = document.get("signature") if isinstance(document, dict) else None
    # Nothing beside the two: what stands here is not covered by the signature.
    if not isinstance(signature, dict) or set(signature) != {"key", "value"}:
        message = 'it has no seal; at its end belongs "signature" with "key" and "value" and nothing else.'
        raise Invalid(message)
    if not all(isinstance(part, str) for part in signature.values()):
        message = "its seal is not in order: key and value are texts; get the original from the association."
        raise Invalid(message)
    try:
        return PublicKey.parse(signature["key"]), from_base64(signature["value"])
    except ValueError as error:
        message = f"its seal cannot be read: {error}"
        raise Invalid(message) from error


def _unsigned(document: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in document.items() if name != "signature"}
