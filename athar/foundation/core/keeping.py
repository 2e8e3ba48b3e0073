"""
Keep what was computed for a while: near, in this process, and in a table that all processes share.

The worker computes after every approval what the first pages show (``jobs.py``), so that no visitor waits for it.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar, cast

from django.core.cache import caches

Made = TypeVar("Made")


def kept(name: str, seconds: int, make: Callable[[], Made]) -> Made:
    """What ``make`` gives, made at most once in ``seconds``; the name must say everything it depends on."""
    near, shared = caches["default"], caches["shared"]
    key = f"site:{sha256(name.encode()).hexdigest()}"
    return cast("Made", near.get_or_set(key, lambda: shared.get_or_set(key, make, seconds), seconds))
