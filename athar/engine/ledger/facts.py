"""What this room announces beside ``operations.RecordsPosted``."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class EntryProposed:
    """Somebody entered a fact that waits for a second person."""

    proposal: int
    by: int
    at: datetime
