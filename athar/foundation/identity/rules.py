"""Pure rules: how long to wait, who is a minor, what a code looks like."""

import secrets
from datetime import date, timedelta

from athar.foundation.core.dates import age_on
from athar.foundation.core.numerals import latin_digits

CODE_DIGITS = 6
CODE_LIVES = timedelta(minutes=10)
CODE_TRIES = 5
ANSWER_COUNTS = timedelta(minutes=20)  # for the step behind it

# After these many failures in a row the way closes, each time twice as long.
FREE_TRIES_OF_AN_ACCOUNT = 5
FREE_TRIES_OF_AN_ADDRESS = 50  # a school or an office signs in from one address
FREE_MESSAGES = 5
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=30)  # no longer: whoever guesses must not keep the owner out
FORGOTTEN_AFTER = timedelta(hours=2)  # of quiet

RECOVERY_CODES = 10
_RECOVERY_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another on paper
_RECOVERY_LENGTH = 10

SIGN_INS_KEPT = timedelta(days=90)  # so that a browser is recognised
EMAIL_TAKEN_BACK_WITHIN = timedelta(days=7)

ADULT = 18  # years; under them a guardian approves (charter of volunteers' rights)


def pause_after(failures: int, free: int) -> timedelta:
    """How long the way stays closed after so many failures in a row, of which the first ``free`` cost nothing."""
    beyond = failures - free
    if beyond <= 0:
        return timedelta(0)
    doublings = min(beyond - 1, 16)  # enough to reach the longest, and no further
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def new_code() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def is_minor(birth: date, *, on: date) -> bool:
    return age_on(birth, on) < ADULT


def new_recovery_code() -> str:
    """Ten letters and digits in two groups: some 49 random bits, which no brake lets anybody guess."""
    letters = "".join(secrets.choice(_RECOVERY_LETTERS) for _ in range(_RECOVERY_LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def plain_answer(text: str) -> str:
    """A code as it was meant: without the spaces and dashes of its groups, in small letters and Latin digits."""
    return "".join(letter for letter in latin_digits(text).lower() if letter.isalnum())
