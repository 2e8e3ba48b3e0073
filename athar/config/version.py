"""Which code this is."""

import hashlib
from functools import cache

from athar.config import env


@cache
def of_code() -> str:
    """A fingerprint of the code that runs: it changes with every file of ours that changes."""
    digest = hashlib.sha256()
    for path in sorted((env.BASE_DIR / "athar").rglob("*.py")):
        seen = path.stat()
        digest.update(f"{path.relative_to(env.BASE_DIR)} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()
