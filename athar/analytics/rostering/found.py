"""What a solver hands back, before anybody has checked it."""

import os
import time
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Conflict:
    """Limits that cannot all hold, of one person or of one session; leave any out and the others can."""

    about: str  # "person" or "session"
    name: Any
    rules: tuple[str, ...]
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """``assignments`` is ``None`` when no roster was found; then ``conflicts`` says why there is none."""

    assignments: list[dict[str, Any]] | None
    cost: Decimal
    bound: Decimal
    method: str
    conflicts: tuple[Conflict, ...] = ()


class Deadline:
    def __init__(self, seconds: float) -> None:
        self.ends = time.monotonic() + seconds

    @property
    def left(self) -> float:
        return max(0.0, self.ends - time.monotonic())


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
