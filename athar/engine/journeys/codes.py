"""
The code that somebody shows at the door: theirs, and for half a minute.

Each is a keyed hash of the seat and of the half minute, cut to 60 bits, as of RFC 6238. The half minute is written beside it,
so a scanner without a network only reads it, and whether it was shown in time is seen when the mark arrives.
"""

import base64
import hmac
from datetime import UTC, datetime

from django.utils.crypto import salted_hmac

STEP = 30  # seconds
MARKER = "A1"
BYTES = 8
FIELDS = 4
LONG = 16  # digits; no number of ours has as many


def code_for(seat: int, *, at: datetime) -> str:
    """What the phone of whoever has the seat shows at that moment: ``A1.SEAT.STEP.MAC``."""
    step = int(at.timestamp()) // STEP
    return f"{MARKER}.{seat}.{step}.{_mac(seat, step)}"


def seat_of(code: str) -> int | None:
    """The seat that a code names, whether or not it is a true one; None: it is no code of ours."""
    fields = code.split(".")
    is_ours = len(fields) == FIELDS and fields[0] == MARKER and all(
        field.isascii() and field.isdigit() and len(field) < LONG for field in fields[1:3]
    )  # fmt: skip
    return int(fields[1]) if is_ours else None


def shown_at(code: str) -> datetime | None:
    """The beginning of the half minute for which a code was made; None: nobody but us could have made it, and we did not."""
    seat = seat_of(code)
    if seat is None:
        return None
    _marker, _seat, step, mac = code.split(".")
    if not hmac.compare_digest(mac.encode(), _mac(seat, int(step)).encode()):
        return None
    try:
        return datetime.fromtimestamp(int(step) * STEP, UTC)
    except (OverflowError, ValueError):
        return None


def _mac(seat: int, step: int) -> str:
    digest = salted_hmac("athar.journeys.codes", f"{seat}.{step}", algorithm="sha256").digest()
    return base64.b32encode(digest[:BYTES]).decode().rstrip("=").lower()
