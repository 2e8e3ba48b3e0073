"""The people of the demonstration: drawn first, written to the database at once, then taken part."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random
from uuid import UUID

from athar.demo.chance import stream
from athar.demo.copying import copy_models, next_keys
from athar.demo.names import Name, NameBook, book
from athar.foundation.core.dates import RIYADH, age_group, age_on
from athar.foundation.core.identity import fake_national_id
from athar.foundation.people.models import Organisation, Person

OPENED = date(2019, 10, 7)
WITH_ID, WITH_PHONE, WITH_EMAIL, RESIDENTS = 0.9, 0.75, 0.2, 0.12
YEAR = timedelta(days=365.25)


@dataclass(eq=False)
class Human:
    """
    A row about somebody, with what the generators need beside it.

    ``home``: code of the region they live in. ``free``: whether other initiatives may draw them too;
    the people of the traps are not free, so that each trap stays what it is. ``consents_itself``: a trap
    writes their consent and their guardian's approval, so nothing else does.
    """

    row: Person
    home: str
    name: Name
    free: bool = True
    joined: date | None = None
    guardian: "Human | None" = None
    roles: set[str] = field(default_factory=set)
    consents_itself: bool = False

    @property
    def gender(self) -> str:
        return self.row.gender

    @cached_property
    def born(self) -> date:
        if self.row.birth_date is None:
            message = f"{self.row} has no birth date"
            raise ValueError(message)
        return self.row.birth_date

    def age_group(self, day: date) -> str:
        return age_group(age_on(self.born, day))

    @property
    def registered(self) -> date:
        """Some weeks before they first took part; a guardian on the day after the foundation, before every pupil."""
        return self.joined - timedelta(days=30) if self.joined else OPENED

    def takes_part(self, day: date) -> None:
        """Remember the earliest day, before which consent must have been given."""
        if self.joined is None or day < self.joined:
            self.joined = day


class Crowd:
    """Draws humans, each with made-up identity number and phone; keeps them in the order drawn."""

    def __init__(self, rng: Random, names: NameBook | None = None) -> None:
        self.rng = rng
        self.names = names or book()
        self.humans: list[Human] = []
        self.numbers = 0

    def add(
        self,
        *,
        home: str,
        ages: tuple[int, int],
        on: date,
        women: float = 0.5,
        typical: int | None = None,
        father: str = "",
        family: str = "",
        organisation: Organisation | None = None,
        free: bool = True,
        gender: str = "",
    ) -> Human:
        """
        Draw a new human.

        :param ages: youngest and oldest in years, both included, on the day ``on``; most are near ``typical``.
        """
        rng = self.rng
        gender = gender or ("female" if rng.random() < women else "male")
        name = self.names.draw(rng, gender, father=father, family=family)
        years = rng.triangular(ages[0] + 0.01, ages[1] + 0.99, typical)
        human = Human(
            self._row(name.arabic, name.latin, gender, on - years * YEAR, organisation), home, name, free=free
        )
        self.humans.append(human)
        return human

    def named(self, name: str, latin: str, *, gender: str, born: date, home: str) -> Human:
        """A human whose name was chosen; never free."""
        words = name.split()
        human = Human(
            self._row(name, latin, gender, born, None),
            home,
            Name(words[0], words[-1], name, latin),
            free=False,
        )
        self.humans.append(human)
        return human

    def _row(
        self, name: str, latin: str, gender: str, born: date, organisation: Organisation | None
    ) -> Person:
        rng, self.numbers = self.rng, self.numbers + 1
        number, chance = self.numbers, rng.random()
        kind = "resident" if chance < RESIDENTS else "citizen"
        return Person(
            ref=UUID(int=rng.getrandbits(128), version=4),
            name=name,
            name_latin=latin,
            gender=gender,
            birth_date=born,
            national_id=fake_national_id(number, kind) if rng.random() < WITH_ID else None,  # type: ignore[arg-type]
            phone=f"+9665000{number:05d}" if rng.random() < WITH_PHONE else "",
            email=f"person{number}@example.org" if rng.random() < WITH_EMAIL else "",
            organisation=organisation,
        )

    def number(self) -> None:
        """Give every new human the key their row will have, so that records can name them before it is written."""
        new = [human.row for human in self.humans if human.row.pk is None]
        for row, key in zip(new, next_keys(Person, len(new)), strict=True):
            row.pk = key

    def write(self) -> None:
        """Write the rows of all humans, each made on the day they registered."""
        rng = stream("registrations")
        for human in self.humans:
            human.row.created_at = datetime.combine(human.registered, time(7), tzinfo=RIYADH) + timedelta(
                seconds=rng.randrange(15 * 3600)
            )
            human.row.derive_keys()
        copy_models([human.row for human in self.humans])


def sample(
    rng: Random, pool: Iterable[Human], count: int, *, fits: Callable[[Human], bool] = lambda _: True
) -> list[Human]:
    """
    Draw humans from a pool, in a random order.

    :raises ValueError: when fewer fit than are wanted.
    """
    fitting: Sequence[Human] = [human for human in pool if human.free and fits(human)]
    return rng.sample(fitting, count)
