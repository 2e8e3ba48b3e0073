"""What guards and effects are asked with."""

from dataclasses import dataclass
from datetime import datetime

from athar.engine.journeys.models import Case, Event
from athar.foundation.people.models import Person


@dataclass(frozen=True)
class Attempt:
    """Somebody tries to take a step with a case. ``by``: None where nobody does, only time."""

    case: Case
    by: Person | None
    at: datetime


@dataclass(frozen=True)
class Consequence:
    """A step was taken, and an effect of it is carried out now: perhaps later than the step, perhaps once more."""

    case: Case
    event: Event
    at: datetime
