"""
Shifts as calendars read them (iCalendar, RFC 5545 and 7986): as a file to keep, or at an address to subscribe to.

A shift has one name in every calendar, so that a calendar replaces it; one that was cancelled says so instead of vanishing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from athar.engine.journeys.models import Session
from athar.foundation.core.dates import RIYADH

MEDIA_TYPE = "text/calendar; charset=utf-8"
OFFSET = timedelta(hours=3)  # of Riyadh, all year round, since before these calendars begin
ANEW = timedelta(hours=1)  # how often whoever subscribes should ask


@dataclass(frozen=True)
class Occasion:
    """One event: a shift, wherever it is told."""

    key: str
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    url: str
    cancelled: bool = False


def occasion(session: Session, *, url: str = "") -> Occasion:
    """
    A shift of an opportunity.

    :param session: with its edition and opportunity. :param url: where it leads; to the opportunity, if not said.
    """
    opportunity = session.edition.opportunity
    return Occasion(
        key=f"shift-{session.pk}", starts_at=session.starts_at, ends_at=session.ends_at, title=f"{session.edition}: {session}",
        place=_("From afar") if opportunity.remote else session.place, cancelled=session.cancelled_at is not None,
        url=settings.ATHAR_BASE_URL + (url or reverse("site:opportunity", args=[session.edition.code])),
    )  # fmt: skip


def as_calendar(occasions: Iterable[Occasion], *, name: str, made_at: datetime) -> bytes:
    """:param name: what the calendar is called where it is subscribed to."""
    calendar = Calendar()
    calendar.add("prodid", "-//Athar//Shifts//")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ANEW, parameters={"VALUE": "DURATION"})
    calendar.add_component(_riyadh())
    host = urlsplit(settings.ATHAR_BASE_URL).hostname
    for one in occasions:
        calendar.add_component(_event(one, f"{one.key}@{host}", made_at))
    return bytes(calendar.to_ical())


def as_answer(content: bytes, file_name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{file_name}.ics"'
    return answer


def _event(one: Occasion, uid: str, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", made_at)
    event.add("dtstart", one.starts_at.astimezone(RIYADH))
    event.add("dtend", one.ends_at.astimezone(RIYADH))
    event.add("summary", one.title)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    event.add("sequence", int(one.cancelled))  # what a calendar has of it already is older
    if one.place:
        event.add("location", one.place)
    if one.url:
        event.add("url", one.url)
    return event


def _riyadh() -> Timezone:
    """The clock of Riyadh, which is never put forward or back."""
    always = TimezoneStandard()
    always.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 -- local time, as RFC 5545, section 3.6.5 asks
    always.add("tzoffsetfrom", OFFSET)
    always.add("tzoffsetto", OFFSET)
    always.add("tzname", "+03")
    zone = Timezone()
    zone.add("tzid", RIYADH.key)
    zone.add_component(always)
    return zone
