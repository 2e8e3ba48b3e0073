"""Signed tree heads: C2SP tlog-checkpoint in a C2SP signed note."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from athar.analytics.proofs.keys import PublicKey, SigningKey

DASH = "\u2014"
HASH = 32


class BadSignature(ValueError):
    """Nobody we trust signed this note, or its text is not what was signed."""


class Malformed(ValueError):
    """The text is no signed tree head."""


@dataclass(frozen=True)
class Checkpoint:
    """At that time, the tree of that origin had that many leaves (``size``) and that root (32 bytes)."""

    origin: str
    size: int
    root: bytes
    at: datetime

    def text(self) -> str:
        """The body of the note; the time is an extension line."""
        stamp = self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\ntime {stamp}\n"


def sign(checkpoint: Checkpoint, key: SigningKey) -> str:
    """The signed note: body, empty line, signature line."""
    body = checkpoint.text()
    signature = base64.b64encode(key.public.id + key.sign(body.encode())).decode()
    return f"{body}\n{DASH} {key.name} {signature}\n"


def parse(note: str, trusted: Sequence[PublicKey]) -> Checkpoint:
    """
    The checkpoint of a note that one of the trusted keys signed.

    :raises Malformed: when the text is no signed tree head.
    :raises BadSignature: when none of the keys signed it.
    """
    body, separator, lines = note.partition("\n\n")
    body += "\n"
    if not separator:
        message = "the signed head has no signature; copy it whole, with the empty line and the line after it."
        raise Malformed(message)
    if not any(_signed(body, line, key) for line in lines.splitlines() for key in trusted):
        names = ", ".join(str(key) for key in trusted) or "none"
        message = f"the signed head was not signed by a trusted key (trusted: {names}), or was changed since."
        raise BadSignature(message)
    return _read(body)


def _signed(body: str, line: str, key: PublicKey) -> bool:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != DASH or parts[1] != key.name:  # noqa: PLR2004 -- dash, name, signature
        return False
    try:
        data = base64.b64decode(parts[2], validate=True)
    except ValueError:
        return False
    return data[:4] == key.id and key.verifies(data[4:], body.encode())


def _read(body: str) -> Checkpoint:
    try:
        origin, size, encoded, *more = body.splitlines()
        root = base64.b64decode(encoded, validate=True)
        [stamp] = [line.removeprefix("time ") for line in more if line.startswith("time ")]
        at = datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        if len(root) != HASH or str(int(size)) != size or int(size) < 0:
            raise ValueError(size)
    except ValueError as error:
        message = "the signed head is not in order; it has four lines: origin, size, root in base64, and the time."
        raise Malformed(message) from error
    return Checkpoint(origin, int(size), root, at)
