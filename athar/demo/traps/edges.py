"""Records on the last day before the year and on the first day after it."""

from dataclasses import replace
from datetime import date

from athar.demo.crowd import Human
from athar.demo.headcounts import COUNTERS, service_points
from athar.demo.orders import TABLE_YEAR
from athar.demo.rolls import Key, Reserved
from athar.demo.traps.base import Ground, Trap, extra
from athar.demo.world import World

BEFORE, AFTER = date(TABLE_YEAR - 1, 12, 31), date(TABLE_YEAR + 1, 1, 1)
PEOPLE = {
    ("digital", BEFORE): 7,
    ("digital", AFTER): 5,
    ("specialised", BEFORE): 4,
    ("specialised", AFTER): 3,
}
KINDS = {"digital": "training", "specialised": "service"}
HEADS = {BEFORE: 240, AFTER: 310}


class JustOutsideTheYear(Trap):
    """
    Nineteen people and two headcounts of 240 and 310 are dated a day too early or a day too late.

    They are in the editions of the year all the same, so that counting by edition would take them in.
    """

    harm = "Counted, 569 too many are reached."

    def prepare(self, world: World, _reserved: dict[Key, Reserved]) -> None:
        self.people: dict[tuple[str, date], list[Human]] = {
            (code, day): [
                world.crowd.add(home="SA-04", ages=(20, 45), on=day, free=False) for _ in range(count)
            ]
            for (code, day), count in PEOPLE.items()
        }

    def plant(self, ground: Ground) -> None:
        world = ground.world
        for (code, day), humans in self.people.items():
            extra(
                world,
                code,
                TABLE_YEAR,
                f"edge-{day:%m%d}",
                [(human, day) for human in humans],
                kind=KINDS[code],
            )
        edition = world.edition(TABLE_YEAR, "community_day")
        for day, count in HEADS.items():
            point = replace(service_points(world, edition)[0], day=day)
            world.desk.enter(
                [point.fact(count)],
                day=day,
                maker="majed",
                sheet=point.sheet(count, COUNTERS[0]),
                prompt=True,
            )
