"""Whoever has a seat is reminded of it the day before, and again two hours before: once each."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from athar.engine.journeys.models import Seat, Session
from athar.foundation.core.jobs import every
from athar.foundation.notices.operations import tell
from athar.initiatives.volunteering.choices import Lead
from athar.initiatives.volunteering.models import Reminder

LEADS = {Lead.DAY: timedelta(hours=24), Lead.HOURS: timedelta(hours=2)}
KINDS = {Lead.DAY: "volunteering.shift_tomorrow", Lead.HOURS: "volunteering.shift_soon"}


@every("*/10 * * * *")
def remind_of_shifts() -> None:
    """Remind of every shift that comes, each in a transaction of its own."""
    at = timezone.now()
    coming = Session.objects.upcoming(at=at).filter(
        edition__opportunity__isnull=False, starts_at__lte=at + LEADS[Lead.DAY]
    )
    for key in coming.values_list("pk", flat=True):
        remind(session=key, at=at)


@transaction.atomic
def remind(*, session: int, at: datetime) -> int:
    """
    Remind those with a seat in a shift who were not reminded yet; another worker that is at it is left alone.

    Whoever took the seat within the lead itself knows of it. Without an account, nobody reads a reminder.

    :returns: how many were reminded.
    """
    found = (
        Session.objects.upcoming(at=at).filter(pk=session).select_related("edition__opportunity")
        .select_for_update(no_key=True, of=("self",), skip_locked=True).first()
    )  # fmt: skip
    if found is None:
        return 0
    lead = _lead(found, at)
    if lead is None:
        return 0
    seats = list(_to_remind(found, lead))
    for seat in seats:
        tell(seat.person_id, KINDS[lead], at=at, seat=seat.pk, **facts_of(found))
    Reminder.objects.bulk_create([Reminder(seat=seat, lead=lead, at=at) for seat in seats])
    return len(seats)


def facts_of(session: Session) -> dict[str, Any]:
    """What a sentence about a shift is made of, in both languages. The session comes with its edition."""
    edition = session.edition
    return {
        "starts": session.starts_at.isoformat(), "ends": session.ends_at.isoformat(),
        "name_ar": edition.name_ar, "name_en": edition.name_en,
        "place_ar": session.place_ar, "place_en": session.place_en,
    }  # fmt: skip


def _lead(session: Session, at: datetime) -> Lead | None:
    left = session.starts_at - at
    return next((lead for lead in (Lead.HOURS, Lead.DAY) if left <= LEADS[lead]), None)


def _to_remind(session: Session, lead: Lead) -> QuerySet[Seat]:
    seats = Seat.objects.confirmed().filter(session=session, taken_at__lt=session.starts_at - LEADS[lead])
    return seats.exclude(reminders__lead=lead).order_by("pk")
