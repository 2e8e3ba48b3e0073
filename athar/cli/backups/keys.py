"""Which keys an archive belongs to, and the keys themselves when they were asked for."""

import base64
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from athar.cli.backups.faults import NotRestored
from athar.config import env, secrets
from athar.engine.ledger.signing import key

SECRETS, SIGNING = "keys/secrets.json", "keys/signing.key"
# The password of the database belongs to the machine, not to the data.
KEPT = ("ATHAR_SECRET_KEY", "ATHAR_ENCRYPTION_KEY", "ATHAR_LOOKUP_KEY")


def names() -> dict[str, str]:
    """What identifies the keys in use, without telling anything of them."""
    return {
        "signing": str(key().public),
        "encryption": fingerprint(settings.ATHAR_ENCRYPTION_KEY),
        "lookup": fingerprint(settings.ATHAR_LOOKUP_KEY),
    }


def fingerprint(secret: str) -> str:
    return hashlib.sha256(b"athar backup " + base64.b64decode(secret)).hexdigest()[:16]


def members() -> dict[str, bytes]:
    """The keys as members of an archive."""
    kept = {name: secrets.get(name) for name in KEPT}
    return {
        SECRETS: json.dumps(kept).encode(),
        SIGNING: Path(settings.ATHAR_SIGNING_KEY_FILE).read_bytes(),
    }


def strangers(manifest: dict[str, Any]) -> list[str]:
    """Of the keys the archive belongs to, those that are not the ones in use here."""
    here = names()
    return [name for name in ("encryption", "lookup") if manifest["keys"][name] != here[name]]


def check_environment() -> None:
    """:raises NotRestored: when the environment names keys, which would win over those of an archive."""
    named = [name for name in KEPT if os.environ.get(name)]
    if named:
        raise NotRestored(
            f"{named[0]} is set in the environment; take it away, so that the key of the archive counts."
        )


@contextmanager
def signing_with(pem: bytes | None) -> Iterator[None]:
    """Trust the archive's own signing key while its seals are checked; without one, that of this machine."""
    if pem is None:
        yield
        return
    usual = settings.ATHAR_SIGNING_KEY_FILE
    with tempfile.TemporaryDirectory() as folder:  # mode 700
        path = Path(folder) / "signing.key"
        path.touch(mode=0o600)
        path.write_bytes(pem)
        settings.ATHAR_SIGNING_KEY_FILE = path
        try:
            yield
        finally:
            settings.ATHAR_SIGNING_KEY_FILE = usual


def put_back(kept: dict[str, bytes]) -> None:
    """Write the keys of an archive to their places; the old ones stay beside them, ending in ``.before-restore``."""
    folder = env.data_dir()
    present = secrets.load(folder)
    restored = {**present, **{name: json.loads(kept[SECRETS])[name] for name in KEPT}}
    _write(folder / "secrets.json", json.dumps(restored).encode())
    _write(Path(settings.ATHAR_SIGNING_KEY_FILE), kept[SIGNING])


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        os.fsync(file.fileno())
    if path.exists():
        os.replace(path, path.with_name(f"{path.name}.before-restore"))  # noqa: PTH105 -- replaces an older one
    draft.rename(path)
