"""When and where the people of a roll met: how each initiative splits its roll into gatherings."""

from athar.demo.gatherings.base import Attendee, Gathering, Roll
from athar.demo.gatherings.courses import cohorts, digital, schools, solutions, specialised, units
from athar.demo.gatherings.strategic import forum, in_teams, leaders

__all__ = ["Attendee", "Gathering", "Roll", "gatherings"]

SPLITS = {
    "forum": forum,
    "leaders": leaders,
    "incubator": in_teams,
    "hackathon": in_teams,
    "trainers": cohorts(27, from_share=0.4),
    "youth": cohorts(25, from_share=0.35),
    "solutions": solutions,
    "culture": cohorts(35, from_share=0.05),
    "digital": digital,
    "schools": schools,
    "units": units,
    "specialised": specialised,
}


def gatherings(roll: Roll) -> list[Gathering]:
    """Everybody on the roll in exactly one gathering of the edition, none after the present."""
    return SPLITS[roll.code](roll)
