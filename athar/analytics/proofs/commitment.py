"""Salted commitments: to say later what was meant, and until then to say nothing."""

import hashlib
import secrets
from typing import Any

from athar.analytics.proofs.canonical import canonical_json

SALT = 16


def commit(salt: bytes, opening: dict[str, Any]) -> bytes:
    """SHA-256 over the salt and the canonical form of the opening; 32 bytes."""
    return hashlib.sha256(salt + canonical_json(opening)).digest()


def new_salts(count: int) -> list[bytes]:
    """``count`` fresh random salts of 16 bytes, drawn at once."""
    data = secrets.token_bytes(SALT * count)
    return [data[at : at + SALT] for at in range(0, len(data), SALT)]
