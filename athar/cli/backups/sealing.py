"""
A stream that only a passphrase opens: AES-256-GCM in chunks, the key by scrypt.

``magic | salt (16) | cost (1) | prefix (7) | chunk | chunk | …``; a chunk is up to 1 MiB and its tag. The nonce is
the prefix, the number of the chunk and whether it is the last (the STREAM construction of Hoang, Reyhanitabar,
Rogaway and Vizár, 2015): chunks cannot be left out, moved or cut off at the end without notice.
"""

import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from athar.cli.backups.faults import BadArchive

MAGIC = b"athar-sealed-backup 1\n"
SALT, PREFIX, TAG = 16, 7, 16
CHUNK = 1024 * 1024
COST = 17  # scrypt with N = 2^17, r = 8, p = 1: 128 MiB for each guess
DEAREST = 20  # an archive must not make us spend more memory than 1 GiB


class SealedWriter:
    """Takes plain bytes, writes sealed ones. ``close`` writes the last chunk and leaves the target open."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        self.target, self.held, self.number = target, bytearray(), 0
        self.header = MAGIC + os.urandom(SALT) + bytes([COST]) + os.urandom(PREFIX)
        self.cipher = _cipher(self.header, passphrase)
        target.write(self.header)

    def write(self, data: bytes) -> int:
        self.held += data
        # One byte more than a chunk: what is held at the end is the last chunk, and never nothing after something.
        while len(self.held) > CHUNK:
            self._seal(bytes(self.held[:CHUNK]), last=False)
            del self.held[:CHUNK]
        return len(data)

    def close(self) -> None:
        self._seal(bytes(self.held), last=True)
        self.held.clear()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self.target.write(
            self.cipher.encrypt(_nonce(self.header, self.number, last=last), chunk, self.header)
        )
        self.number += 1


class SealedReader:
    """
    The plain bytes of a sealed stream, in order.

    :raises BadArchive: while reading, for a wrong passphrase and for every change.
    """

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        self.source, self.held, self.number = source, b"", 0
        self.header = source.read(len(MAGIC) + SALT + 1 + PREFIX)
        if len(self.header) < len(MAGIC) + SALT + 1 + PREFIX or self.header[len(MAGIC) + SALT] > DEAREST:
            raise BadArchive("the archive is cut short or altered in its first bytes.")
        self.cipher = _cipher(self.header, passphrase)
        self.following = source.read(CHUNK + TAG)
        self.ended = False

    def read(self, size: int) -> bytes:
        while len(self.held) < size and not self.ended:
            self.held += self._open()
        given, self.held = self.held[:size], self.held[size:]
        return given

    def _open(self) -> bytes:
        chunk, self.following = self.following, self.source.read(CHUNK + TAG)
        self.ended = not self.following
        try:
            plain = self.cipher.decrypt(_nonce(self.header, self.number, last=self.ended), chunk, self.header)
        except InvalidTag as error:
            if self.number == 0:
                raise BadArchive("the passphrase does not open it, or its first part was altered.") from error
            place = f"after {self.number * CHUNK:,} bytes"
            raise BadArchive(f"the archive was altered or cut short {place}; use another copy.") from error
        self.number += 1
        return plain


def is_sealed(source: BinaryIO) -> bool:
    """Whether the stream begins as a sealed one; leaves it at its beginning."""
    found = source.read(len(MAGIC)) == MAGIC
    source.seek(0)
    return found


def _nonce(header: bytes, number: int, *, last: bool) -> bytes:
    return header[-PREFIX:] + number.to_bytes(4, "big") + bytes([last])


def _cipher(header: bytes, passphrase: str) -> AESGCM:
    salt, cost = header[len(MAGIC) : len(MAGIC) + SALT], header[len(MAGIC) + SALT]
    return AESGCM(Scrypt(salt=salt, length=32, n=1 << cost, r=8, p=1).derive(passphrase.encode()))
