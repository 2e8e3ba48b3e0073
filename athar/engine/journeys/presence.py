"""
When somebody was there, told from what phones say: twice, late, in any order, by clocks that are wrong. No database.

Whatever order the same events and the same sendings arrive in, the answer is one and the same: it is computed from
them as sets. A clock that runs wrong is put right by the smallest difference between when a device said it sent
and when that arrived, since a network only ever adds to it (Cristian, "Probabilistic clock synchronization", 1989).
Only what was sent around a session tells of it: a clock that is set in April was still wrong in March.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

NOTHING = timedelta(0)
SAME = timedelta(minutes=10)  # two check-ins this close are one that was sent by two phones
UNSTEADY = timedelta(minutes=10)  # a clock whose differences lie further apart was set while it was used
FRESH = timedelta(minutes=3)  # how long a code is taken for shown now, clocks being what they are
FAR = timedelta(hours=2)  # before a session begins or after it ends
STILL = timedelta(days=2)  # after its last mark came, what a device sends tells of its clock


class Doubt(StrEnum):
    """Why hours do not follow from what phones said, until somebody has looked at it."""

    NO_END = "no_end"
    NO_START = "no_start"
    TWICE = "twice"
    CLOCK = "clock"
    FAR_OFF = "far_off"
    LOST_PHONE = "lost_phone"
    CODE = "code"


@dataclass(frozen=True)
class Clock:
    """A device's clock at a session: the smallest and the largest difference to ours of what it sent then. Both zero: ours."""

    least: timedelta = NOTHING
    most: timedelta = NOTHING

    @property
    def is_steady(self) -> bool:
        return self.most - self.least <= UNSTEADY


OURS = Clock()


@dataclass(frozen=True)
class Mark:
    """
    Somebody came or went, as a device says.

    :param nonce: one for each mark, made where it was made; the same one twice is one mark.
    :param at: by the clock of the device.
    :param lost: whether the device was reported lost before the mark arrived.
    :param shown_at: the moment for which the code that was shown is made; None: none was shown.
    :param proven: whether that code is the person's.
    """

    nonce: str
    leaves: bool
    at: datetime
    device: str = ""
    clock: Clock = OURS
    lost: bool = False
    shown_at: datetime | None = None
    proven: bool = True

    @property
    def true_at(self) -> datetime:
        return self.at + self.clock.least

    @property
    def is_proven(self) -> bool:
        """A picture of a code, passed on, comes too late."""
        return self.proven and (self.shown_at is None or abs(self.true_at - self.shown_at) <= FRESH)


@dataclass(frozen=True)
class Stretch:
    """From coming to going."""

    begin: datetime
    end: datetime


@dataclass(frozen=True)
class Presence:
    """
    What the marks of one person in one session say.

    :ivar open_since: they came then and were not seen to go.
    :ivar minutes: whole minutes within the session's own time, of what has both ends.
    :ivar doubts: each that holds; hours are claimed by themselves only where there is none.
    """

    stretches: tuple[Stretch, ...]
    open_since: datetime | None
    minutes: int
    doubts: frozenset[Doubt]


def telling(arrivals: Iterable[datetime], *, begin: datetime) -> tuple[datetime, datetime]:
    """
    From when until when a sending of a device has to arrive to tell how its clock ran at a session that starts at ``begin``.

    For two days after its marks came it still does: whoever was offline for a day sends by and by, and each sending tells it better.

    :param arrivals: when each mark of the device came here for the first time; at least one.
    """
    known = list(arrivals)
    return min(begin - FAR, *known), max(known) + STILL


def presence(marks: Iterable[Mark], *, begin: datetime, end: datetime) -> Presence:
    """Read the marks of one person in a session that takes from ``begin`` to ``end``."""
    known = sorted({mark.nonce: mark for mark in marks}.values(), key=lambda mark: (mark.true_at, mark.nonce))
    stretches: list[Stretch] = []
    doubts: set[Doubt] = {doubt for mark in known for doubt in _doubts_about(mark, begin, end)}
    since: Mark | None = None
    last_end: datetime | None = None
    for mark in known:
        if mark.leaves:
            if since is not None:
                stretches.append(Stretch(since.true_at, mark.true_at))
                since, last_end = None, mark.true_at
            elif last_end is None:
                doubts.add(Doubt.NO_START)
            elif mark.true_at - last_end > SAME:
                doubts.add(Doubt.TWICE)
        elif since is None:
            since = mark
        elif mark.true_at - since.true_at > SAME:
            doubts.add(Doubt.TWICE)
    if since is not None:
        doubts.add(Doubt.NO_END)
    return Presence(
        stretches=tuple(stretches), open_since=since.true_at if since else None,
        minutes=minutes_within(stretches, begin, end), doubts=frozenset(doubts),
    )  # fmt: skip


def minutes_within(stretches: Iterable[Stretch], begin: datetime, end: datetime) -> int:
    """Whole minutes of the stretches that lie between two moments."""
    return sum(_within(stretch, begin, end) for stretch in stretches)


def _doubts_about(mark: Mark, begin: datetime, end: datetime) -> Iterable[Doubt]:
    if not mark.clock.is_steady:
        yield Doubt.CLOCK
    if mark.lost:
        yield Doubt.LOST_PHONE
    if not mark.is_proven:
        yield Doubt.CODE
    if not begin - FAR <= mark.true_at <= end + FAR:
        yield Doubt.FAR_OFF


def _within(stretch: Stretch, begin: datetime, end: datetime) -> int:
    inside = min(stretch.end, end) - max(stretch.begin, begin)
    return max(0, int(inside.total_seconds() // 60))
