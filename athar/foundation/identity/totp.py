"""
Codes of an app, by the clock (TOTP, RFC 6238): six digits that change every half minute.

One half minute of difference between the two clocks is allowed for (RFC 6238, section 6).
"""

import hmac
from datetime import datetime

import pyotp

NEVER = -1  # the step before all others: no code was taken yet


def new_secret() -> str:
    """160 random bits in base32, as RFC 4226 recommends."""
    return pyotp.random_base32()


def address(secret: str, *, account: str, issuer: str) -> str:
    """Return the ``otpauth:`` address that apps read from the drawing."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def step_of(secret: str, code: str, *, at: datetime, after: int = NEVER) -> int | None:
    """
    The half minute to which the code belongs, counted from 1970.

    None when it is no code of about now, or belongs to a step that is not later than ``after``.
    """
    totp = pyotp.TOTP(secret)
    now = totp.timecode(at)
    found = [
        step
        for step in (now - 1, now, now + 1)
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode())
    ]
    return next((step for step in found if step > after), None)
