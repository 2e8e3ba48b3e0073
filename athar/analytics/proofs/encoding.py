"""Base64 in which every value has one spelling."""

import base64


def to_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def from_base64(text: str) -> bytes:
    """
    Read standard base64 (RFC 4648, section 4), strictly.

    The library forgives stray bits after the last byte; then two texts would be one signature, and a
    changed file would pass as unchanged.

    :raises ValueError: when the text is not exactly what :func:`to_base64` writes.
    """
    data = base64.b64decode(text, validate=True)
    if to_base64(data) != text:
        message = "the base64 is not in its canonical form; copy it whole."
        raise ValueError(message)
    return data
