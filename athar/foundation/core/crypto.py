"""
Secrets at rest: AES-256-GCM for what must be read again, HMAC-SHA256 for what must be found.

A sealed value is ``version (1 byte) | key id (4) | nonce (12) | ciphertext and tag``. The version
and key id, with the context the caller names, are authenticated: a value copied into another
column does not open. The key id lets old keys open old values while new ones are sealed with the
new key.
"""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION = b"\x01"
KEY_BYTES, KEY_ID_BYTES, NONCE_BYTES = 32, 4, 12
_HEADER = len(VERSION) + KEY_ID_BYTES


class DecryptionFailed(Exception):
    """The value was altered, belongs elsewhere, or its key is not here; never says which part."""


def encrypt(plaintext: str, *, context: str = "") -> bytes:
    """
    Seal a text with the current key.

    :param context: what the value is ("person.national_id"); the same is needed to open it.
    """
    key = _encryption_keys()[0]
    header, nonce = VERSION + _key_id(key), os.urandom(NONCE_BYTES)
    return header + nonce + AESGCM(key).encrypt(nonce, plaintext.encode(), _associated(header, context))


def decrypt(sealed: bytes, *, context: str = "") -> str:
    """
    Open a sealed text with whichever of our keys sealed it.

    :raises DecryptionFailed: when it cannot be opened or was tampered with.
    """
    header, nonce, body = (
        sealed[:_HEADER],
        sealed[_HEADER : _HEADER + NONCE_BYTES],
        sealed[_HEADER + NONCE_BYTES :],
    )
    for key in _encryption_keys():
        if header == VERSION + _key_id(key):
            try:
                return AESGCM(key).decrypt(nonce, body, _associated(header, context)).decode()
            except (InvalidTag, ValueError) as error:
                raise DecryptionFailed("The sealed value does not open.") from error
    raise DecryptionFailed("No key at hand opens the sealed value.")


def is_current(sealed: bytes) -> bool:
    """Whether the value is sealed with the current key, so that a rotation can skip it."""
    return sealed[:_HEADER] == VERSION + _key_id(_encryption_keys()[0])


def lookup_hash(text: str, *, purpose: str = "") -> bytes:
    """
    Return the 32-byte keyed hash under which a secret can be found again.

    The caller brings the text into one spelling first. Hashes of different purposes never match.
    """
    return _hash(_lookup_keys()[0], text, purpose)


def lookup_hashes(text: str, *, purpose: str = "") -> list[bytes]:
    """Return the hash under the current key, then under the old ones: look up with ``__in``."""
    return [_hash(key, text, purpose) for key in _lookup_keys()]


def _hash(key: bytes, text: str, purpose: str) -> bytes:
    return hmac.digest(key, _length_prefixed(purpose) + text.encode(), "sha256")


def _associated(header: bytes, context: str) -> bytes:
    return b"athar" + header + context.encode()


def _length_prefixed(text: str) -> bytes:
    # Without the length, ("a", "bc") and ("ab", "c") would hash alike.
    return len(text.encode()).to_bytes(4, "big") + text.encode()


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"athar key id" + key).digest()[:KEY_ID_BYTES]


def _encryption_keys() -> list[bytes]:
    return _keys("ATHAR_ENCRYPTION_KEY", "ATHAR_OLD_ENCRYPTION_KEYS")


def _lookup_keys() -> list[bytes]:
    return _keys("ATHAR_LOOKUP_KEY", "ATHAR_OLD_LOOKUP_KEYS")


def _keys(current: str, old: str) -> list[bytes]:
    earlier: Sequence[str] = getattr(settings, old, [])
    return [
        _key(text, name)
        for text, name in [(getattr(settings, current), current), *((key, old) for key in earlier)]
    ]


def _key(text: str, name: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ImproperlyConfigured(f"{name} is not base64.") from error
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"{name} holds {len(key)} bytes instead of {KEY_BYTES}.")
    return key
