"""A device that keeps passkeys, in software: it signs as the standard says, and lies where a test tells it to."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field, replace

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

ORIGIN, HOST = "https://athar.example.org", "athar.example.org"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass(frozen=True)
class Device:
    """``verified``: whether its lock was opened; ``uses``: how often it says the key was used."""

    origin: str = ORIGIN
    host: str = HOST
    verified: bool = True
    uses: int = 1
    handle: bytes = b""
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def but(self, **changes: object) -> "Device":
        """The same key, with something else about it."""
        return replace(self, **changes)

    def register(self, challenge: bytes) -> str:
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        )
        attested = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + public
        statement = {"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED) + attested}
        return self._answer("webauthn.create", challenge, attestationObject=text(cbor2.dumps(statement)))

    def answer(self, challenge: bytes) -> str:
        data = self._data()
        signed = data + hashlib.sha256(self._client("webauthn.get", challenge)).digest()
        return self._answer(
            "webauthn.get", challenge, authenticatorData=text(data),
            signature=text(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))), userHandle=text(self.handle) or None,
        )  # fmt: skip

    def _data(self, more: int = 0) -> bytes:
        flags = PRESENT | (VERIFIED if self.verified else 0) | more
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big")

    def _client(self, kind: str, challenge: bytes) -> bytes:
        return json.dumps({"type": kind, "challenge": text(challenge), "origin": self.origin}).encode()

    def _answer(self, kind: str, challenge: bytes, **parts: str | None) -> str:
        response = {"clientDataJSON": text(self._client(kind, challenge)), **parts}
        named = {"id": text(self.credential), "rawId": text(self.credential), "type": "public-key"}
        return json.dumps({**named, "response": response, "clientExtensionResults": {}})
