"""What a roster is asked to do, read and of the right kinds. Times are minutes, costs are exact decimals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Name = str | int  # an identifier as the file wrote it


@dataclass(frozen=True, slots=True)
class Shift:
    id: Name
    minutes: int
    cannot_follow: frozenset[Name]  # shifts this one may not come the day after
    skills: frozenset[str]  # everybody who works it has them all


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody whose days are planned; ``None`` is no limit."""

    id: Name
    skills: frozenset[str]
    max_shifts: Mapping[Name, int]
    max_minutes: int | None
    min_minutes: int | None
    max_consecutive: int | None
    min_consecutive: int | None
    min_consecutive_off: int | None
    max_weekends: int | None
    days_off: frozenset[int]


@dataclass(frozen=True, slots=True)
class Cover:
    day: int
    shift: Name
    needed: int
    under: Decimal  # for each one missing
    over: Decimal  # for each one too many
    skill: str | None  # counts only those who have it


@dataclass(frozen=True, slots=True)
class Request:
    person: Name
    day: int
    shift: Name
    on: bool
    weight: Decimal


@dataclass(frozen=True, slots=True)
class DayLock:
    person: Name
    day: int
    shift: Name | None  # None: stays off


@dataclass(frozen=True)
class DaysProblem:
    days: int
    weekend: frozenset[int]
    shifts: tuple[Shift, ...]
    people: tuple[Worker, ...]
    cover: tuple[Cover, ...]
    requests: tuple[Request, ...]
    locked: tuple[DayLock, ...]
    warnings: tuple[str, ...] = ()

    def weekends(self) -> list[list[int]]:
        """The days of each weekend: those of one week together."""
        weeks = range((self.days + 6) // 7)
        found = [
            [7 * week + day for day in sorted(self.weekend) if 7 * week + day < self.days] for week in weeks
        ]
        return [days for days in found if days]


@dataclass(frozen=True, slots=True)
class Session:
    id: Name
    start: int
    end: int
    place: str
    needed: int
    skills: frozenset[str]
    under: Decimal
    rest: int = 0  # minutes, to any other session of the same person
    week: str = ""  # in which its minutes count; empty: in none

    @property
    def minutes(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Volunteer:
    id: Name
    skills: frozenset[str]
    available: tuple[tuple[int, int], ...] | None  # windows that do not touch, in order; None: always
    max_minutes: int | None
    min_rest_minutes: int
    prefers: Mapping[Name, Decimal]  # wished above zero, unwished below
    cannot: frozenset[Name] = frozenset()  # sessions
    weekly: Mapping[str, int] = field(default_factory=dict)  # most minutes, by week


@dataclass(frozen=True)
class SessionsProblem:
    sessions: tuple[Session, ...]
    people: tuple[Volunteer, ...]
    fairness: Decimal
    locked: tuple[tuple[Name, Name], ...]  # person, session
    warnings: tuple[str, ...] = ()
    places: Mapping[Name, int] = field(init=False, repr=False)  # of people, by identifier

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", {person.id: place for place, person in enumerate(self.people)})


Problem = DaysProblem | SessionsProblem
