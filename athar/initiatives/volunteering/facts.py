"""What this room announces to those above it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ShiftWrappedUp:
    """A shift is over, and somebody with a seat was not seen to come, or to go. Keys, and how many."""

    session: int
    absent: int
    unfinished: int
    at: datetime


@dataclass(frozen=True)
class UnseenExplained:
    """Somebody who was not seen at a shift said why."""

    session: int
    at: datetime


@dataclass(frozen=True)
class SeatHandedOver:
    """A seat passed from one volunteer to another."""

    session: int
    at: datetime


@dataclass(frozen=True)
class InjuryReported:
    """Somebody was hurt or fell ill at a session; keys alone."""

    injury: int
    by: int
    at: datetime


@dataclass(frozen=True)
class InjuryNoted:
    """Whom a report of an injury is about, or whoever speaks for them, added something to it."""

    injury: int
    by: int
    at: datetime


@dataclass(frozen=True)
class GroupAsked:
    """A group asks for seats in a shift; keys alone."""

    session: int
    leader: int
    at: datetime


@dataclass(frozen=True)
class ExpensesFiled:
    """A volunteer asks expenses back; keys alone."""

    opportunity: int
    person: int
    at: datetime
