"""What this room announces."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SecondProofsReset:
    """An administrator took the second proofs of a person away."""

    person: int
    at: datetime
