"""Who took part in what: the rolls of every initiative and year, drawn in the order of the table."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import cycle
from random import Random

from athar.demo.chance import stream
from athar.demo.crowd import Human, sample
from athar.demo.orders import LOOKS, TABLE_YEAR, UNIT_BODIES, Look, Order, orders
from athar.demo.pupils import OLDEST, SCHOOLS, a_guardian, a_pupil
from athar.demo.world import World
from athar.engine.register.models import Edition
from athar.foundation.core.dates import age_on

SIBLINGS = 0.25
EARLY = "early"
Key = tuple[int, str]


@dataclass
class Reserved:
    """Humans with a reason to be on a roll: ``new`` to it, or known already from a roll further up."""

    new: list[Human] = field(default_factory=list)
    again: list[Human] = field(default_factory=list)


@dataclass
class Rolls:
    """Humans by year and initiative, each at most once on a roll."""

    by_key: dict[Key, list[Human]] = field(default_factory=dict)

    def of(self, year: int, code: str) -> list[Human]:
        return self.by_key.get((year, code), [])

    def before(self, year: int) -> list[Human]:
        return _distinct(human for key, roll in self.by_key.items() if key[0] < year for human in roll)

    def in_year(self, year: int) -> list[Human]:
        return _distinct(human for key, roll in self.by_key.items() if key[0] == year for human in roll)


def draw(world: World, reserved: dict[Key, Reserved]) -> Rolls:
    """
    Draw every roll, so that each row of the table comes out to the person.

    ``again`` people of 2023 come from a row further up in the same year, which is what makes "already
    counted above" exact; nobody else of that year was there before, except the alumni who come back to
    the forum and to nothing else, so that the people of the first plan stay distinct across its years.
    """
    rolls = Rolls()
    for year, lines in orders().items():
        alumni: set[Human] = set()
        for code, order in lines.items():
            if not order.people:
                continue
            rng = stream(f"roll {year} {code}")
            held = reserved.get((year, code), Reserved())
            if order.alumni:
                guests = sample(rng, rolls.before(year), order.alumni)
                held = Reserved([*held.new, *guests], held.again)
                alumni.update(guests)
            known = (
                rolls.in_year(year)
                if year <= TABLE_YEAR
                else _distinct([*rolls.before(year), *rolls.in_year(year)])
            )
            pool = [human for human in known if human not in alumni]
            rolls.by_key[year, code] = Draw(world, world.edition(year, code), order, held, pool, rng).roll()
    return rolls


@dataclass(frozen=True)
class Draw:
    """The draw of one roll. ``pool``: who may be drawn again."""

    world: World
    edition: Edition
    order: Order
    held: Reserved
    pool: list[Human]
    rng: Random

    def roll(self) -> list[Human]:
        if self.edition.initiative.code == SCHOOLS:
            return self._pupils()
        look = LOOKS[self.edition.initiative.code]
        roll = [*self._again(look), *self._new(look)]
        self.rng.shuffle(roll)
        return sorted(
            roll, key=lambda human: EARLY not in human.roles
        )  # the traps need some to come before others

    def _again(self, look: Look) -> list[Human]:
        held = set(self.held.again)
        first, last = look.births(self.edition.starts_on)

        def suits(human: Human) -> bool:
            return first <= human.born <= last and human.home in look.homes and human not in held

        return [*self.held.again, *sample(self.rng, self.pool, self.order.again - len(held), fits=suits)]

    def _new(self, look: Look) -> list[Human]:
        new = list(self.held.new)
        homes, weights = list(look.homes), list(look.homes.values())
        bodies = self.world.bodies_called(*UNIT_BODIES) if self.edition.initiative.code == "units" else []
        for index in range(self.order.people - self.order.again - len(new)):
            body = bodies[index % len(bodies)] if bodies else None
            home = str(body.region_id) if body else self.rng.choices(homes, weights)[0]
            new.append(
                self.world.crowd.add(
                    home=home, ages=look.ages, typical=look.typical, women=look.women, on=self.edition.starts_on, organisation=body
                )
            )  # fmt: skip
        return new

    def _pupils(self) -> list[Human]:
        """Pupils of the fifteen schools, each with a guardian; a quarter have a brother or sister in the clubs."""
        end, order = self.edition.ends_on, self.order
        count = order.again - len(self.held.again)
        again = sample(
            self.rng,
            self.pool,
            count,
            fits=lambda human: human.guardian is not None and age_on(human.born, end) <= OLDEST,
        )
        new = list(self.held.new)
        schools = cycle(self.world.bodies_called("school"))
        guardian: Human | None = None
        while len(new) < order.people - order.again:
            if guardian is None or self.rng.random() > SIBLINGS:
                guardian = a_guardian(self.world, end)
            new.append(a_pupil(self.world, next(schools), guardian, end))
        return [*self.held.again, *again, *new]


def _distinct(humans: Iterable[Human]) -> list[Human]:
    return list(dict.fromkeys(humans))
