"""Signed notes: a text and who signed it (c2sp.org/signed-note)."""

import re
from collections.abc import Sequence

from athar.analytics.proofs.encoding import from_base64, to_base64
from athar.analytics.proofs.keys import PublicKey, SigningKey

KEY_ID = 4
LARGEST = 1 << 20  # characters; the format wants room for 16 signatures at least, of 5 kB at most

_LINE = re.compile("\u2014 ([^\\s+]+) ([A-Za-z0-9+/]+={0,2})")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class BadSignature(ValueError):
    """No key we trust signed this text, or it was changed since."""


class Malformed(ValueError):
    """The text is not in the form it should have."""


def sign_note(text: str, key: SigningKey) -> str:
    """
    The note: text, empty line, signature line.

    :raises ValueError: when the text does not end in one line end, or holds control characters.
    """
    if not text.endswith("\n") or text.endswith("\n\n") or _CONTROL.search(text):
        message = (
            "a note's text ends in one line end and holds no control characters; mend it before signing."
        )
        raise ValueError(message)
    signature = to_base64(key.public.id + key.sign(text.encode()))
    return f"{text}\n\u2014 {key.name} {signature}\n"


def open_note(note: str, trusted: Sequence[PublicKey]) -> tuple[str, list[PublicKey]]:
    """
    The text of a note, and which of the trusted keys signed it (one at least).

    Signatures of keys we do not know are ignored, so that others can countersign. One under a trusted
    key's name and id that is wrong spoils the note.

    :raises Malformed: when it is no signed note.
    :raises BadSignature: when no trusted key signed it, or one's signature is not over this text.
    """
    text, signatures = _taken_apart(note)
    known = {(key.name, key.id): key for key in trusted}
    signers = []
    for name, data in signatures:
        key = known.get((name, data[:KEY_ID]))
        if key is None:
            continue
        if not key.verifies(data[KEY_ID:], text.encode()):
            message = f"the signature of {key} is not over this text: it was changed after signing; get the original."
            raise BadSignature(message)
        if key not in signers:
            signers.append(key)
    if not signers:
        names, keys = (
            ", ".join(found) or "nobody" for found in ((name for name, _ in signatures), map(str, trusted))
        )
        message = f"the note is signed by {names}, and trusted is {keys}; give the signer's published key to check it."
        raise BadSignature(message)
    return text, signers


def _taken_apart(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The signed text with its line end, and the name with key id and signature of each line below it."""
    try:
        note.encode()
    except UnicodeEncodeError as error:
        message = "the note is not Unicode text; download it again."
        raise Malformed(message) from error
    if len(note) > LARGEST or _CONTROL.search(note):
        message = "the note is too long or holds control characters (a line ends in LF alone); download it again unaltered."
        raise Malformed(message)
    head, separator, tail = note.rpartition("\n\n")
    if not separator or not tail.endswith("\n"):
        message = (
            "the note has no signature; copy it whole, with the empty line, the line after it, and its end."
        )
        raise Malformed(message)
    return head + "\n", [_signature(line) for line in tail[:-1].split("\n")]


def _signature(line: str) -> tuple[str, bytes]:
    match = _LINE.fullmatch(line)
    try:
        data = from_base64(match[2]) if match else b""
    except ValueError:
        data = b""
    if match is None or len(data) <= KEY_ID:
        message = f"{line[:80]!r} is no signature line; it should be a dash (—), a name and base64: copy the note again whole."
        raise Malformed(message)
    return match[1], data
