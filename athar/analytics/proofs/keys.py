"""Ed25519 keys with a name, as the signed-note format writes them."""

import base64
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
SEED = 32


@dataclass(frozen=True)
class PublicKey:
    """A verifier key: ``name+hexid+base64(0x01 ‖ key)`` (C2SP signed-note)."""

    name: str
    raw: bytes

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.raw).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(ED25519 + self.raw).decode()}"

    @classmethod
    def parse(cls, text: str) -> "PublicKey":
        """
        :raises ValueError: when the text is no verifier key, or its id is not its key's.
        """
        try:
            name, identity, encoded = text.strip().split("+", 2)
            data = base64.b64decode(encoded, validate=True)
        except ValueError as error:
            message = f"{text!r} is no verifier key; it looks like name+1a2b3c4d+base64."
            raise ValueError(message) from error
        key = cls(name, data[1:])
        if data[:1] != ED25519 or len(data) != SEED + 1 or key.id.hex() != identity:
            message = f"{text!r} is no Ed25519 verifier key, or its id does not belong to it; copy it again whole."
            raise ValueError(message)
        return key

    def verifies(self, signature: bytes, message: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SigningKey:
    """A private key and the name it signs under."""

    name: str
    private: Ed25519PrivateKey

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.name, self.private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)


def load_or_create(path: Path, name: str) -> SigningKey:
    """
    The key kept in a file (PEM, mode 600), made on first use.

    Two processes that start together end with one key: the file is linked into place whole, and the
    second reads what the first wrote.

    :raises ValueError: when the file holds something else.
    """
    if not path.exists():
        _create(path)
    try:
        private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except ValueError as error:
        message = f"{path} holds no private key in PEM form; restore it from the backup, or move it away to make a new one."
        raise ValueError(message) from error
    if not isinstance(private, Ed25519PrivateKey):
        message = f"{path} holds a {type(private).__name__}; heads and receipts are signed with Ed25519."
        raise TypeError(message)
    return SigningKey(name, private)


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    draft = path.with_name(f".{path.name}-{os.getpid()}-{os.urandom(4).hex()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # somebody was first: theirs is the key
    finally:
        draft.unlink()
