"""The attendance of a session as a file to keep: what hours rest on, in both languages."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.attendance import Attendance
from athar.engine.journeys.models import Session
from athar.foundation.core.dates import RIYADH
from athar.foundation.core.identity import masked
from athar.foundation.core.refusals import Text, both_languages
from athar.foundation.core.spreadsheets import csv_text

HEADS = (
    _("No."), _("Name"), _("Name in Latin letters"), _("Identity number"), _("Came"), _("Went"), _("Hours"), _("How it is known"),
)  # fmt: skip
MARKED = _("Marked by a phone at the door")
HOUR = Decimal(60)


def attendance_sheet(
    session: Session, attendance: Iterable[Attendance], *, titles: tuple[str, str], notice: str = ""
) -> bytes:
    """
    A list of those who came, as CSV in UTF-8; times are of Riyadh, and identity numbers masked. It holds names: for staff alone.

    :param attendance: as ``attendance_of`` reads it.
    :param titles: in Arabic and in English.
    """
    lines = [
        [number, *_line(session, one)]
        for number, one in enumerate((one for one in attendance if one.came), start=1)
    ]
    return csv_text([*titles, notice], [[_in_both(head) for head in HEADS], *lines]).encode()


def _line(session: Session, one: Attendance) -> Sequence[object]:
    person, stretches = one.person, one.stretches
    hours = (one.minutes(session) / HOUR).quantize(Decimal("0.01"))
    return [
        person.name, person.name_latin, masked(person.national_id) if person.national_id else "",
        _clock(stretches[0].begin) if stretches else "", _clock(stretches[-1].end) if stretches else "", hours,
        one.said.reason if one.said else _in_both(MARKED),
    ]  # fmt: skip


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(RIYADH):%H:%M}"


def _in_both(text: Text) -> str:
    return " / ".join(both_languages(text).values())
