"""What this room announces."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ImportRead:
    """A file was checked to its end and waits for a second person. ``by``: the key of whoever delivered it."""

    intake: int
    by: int
    at: datetime
