"""What this room announces to those above it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class RoundSubmitted:
    """A self-assessment waits for somebody else. ``by``: the key of whoever submitted it."""

    round: int
    by: int
    at: datetime
