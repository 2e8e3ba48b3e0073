"""What is asked: over which period, within which scope, up to which cut-off, under which guards."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date

from athar.analytics.metrics.cutoff import Cutoff
from athar.analytics.metrics.guards import GUARDS, Guard, Strike

# First and last day; where the first is the later one, none at all.
Days = tuple[date, date]


@dataclass(frozen=True, order=True)
class Period:
    """Days from ``start`` to ``end``, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            message = f"A period cannot end on {self.end}, before it begins on {self.start}."
            raise ValueError(message)

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls.years(year, year)

    @classmethod
    def years(cls, first: int, last: int) -> "Period":
        return cls(date(first, 1, 1), date(last, 12, 31))

    @classmethod
    def read(cls, name: str) -> "Period":
        """
        The period of a name: ``2023``, ``2020-2023`` or ``2023-03-23/2023-04-20``.

        :raises ValueError: for any other text.
        """
        try:
            if "/" in name:
                start, end = name.split("/")
                return cls(date.fromisoformat(start), date.fromisoformat(end))
            first, _, last = name.partition("-")
            return cls.years(int(first), int(last or first))
        except ValueError:
            message = f'Write a period as "2023", "2020-2023" or "2023-03-23/2023-04-20", not {name!r}.'
            raise ValueError(message) from None

    @property
    def name(self) -> str:
        """What :meth:`read` reads back; whole calendar years are told by their numbers."""
        if (self.start.month, self.start.day, self.end.month, self.end.day) != (1, 1, 12, 31):
            return f"{self.start.isoformat()}/{self.end.isoformat()}"
        first, last = self.start.year, self.end.year
        return str(first) if first == last else f"{first}-{last}"


@dataclass(frozen=True)
class Scope:
    """Which part of the association; an empty field leaves its column open. Fields are columns of entries."""

    region: tuple[str, ...] = ()
    initiative: tuple[str, ...] = ()
    edition: tuple[str, ...] = ()
    session: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    gender: tuple[str, ...] = ()
    age_group: tuple[str, ...] = ()
    level: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, values in self:
            if not isinstance(values, tuple):
                message = f"Scope.{name} takes a tuple of texts, not {values!r}."
                raise TypeError(message)

    def __iter__(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        return ((item.name, getattr(self, item.name)) for item in fields(self))


@dataclass(frozen=True)
class Frame:
    """
    Every figure has one: the same definition in another frame is another figure.

    ``guards`` is there to be shortened by a test that wants to see what a guard is for.
    """

    period: Period
    scope: Scope = field(default_factory=Scope)
    cutoff: Cutoff = field(default_factory=Cutoff)
    guards: tuple[Guard | Strike, ...] = GUARDS
