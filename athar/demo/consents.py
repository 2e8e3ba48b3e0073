"""What the people of the demonstration agreed to, and what guardians approved, before anybody took part."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from athar.demo.chance import stream
from athar.demo.copying import copy_rows
from athar.demo.crowd import Human
from athar.demo.pupils import SCHOOLS
from athar.foundation.core.dates import RIYADH
from athar.foundation.people.choices import Purpose
from athar.foundation.people.models import ConsentEvent, GuardianApproval

TEXT_VERSION = "2020-1"
CONTACT, RESEARCH = 0.45, 0.2  # how many agree to more than taking part


@dataclass(frozen=True)
class Event:
    """Consent given or withdrawn, on a day."""

    human: Human
    purpose: Purpose
    given: bool
    on: date


def given(humans: Iterable[Human]) -> list[Event]:
    """Consent to take part for everybody who does, some days before they first did; to more for some."""
    rng = stream("consents")
    events = []
    for human in humans:
        if human.joined is None or human.consents_itself:
            continue
        on = human.joined - timedelta(days=rng.randint(1, 21))
        events.append(Event(human, Purpose.PARTICIPATION, given=True, on=on))
        if rng.random() < CONTACT:
            events.append(Event(human, Purpose.CONTACT, given=True, on=on))
        if rng.random() < RESEARCH:
            events.append(Event(human, Purpose.RESEARCH, given=True, on=on))
    return events


def write(events: Iterable[Event]) -> None:
    """
    Write the log, in the order of its days.

    By COPY, because the moments are those of the events and not of the building: the model's
    ``recorded_at`` sets itself to now.
    """
    rng = stream("consent moments")
    rows = [
        (
            event.human.row.pk,
            event.purpose.value,
            event.given,
            TEXT_VERSION,
            event.on,
            _evening(rng, event.on),
            _recorder(event),
        )
        for event in sorted(events, key=lambda event: event.on)
    ]
    columns = ("person_id", "purpose", "given", "text_version", "on", "recorded_at", "recorded_by_id")
    copy_rows(ConsentEvent._meta.db_table, columns, rows)


def _recorder(event: Event) -> int | None:
    """Minors' consent is recorded by their guardian; grown-ups record their own."""
    return event.human.guardian.row.pk if event.human.guardian else None


def approvals(humans: Iterable[Human]) -> list[GuardianApproval]:
    """A guardian's approval of the school clubs for each pupil, before the first day."""
    rng = stream("guardian approvals")
    return [
        GuardianApproval(
            child=human.row,
            guardian=human.guardian.row,
            initiative=SCHOOLS,
            approved_on=human.joined - timedelta(days=rng.randint(2, 28)),
        )
        for human in humans
        if human.guardian is not None and human.joined is not None and not human.consents_itself
    ]


def _evening(rng: Random, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=RIYADH) + timedelta(
        seconds=rng.randrange(8 * 3600, 22 * 3600)
    )
