"""Keep what was computed for a while."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.core.cache import cache

Made = TypeVar("Made")


def kept(name: str, seconds: int, make: Callable[[], Made]) -> Made:
    """What ``make`` gives, made at most once in ``seconds``; the name must say everything it depends on."""
    return cast("Made", cache.get_or_set(f"site:{name}", make, seconds))
