"""What stands on this machine: disk, keys, what is built, the last backup, and whether the settings suit the address."""

import ipaddress
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from athar.cli.examination.findings import Finding, bad, good, watch
from athar.config import env
from athar.foundation.core import crypto
from athar.foundation.core.backed_up import OLDEST, last_backup

GIB = 1024**3
SHORTEST_SECRET = 32  # characters
BUILT = ("athar/athar.css", "athar/fonts/athar-sans-400.woff2", "athar/fonts/athar-sans-600.woff2")


def disk() -> Finding:
    usage = shutil.disk_usage(env.data_dir())
    free, share = usage.free / GIB, usage.free / usage.total
    said = f"{free:,.1f} GiB are free for the data folder"
    if free < 1:
        return bad("disk", said, "make room now: the database stops when the disk is full")
    if share < 0.1:  # noqa: PLR2004 -- a tenth
        return watch(
            "disk", f"{said}, {share:.0%} of the disk", "make room before it is full; evidence only grows"
        )
    return good("disk", said)


def keys() -> Finding:
    for path in (env.data_dir() / "secrets.json", Path(settings.ATHAR_SIGNING_KEY_FILE)):
        if not path.exists():
            return bad(
                "keys",
                f"{path} is not there",
                "put it back from where you keep the keys, before anything is signed",
            )
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            return bad("keys", f"{path} can be read by others (mode {mode:o})", f"chmod 600 {path}")
    return good("keys", "secrets and signing key are there, for their owner alone")


def built() -> Finding:
    missing = [name for name in BUILT if not (Path(settings.ATHAR_BUILD) / "static" / name).exists()]
    if missing:
        return bad("built", f"{missing[0]} is not built", "run athar setup")
    for source in sorted((env.BASE_DIR / "athar").rglob("locale/*/LC_MESSAGES/django.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            return bad(
                "built",
                f"the messages of {source.relative_to(env.BASE_DIR)} are not compiled",
                "run athar setup",
            )
    return good("built", "styles, fonts and messages are built")


def mail() -> Finding:
    if not settings.EMAIL_BACKEND.endswith(".smtp.EmailBackend"):
        return watch(
            "mail",
            "mail is not sent to anybody; it is written down here",
            "name a mail server in the settings",
        )
    if settings.EMAIL_HOST in {"", "localhost"} and not settings.EMAIL_HOST_USER:
        return watch(
            "mail", "no mail server is named; one on this machine would be tried", "name one, or run one here"
        )
    return good("mail", f"mail goes through {settings.EMAIL_HOST}:{settings.EMAIL_PORT}")


def backup() -> Finding:
    made_at = last_backup(env.data_dir())
    if made_at is None:
        return watch("backup", "no backup was made from here yet", "athar backup FILE --encrypt")
    age = datetime.now(UTC) - made_at
    said = f"the last backup is {age.total_seconds() / 3600:,.0f} hours old"
    if age > OLDEST:
        return watch("backup", said, "make one every night: athar backup FILE --passphrase-file FILE")
    return good("backup", said)


def limits() -> Finding:
    """Whether a flood is held off, and whether visitors behind a proxy are told apart."""
    host = urlsplit(settings.ATHAR_BASE_URL).hostname or ""
    if not settings.ATHAR_LIMITS:
        said = "nobody counts requests"
        return watch("limits", said, "set ATHAR_LIMITS=yes, unless a proxy of yours counts them")
    if settings.ATHAR_BASE_URL.startswith("https://") and not settings.ATHAR_PROXIES and not _is_here(host):
        return watch(
            "limits",
            "TLS ends at a proxy, and all its visitors count as one address",
            "set ATHAR_PROXIES to the number of proxies",
        )
    return good("limits", "requests are counted, by account and by address")


def secret() -> Finding:
    """Whether what signs sessions is long enough, and whether keys of the environment are whole."""
    if len(settings.SECRET_KEY) < SHORTEST_SECRET:
        return bad(
            "secret",
            f"ATHAR_SECRET_KEY has {len(settings.SECRET_KEY)} characters",
            "leave it empty: one is made",
        )
    try:
        crypto.lookup_hash("", purpose="doctor")
        sealed = crypto.encrypt("", context="doctor")
    except ImproperlyConfigured as error:
        return bad("secret", str(error), "leave it empty: one is made, or bring back the one of the backup")
    if not crypto.is_current(sealed):
        return bad(
            "secret", "what is sealed now does not name the present key", "report it: this is a fault of ours"
        )
    return good("secret", "the secret is long, and both keys are whole")


def address() -> Finding:
    host = urlsplit(settings.ATHAR_BASE_URL).hostname or ""
    if _is_here(host):
        return good("address", f"{settings.ATHAR_BASE_URL} is for this machine alone")
    if settings.DEBUG:
        return bad("address", f"error pages show the insides of the site at {host}", "set ATHAR_DEBUG=no")
    if env.yes("ATHAR_FAST_DATABASE"):
        return bad("address", "the database may forget its last writes", "set ATHAR_FAST_DATABASE=no")
    if settings.ATHAR_DEMO:
        return bad(
            "address",
            f"anybody steps in as anybody at {host}",
            "set ATHAR_DEMO=no where real people are served",
        )
    if not settings.ATHAR_BASE_URL.startswith("https://"):
        return bad(
            "address",
            f"{host} is served without encryption",
            "put a certificate in front, and https:// into ATHAR_BASE_URL",
        )
    return good("address", f"{settings.ATHAR_BASE_URL} is served encrypted")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
