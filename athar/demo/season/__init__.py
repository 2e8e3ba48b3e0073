"""
The Ramadan season of 1444 as the journey engine saw it: offered, applied for, seated, marked at the doors, and only then hours.

Applications are written many at a time, as they would stand after the engine's own steps, and moved under its triggers; all else goes
through its operations.
"""

from athar.demo.orders import TABLE_YEAR
from athar.demo.season import doors, offer
from athar.demo.season.evenings import evenings_of
from athar.demo.season.way import Way
from athar.demo.volunteers import Volunteers
from athar.demo.world import World


def enter_all(world: World, volunteers: Volunteers) -> None:
    """Put the season on the timeline, and its hours on the desk."""
    edition = world.edition(TABLE_YEAR, "ramadan")
    sites = volunteers.season[TABLE_YEAR]
    evenings = list(evenings_of(world, edition, sites))
    offer.enter(world, edition, evenings)
    Way(world, edition, sites).enter()
    doors.enter(world, evenings)
    for evening in evenings:
        world.desk.enter(evening.facts, day=evening.night, maker=evening.maker, sheet=evening.sheet)
