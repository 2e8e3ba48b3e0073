"""
What was looked at before it goes: a token says which, so that only what was shown goes, and goes once.

A token is a sign that no other look has, and a signature of the sign with everything that was shown.
"""

import json
from typing import Any

from django.core.signing import Signer
from django.utils.crypto import constant_time_compare, get_random_string

LENGTH = 22  # letters of a sign: more than 128 bits
BETWEEN = "."


def token_of(shown: list[Any]) -> str:
    """A token of one more look at this."""
    sign = get_random_string(LENGTH)
    return f"{sign}{BETWEEN}{_signature(sign, shown)}"


def sign_in(token: str, shown: list[Any]) -> str:
    """The sign of the look at exactly this; empty where something else was shown, or nothing."""
    sign, _between, signature = token.partition(BETWEEN)
    return sign if constant_time_compare(signature, _signature(sign, shown)) else ""


def _signature(sign: str, shown: list[Any]) -> str:
    return Signer(salt="athar.workspace.looks").signature(json.dumps([sign, *shown]))
