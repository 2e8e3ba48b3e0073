"""Signed tree heads: at that time, the tree had that many leaves and that root (c2sp.org/tlog-checkpoint)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from athar.analytics.proofs.encoding import from_base64, to_base64
from athar.analytics.proofs.keys import PublicKey, SigningKey
from athar.analytics.proofs.merkle import HASH
from athar.analytics.proofs.notes import BadSignature, Malformed, open_note, sign_note

_LINE = re.compile(r"[^\x00-\x1f]+")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_TIME = re.compile(r"time ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{6})?Z)")


@dataclass(frozen=True)
class Checkpoint:
    """
    A tree head.

    ``origin`` names the log, ``size`` counts its leaves, ``root`` is 32 bytes. ``at`` is written as an
    extension line of our own; heads of other logs have none. ``extensions`` are further lines, kept as they are.

    :raises ValueError: when a part cannot be written.
    """

    origin: str
    size: int
    root: bytes
    at: datetime | None = None
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(_LINE.fullmatch(line) for line in (self.origin, *self.extensions)) or any(
            map(_TIME.fullmatch, self.extensions)
        ):
            message = "origin and extensions of a tree head are lines that are not empty, and the time is given as `at`."
            raise ValueError(message)
        if not _SIZE.fullmatch(str(self.size)) or len(self.root) != HASH:
            message = f"a tree head has a size of 0 or more and a root of {HASH} bytes, not {self.size} and {len(self.root)} bytes."
            raise ValueError(message)
        if self.at is not None and self.at.tzinfo is None:
            message = f"the time {self.at} of a tree head lacks its time zone; pass an aware datetime."
            raise ValueError(message)

    def text(self) -> str:
        """What is signed, with its last line end; to the microsecond where there are any."""
        time = (
            () if self.at is None else (f"time {self.at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z",)
        )
        return "\n".join((self.origin, str(self.size), to_base64(self.root), *time, *self.extensions)) + "\n"


def sign(checkpoint: Checkpoint, key: SigningKey) -> str:
    """The signed note of a tree head."""
    return sign_note(checkpoint.text(), key)


def parse(note: str, public_keys: Sequence[PublicKey]) -> Checkpoint:
    """
    The tree head in a note that one of the given keys signed.

    :raises Malformed: when the note or the head in it is not in order.
    :raises BadSignature: when none of the keys signed it, or it was changed since.
    """
    text, _ = open_note(note, public_keys)
    return _read(text)


def _read(text: str) -> Checkpoint:
    lines = text[:-1].split("\n")
    try:
        origin, size, encoded = lines[:3]
        if not _SIZE.fullmatch(size):
            raise ValueError(size)
        time = _TIME.fullmatch(lines[3]) if len(lines) > 3 else None  # noqa: PLR2004 -- the fourth line
        at = datetime.fromisoformat(time[1]) if time else None
        return Checkpoint(origin, int(size), from_base64(encoded), at, tuple(lines[4 if time else 3 :]))
    except ValueError as error:
        message = "the signed text is no tree head; its lines are the origin, the size, the root in base64, then perhaps the time."
        raise Malformed(message) from error


__all__ = ["BadSignature", "Checkpoint", "Malformed", "parse", "sign"]
