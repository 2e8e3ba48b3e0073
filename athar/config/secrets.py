"""Secrets made once, kept in the data folder, readable by their owner alone."""

import base64
import contextlib
import json
import os
import secrets
from pathlib import Path

from athar.config import env

NAMES = ("ATHAR_SECRET_KEY", "ATHAR_ENCRYPTION_KEY", "ATHAR_LOOKUP_KEY", "DATABASE_PASSWORD")


def load(folder: Path) -> dict[str, str]:
    """
    Return the secrets of a data folder, making them on first use.

    Two processes that start together agree: the file is linked into place whole, and the
    one that comes second reads what the first wrote.
    """
    path = folder / "secrets.json"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        made = {name: base64.b64encode(secrets.token_bytes(32)).decode() for name in NAMES[:3]}
        made["DATABASE_PASSWORD"] = secrets.token_hex(16)
        draft = folder / f".secrets-{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(made, file)
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    kept: dict[str, str] = json.loads(path.read_text())
    return kept


def get(name: str) -> str:
    """A secret from the environment, else from the data folder."""
    given = os.environ.get(name, "")
    return given or load(env.data_dir())[name]
