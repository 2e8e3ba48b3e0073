"""A signing key in a file, made on first use and then never again."""

import os
import stat
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from athar.analytics.proofs.keys import SigningKey, check_name


def load_or_create(path: Path, name: str) -> SigningKey:
    """
    The key kept in a file (PKCS #8 in PEM, mode 600), made when there is none.

    Processes that start together end with one key: each links a finished file into place, which only
    the first can, and all read what is there then.

    :param name: the name it signs under; not in the file.
    :raises ValueError: when the name or the file will not do.
    """
    check_name(name)
    if not path.exists():
        _create(path)
    return SigningKey(name, _load(path))


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    draft = path.with_name(f".{path.name}-{os.urandom(8).hex()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass  # somebody was first: theirs is the key
    finally:
        draft.unlink()
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Bring the new name to the disk: what is signed with a key that a power cut takes away stays unprovable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _load(path: Path) -> Ed25519PrivateKey:
    if stat.S_IMODE(path.stat().st_mode) & stat.S_IRWXO:
        message = f"{path} is open to every user of this machine; run: chmod 600 {path}"
        raise ValueError(message)
    try:
        private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:  # TypeError: it asks for a passphrase
        message = f"{path} holds no private key we can read; restore it from the backup, or move it away to have a new one made."
        raise ValueError(message) from error
    if not isinstance(private, Ed25519PrivateKey):
        message = f"{path} holds a key of another kind; heads and receipts are signed with Ed25519: restore it from the backup."
        raise ValueError(message)  # noqa: TRY004 -- a wrong file, not a wrong argument
    return private
