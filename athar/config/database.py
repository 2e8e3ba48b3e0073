"""Where the database is: DATABASE_URL, else the embedded server of the data folder."""

from typing import Any
from urllib.parse import unquote, urlsplit

from athar.config import env, secrets

NAME = "athar"


def embedded_port() -> int:
    """The port the embedded server of this data folder listens on; 0 before its first start."""
    path = env.data_dir() / "postgres.port"
    return int(path.read_text()) if path.exists() else 0


def url() -> str:
    """
    The address of the database.

    ``postgresql://user:password@host:port/name``
    """
    given = env.read("DATABASE_URL")
    return (
        given or f"postgresql://{NAME}:{secrets.get('DATABASE_PASSWORD')}@127.0.0.1:{embedded_port()}/{NAME}"
    )


def settings() -> dict[str, Any]:
    parts = urlsplit(url())
    if parts.scheme not in {"postgres", "postgresql"}:
        message = f"DATABASE_URL begins with {parts.scheme}://; Athar needs postgresql://user:password@host:port/name"
        raise ValueError(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or 5432,
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": env.KEPT,
        "ATOMIC_REQUESTS": False,
        # Of what is asked through ``core.prepared``; nothing else prepares.
        "OPTIONS": {"prepare_threshold": 0},
    }
