"""Reads: who was at a session, for how long, and what about it is in doubt."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min, Q

from athar.engine.journeys.models import AttendanceMark, Seat, Sending, Session, Statement
from athar.engine.journeys.models.attendance import DIFFERENCE
from athar.engine.journeys.presence import (
    OURS,
    Clock,
    Doubt,
    Mark,
    Presence,
    Stretch,
    minutes_within,
    presence,
    telling,
)
from athar.foundation.people.models import Person


@dataclass(frozen=True)
class Attendance:
    """
    One person at one session.

    :ivar seat: None: they came without one.
    :ivar said: what somebody in charge stated, which stands above what the marks say.
    """

    person: Person
    seat: Seat | None
    marked: Presence
    said: Statement | None

    @property
    def came(self) -> bool:
        """Whether they were seen there, or it was stated."""
        if self.said is not None:
            return self.said.came_at is not None
        return bool(self.marked.stretches) or self.marked.open_since is not None

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        if self.said is None:
            return self.marked.stretches
        return (
            (Stretch(self.said.came_at, self.said.left_at),)
            if self.said.came_at and self.said.left_at
            else ()
        )

    @property
    def doubts(self) -> frozenset[Doubt]:
        """What nobody has settled yet."""
        return frozenset() if self.said is not None else self.marked.doubts

    def minutes(self, session: Session) -> int:
        """Whole minutes within the session's own time."""
        return minutes_within(self.stretches, session.starts_at, session.ends_at)

    def is_absent(self, session: Session, *, at: datetime) -> bool:
        """Whether they had a seat, the session is over, and nobody saw them there; whoever was seen only to go was there."""
        unseen = not self.came and Doubt.NO_START not in self.doubts
        return self.seat is not None and at >= session.ends_at and unseen


def attendance_of(session: Session, *, person: Person | None = None) -> list[Attendance]:
    """Of everybody with a seat in the session, and of whoever came without one; in the order of their names. Five questions."""
    one = {"person": person} if person else {}
    seats = {
        seat.person_id: seat
        for seat in Seat.objects.confirmed().filter(session=session, **one).select_related("person")
    }
    marks = _marks(session, person)
    said = {
        statement.person_id: statement
        for statement in Statement.objects.filter(session=session, **one)
        .order_by("at", "pk")
        .select_related("by")
    }
    people = {seat.person_id: seat.person for seat in seats.values()}
    people |= Person.objects.in_bulk((set(marks) | set(said)) - set(people))
    found = [
        Attendance(
            somebody, seats.get(key), presence(marks.get(key, ()), begin=session.starts_at, end=session.ends_at), said.get(key),
        )
        for key, somebody in people.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.person.sort_key, one.person.pk))


def _marks(session: Session, person: Person | None) -> dict[int, list[Mark]]:
    # Of everybody, even where one is asked for: a device's clock is told by all it had to send of the session.
    rows = list(AttendanceMark.objects.filter(session=session).select_related("device"))
    clocks = clocks_of(_arrivals(rows), begin=session.starts_at)
    found: dict[int, list[Mark]] = defaultdict(list)
    for row in rows:
        if person is not None and row.person_id != person.pk:
            continue
        lost_at = row.device.lost_at if row.device else None
        found[row.person_id].append(
            Mark(
                nonce=str(row.nonce), leaves=row.leaves, at=row.at, device=str(row.device_id or ""),
                clock=clocks.get(row.device_id, OURS), lost=lost_at is not None and row.arrived_at >= lost_at,
                shown_at=row.shown_at, proven=row.proven,
            )
        )  # fmt: skip
    return found


def _arrivals(rows: Iterable[AttendanceMark]) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = defaultdict(list)
    for row in rows:
        if row.device_id is not None:
            found[row.device_id].append(row.arrived_at)
    return found


def clocks_of(arrivals: Mapping[int, Iterable[datetime]], *, begin: datetime) -> dict[int | None, Clock]:
    """
    How wrong the clock of each device ran at a session that starts at ``begin``, from what it sent around it.

    :param arrivals: when its marks of the session arrived, by the key of the device.
    """
    around = Q()
    for device, moments in arrivals.items():
        around |= Q(device=device, arrived_at__range=telling(moments, begin=begin))
    if not around:
        return {}
    rows = (
        Sending.objects.filter(around).values("device")
        .annotate(least=Min(DIFFERENCE), most=Max(DIFFERENCE)).order_by()
    )  # fmt: skip
    return {row["device"]: Clock(row["least"], row["most"]) for row in rows}
