"""Ed25519 keys with a name, as C2SP signed notes write them (c2sp.org/signed-note)."""

import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from athar.analytics.proofs.encoding import from_base64, to_base64

ED25519 = b"\x01"  # the signature type of signed notes
KEY = 32

_NAME = re.compile(r"[^\s+\x00-\x1f\ud800-\udfff]+")


def check_name(name: str) -> None:
    """:raises ValueError: for a name that would break a signature line."""
    if not _NAME.fullmatch(name):
        message = f"{name!r} cannot be a key's name: it is empty, or has spaces, a plus sign or broken signs; use something like example.org/ledger."
        raise ValueError(message)


@dataclass(frozen=True)
class PublicKey:
    """A verifier key: a name and 32 bytes. As text: ``name+hexkeyid+base64(0x01 || key)``."""

    name: str
    raw: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.raw) != KEY:
            message = f"an Ed25519 public key has {KEY} bytes, not {len(self.raw)}; copy it again whole."
            raise ValueError(message)

    @property
    def id(self) -> bytes:
        """The 4 bytes by which a signature says whose it is. A hint, not a fingerprint."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.raw).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{to_base64(ED25519 + self.raw)}"

    @classmethod
    def parse(cls, text: str) -> "PublicKey":
        """
        Read the text form.

        :raises ValueError: when the text is no Ed25519 verifier key, or its id is not its key's.
        """
        try:
            name, identity, encoded = text.strip().split("+", 2)
            data = from_base64(encoded)
            key = cls(name, data[1:])
        except ValueError as error:
            message = f"{text!r} is no verifier key; copy the association's whole, it looks like name+1a2b3c4d+base64."
            raise ValueError(message) from error
        if data[:1] != ED25519 or key.id.hex() != identity:
            message = (
                f"{text!r} is no Ed25519 verifier key, or its id does not belong to it; copy it again whole."
            )
            raise ValueError(message)
        return key

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature (64 bytes, RFC 8032) is this key's over the message."""
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

    def __post_init__(self) -> None:
        check_name(self.name)

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.name, self.private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature over the message, 64 bytes."""
        return self.private.sign(message)
