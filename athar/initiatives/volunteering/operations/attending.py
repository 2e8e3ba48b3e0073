"""Several people of a shift came or went at one moment."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from athar.engine.journeys.models import Seat
from athar.engine.journeys.operations import mark_attendance
from athar.foundation.people.models import Person


@transaction.atomic
def mark_all(*, seats: Iterable[Seat], leaves: bool, by: Person, at: datetime) -> None:
    """Mark each, by our clock; all of them, or none."""
    for seat in seats:
        mark_attendance(seat=seat, leaves=leaves, by=by, at=at)
