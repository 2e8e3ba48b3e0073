"""Shifts as a file that calendars read (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime

from icalendar import Calendar, Event

from athar.engine.journeys.models import Seat


def as_calendar(seats: Iterable[Seat], *, made_at: datetime, host: str) -> bytes:
    """Each seat as an event; the same seat has the same name in every file, so that a calendar replaces it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Athar//Shifts//")
    calendar.add("version", "2.0")
    for seat in seats:
        session = seat.session
        event = Event()
        event.add("uid", f"seat-{seat.pk}@{host}")
        event.add("dtstamp", made_at)
        event.add("dtstart", session.starts_at)
        event.add("dtend", session.ends_at)
        event.add("summary", f"{session.edition}: {session}")
        if session.place:
            event.add("location", session.place)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
