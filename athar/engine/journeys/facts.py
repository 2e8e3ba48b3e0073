"""What this room announces to those above it."""

from dataclasses import dataclass
from datetime import datetime

from athar.engine.journeys.choices import HoldEnding


@dataclass(frozen=True)
class HoldEnded:
    """
    Seats are held no longer. Keys, and how many nobody had taken.

    :ivar by: None where the time was up.
    """

    hold: int
    given_back: int
    ending: HoldEnding
    by: int | None
    at: datetime
