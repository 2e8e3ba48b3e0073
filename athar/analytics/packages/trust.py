"""Which keys are trusted, and what they signed."""

from collections.abc import Sequence
from typing import Any

from athar.analytics.packages.errors import Invalid, Malformed
from athar.analytics.proofs import BadSignature, Checkpoint, PublicKey, open_note, parse, verify_receipt
from athar.analytics.proofs import Invalid as NotSealed
from athar.analytics.proofs import Malformed as BadNote


def keys_from(texts: Sequence[str] | None) -> list[PublicKey] | None:
    if texts is None:
        return None
    try:
        return [PublicKey.parse(text) for text in texts]
    except ValueError as error:
        message = f"--key: {error}"
        raise Malformed(message) from error


def checkpoint_of(note: str, keys: Sequence[PublicKey] | None) -> tuple[Checkpoint, PublicKey]:
    """
    A signed head, checked under a trusted key.

    :raises Invalid: when no key is given or known to have signed it, or the signature is wrong.
    """
    if not keys:
        message = "a signed head does not carry its key; give the association's with --key (it is on its page of the ledger)."
        raise Invalid(message)
    try:
        checkpoint = parse(note, list(keys))
        [signer, *_] = open_note(note, list(keys))[1]
    except (BadSignature, BadNote) as error:
        raise Invalid(str(error)) from error
    return checkpoint, signer


def receipt_checks(document: dict[str, Any], keys: Sequence[PublicKey] | None) -> list[str]:
    try:
        return verify_receipt(document, list(keys) if keys else None)
    except NotSealed as error:
        raise Invalid(str(error)) from error
