"""
What a phone sends of who came and went: read strictly, and proved to be that phone's by its signature. No database.

::

    {"device": 7, "sent_at": "2026-03-01T18:20:04.120Z",
     "marks": [{"nonce": "0b4c…", "seat": 12, "code": "A1.12.59116301.k4…", "leaves": false, "at": "2026-03-01T18:03:11Z"}]}

The signature stands beside it: ECDSA over P-256 with SHA-256 of the very bytes that were sent, both halves one after the other in
Base64, as Web Cryptography gives it (W3C, Web Cryptography Level 2, ECDSA).
"""

import base64
import json
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

HALF = 32  # bytes of each half of a signature of P-256
MOST = 500  # marks at once
LARGEST = 2**53  # a number that JavaScript can tell from its neighbours


class NotASending(ValueError):
    """These bytes are no sending. Says where, and what stands there."""


@dataclass(frozen=True)
class Marked:
    """
    A mark as a phone sends it.

    :param seat: whose, chosen from the list; None where a code was shown.
    :param code: what was shown.
    :param at: by the clock of the phone.
    """

    nonce: UUID
    leaves: bool
    at: datetime
    seat: int | None = None
    code: str = ""


@dataclass(frozen=True)
class Sent:
    """A whole sending: from which device, when by its own clock, and its marks."""

    device: int
    sent_at: datetime
    marks: tuple[Marked, ...]


def read_sending(body: bytes) -> Sent:
    """
    Read what a phone sent.

    :raises NotASending: where a part is missing, of another kind, or there are too many marks.
    """
    try:
        whole = json.loads(body)
    except (ValueError, UnicodeDecodeError, RecursionError):
        raise NotASending("this is no JSON") from None
    if not isinstance(whole, Mapping):
        raise NotASending("this is no object")
    marks = whole.get("marks")
    if not isinstance(marks, list) or not 0 < len(marks) <= MOST:
        raise NotASending(f"marks: between 1 and {MOST} are taken")
    return Sent(
        device=_number(whole.get("device"), "device"),
        sent_at=_moment(whole.get("sent_at"), "sent_at"),
        marks=tuple(_mark(mark, f"marks[{number}]") for number, mark in enumerate(marks)),
    )


def is_signed(body: bytes, signature: str, *, key: bytes) -> bool:
    """
    Whether whoever holds a phone's private key signed these bytes.

    :param key: the public one, as SubjectPublicKeyInfo in DER.
    """
    try:
        halves = base64.b64decode(signature, validate=True)
    except (NotBase64, ValueError):
        return False
    public = load_der_public_key(key)
    if len(halves) != 2 * HALF or not isinstance(public, EllipticCurvePublicKey):
        return False
    pair = (int.from_bytes(half) for half in (halves[:HALF], halves[HALF:]))
    try:
        public.verify(encode_dss_signature(*pair), body, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _mark(entry: Any, where: str) -> Marked:
    if not isinstance(entry, Mapping):
        raise NotASending(f"{where}: this is no mark")
    code, leaves, seat = entry.get("code", ""), entry.get("leaves"), entry.get("seat")
    if not isinstance(code, str) or len(code) > 100 or not isinstance(leaves, bool):  # noqa: PLR2004 -- longer than any code of ours
        raise NotASending(f"{where}: it needs leaves (true or false), and a code that is a text")
    try:
        nonce = UUID(entry["nonce"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotASending(f"{where}.nonce: this is no UUID") from None
    if seat is None and not code:
        raise NotASending(f"{where}: it names neither a seat nor a code")
    number = None if code else _number(seat, f"{where}.seat")
    return Marked(nonce, leaves, _moment(entry.get("at"), f"{where}.at"), number, code)


def _number(found: Any, where: str) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or not 0 < found < LARGEST:
        raise NotASending(f"{where}: this is no number of ours")
    return found


def _moment(found: Any, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(found)
    except (TypeError, ValueError):
        raise NotASending(f"{where}: this is no moment (ISO 8601)") from None
    if moment.tzinfo is None:
        raise NotASending(f"{where}: it lacks its offset from UTC")
    return moment
