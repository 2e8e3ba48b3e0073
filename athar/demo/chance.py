"""Chance that falls the same way every time: each part of the demonstration draws from a stream of its own."""

from random import Random

SEED = "athar"


def stream(name: str) -> Random:
    """The stream of that name. Streams do not touch: a change in one part leaves every other part as it was."""
    return Random(f"{SEED} {name}")  # noqa: S311 -- nothing here is secret; it must be repeatable
