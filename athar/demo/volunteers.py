"""Volunteers: who stood at the sites of each Ramadan season, and who gave skilled and professional hours from 2024 on."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from random import Random

from athar.demo.chance import stream
from athar.demo.crowd import Human, sample
from athar.demo.names import rows
from athar.demo.orders import TABLE_YEAR
from athar.demo.rolls import Rolls
from athar.demo.world import World
from athar.engine.register.models import Edition
from athar.foundation.core.dates import age_on

AGES, TYPICAL = (18, 48), 23
EXPERTS, TYPICAL_EXPERT = (24, 58), 34
SEASON = {2023: 250, 2024: 260, 2025: 290, 2026: 300}  # volunteers of the five sites together
KNOWN = {2023: 110, 2024: 170, 2025: 190, 2026: 200}  # of them known from elsewhere
PARTNER_SITE = "site-2"  # the one whose hours Salma submits


@dataclass(frozen=True)
class Work:
    """Hours outside Ramadan: so many people, each on so many days, for so long. ``known``: of them known already."""

    code: str
    level: str
    people: int
    known: int
    days: int
    hours: Decimal


WORK = {
    2024: (
        Work("specialised", "professional", 64, 30, 3, Decimal("2.75")),
        Work("forum", "skilled", 70, 45, 2, Decimal(5)),
        Work("hackathon", "skilled", 24, 20, 3, Decimal(5)),
    ),
    2025: (
        Work("specialised", "professional", 92, 60, 4, Decimal("2.75")),
        Work("forum", "skilled", 76, 50, 2, Decimal(5)),
        Work("hackathon", "skilled", 26, 20, 3, Decimal(5)),
        Work("digital", "skilled", 20, 12, 5, Decimal("1.5")),
    ),
    2026: (
        Work("specialised", "professional", 98, 70, 3, Decimal("2.75")),
        Work("digital", "skilled", 22, 15, 5, Decimal("1.5")),
    ),
}


@dataclass
class Volunteers:
    """Humans who gave hours: by year and site of the season, and by year and initiative of other work."""

    season: dict[int, dict[str, list[Human]]] = field(default_factory=dict)
    work: dict[tuple[int, str], list[Human]] = field(default_factory=dict)


def draw(world: World, rolls: Rolls, sara: Human) -> Volunteers:
    """Draw the volunteers of every year; some of them are beneficiaries too, and some return."""
    found = Volunteers()
    known = {sara: None}  # a set that keeps its order
    for year in SEASON:
        rng = stream(f"volunteers {year}")
        pool = [*known, *rolls.in_year(year)] if year == TABLE_YEAR else list(known)
        found.season[year] = _at_sites(world, world.edition(year, "ramadan"), pool, sara, rng)
        known |= dict.fromkeys(human for site in found.season[year].values() for human in site)
        for work in WORK.get(year, ()):
            found.work[year, work.code] = _at_work(
                world, world.edition(year, work.code), work, list(known), rng
            )
            known |= dict.fromkeys(found.work[year, work.code])
    return found


def _at_sites(
    world: World, edition: Edition, pool: list[Human], sara: Human, rng: Random
) -> dict[str, list[Human]]:
    day, sites = edition.starts_on, rows("sites.csv")
    each, each_known = (count[day.year] // len(sites) for count in (SEASON, KNOWN))
    taken: set[Human] = {sara}
    found = {}
    for site in sites:
        here = [sara] if site["code"] == PARTNER_SITE else []
        near = [human for human in pool if human.home == site["region"] and human not in taken]
        here += sample(rng, near, each_known - len(here), fits=partial(_is_grown_up, edition))
        for _ in range(each - len(here)):
            here.append(world.crowd.add(home=site["region"], ages=AGES, typical=TYPICAL, women=0.46, on=day))
        taken.update(here)
        rng.shuffle(here)
        found[site["code"]] = here
    return found


def _at_work(world: World, edition: Edition, work: Work, known: list[Human], rng: Random) -> list[Human]:
    again = sample(rng, known, work.known, fits=partial(_is_grown_up, edition))
    homes = [rng.choice(("SA-01", "SA-02", "SA-04")) for _ in range(work.people - len(again))]
    new = [
        world.crowd.add(home=home, ages=EXPERTS, typical=TYPICAL_EXPERT, on=edition.starts_on)
        for home in homes
    ]
    return [*again, *new]


def _is_grown_up(edition: Edition, human: Human) -> bool:
    return AGES[0] <= age_on(human.born, edition.starts_on) <= AGES[1]
