"""Salted commitments: to fix now what is told later, and to tell nothing until then."""

import hashlib
import secrets
from typing import Any

from athar.analytics.proofs.canonical import canonical_json

SALT = 16  # bytes; 128 random bits cannot be guessed, so erasing salt and opening leaves a hash of nothing


def commit(salt: bytes, opening: dict[str, Any]) -> bytes:
    """
    SHA-256 over the salt and the canonical form of the opening: 32 bytes that bind to it and hide it.

    :raises ValueError: for a salt of another length, which would let its end be taken for the opening's start.
    :raises TypeError: when the opening has no canonical form.
    """
    if len(salt) != SALT:
        message = f"the salt has {len(salt)} bytes instead of {SALT}; take one from new_salts()."
        raise ValueError(message)
    return hashlib.sha256(salt + canonical_json(opening)).digest()


def new_salts(count: int) -> list[bytes]:
    """``count`` fresh random salts of 16 bytes, drawn from the system at once."""
    drawn = secrets.token_bytes(SALT * count)
    return [drawn[at : at + SALT] for at in range(0, len(drawn), SALT)]
