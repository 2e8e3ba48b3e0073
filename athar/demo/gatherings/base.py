"""What a roll, a gathering and somebody at it are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from athar.demo.crowd import Human
from athar.demo.days import working_days
from athar.demo.orders import LAST_DAY, LOOKS, Order
from athar.demo.world import World
from athar.engine.register.models import Edition
from athar.foundation.people.models import Organisation

T = TypeVar("T")


@dataclass
class Attendee:
    """A human at a gathering, with what is theirs alone. ``day``: where it is another than the gathering's."""

    human: Human
    kind: str
    organisation: Organisation | None = None
    dimensions: dict[str, str] = field(default_factory=dict)
    day: date | None = None


@dataclass
class Gathering:
    """Humans together on a day. ``region`` empty: each is served where they live."""

    day: date
    session: str
    region: str
    place: str
    attendees: list[Attendee]


@dataclass(frozen=True)
class Roll:
    """Everybody who takes part in an edition, about to be split into gatherings."""

    world: World
    edition: Edition
    order: Order
    humans: Sequence[Human]
    rng: Random

    @property
    def code(self) -> str:
        return self.edition.initiative.code

    @property
    def places(self) -> list[tuple[str, str]]:
        """Region and name of each place of the initiative."""
        return self.world.places[self.code]

    @property
    def last_day(self) -> date:
        """Of the edition, or the demonstration's present."""
        return min(self.edition.ends_on, LAST_DAY)

    def open_days(self, *, from_share: float = 0.0) -> list[date]:
        """Working days of the edition, from a share of its length on."""
        length = self.edition.ends_on - self.edition.starts_on
        return working_days(
            self.edition.starts_on + timedelta(days=int(length.days * from_share)), self.last_day
        )

    def attendees(self, humans: Sequence[Human], organisation: Organisation | None = None) -> list[Attendee]:
        return [Attendee(human, LOOKS[self.code].kind, organisation) for human in humans]

    def gathering(self, number: int, day: date, at: tuple[str, str], attendees: list[Attendee]) -> Gathering:
        region, place = at
        return Gathering(day, f"{self.edition.code}-{number}", region, place, attendees)

    def living_in(self, region: str | None) -> list[Human]:
        return [human for human in self.humans if human.home == region]


def pieces(many: Sequence[T], count: int) -> list[Sequence[T]]:
    """The sequence in ``count`` runs of nearly one length."""
    return [many[index * len(many) // count : (index + 1) * len(many) // count] for index in range(count)]
