"""What all traps have in common."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from athar.demo.consents import Event
from athar.demo.crowd import Human
from athar.demo.gatherings import Attendee, Gathering
from athar.demo.participations import enter
from athar.demo.rolls import Key, Reserved, Rolls
from athar.demo.volunteers import Volunteers
from athar.demo.world import World
from athar.foundation.people.models import GuardianApproval


@dataclass
class Ground:
    """Where traps are planted: the drawn world, and what else is written beside the records."""

    world: World
    rolls: Rolls
    volunteers: Volunteers
    consents: list[Event] = field(default_factory=list)
    approvals: list[GuardianApproval] = field(default_factory=list)


class Trap:
    """One trap. ``harm`` says what a figure would show if it reached one."""

    harm: ClassVar[str]

    def prepare(self, world: World, reserved: dict[Key, Reserved]) -> None:
        """Draw the trap's own people and put them on the rolls they belong to."""

    def plant(self, ground: Ground) -> None:
        """Enter the trap's records and what is decided about them."""


def extra(
    world: World, code: str, year: int, session: str, lines: Sequence[tuple[Human, date]], *, kind: str
) -> None:
    """Records beside the rolls, each human where they live, on a sheet of their own."""
    edition = world.edition(year, code)
    attendees = [
        Attendee(human, kind, human.row.organisation if code == "schools" else None, day=day)
        for human, day in lines
    ]
    enter(
        world,
        edition,
        Gathering(max(day for _, day in lines), f"{edition.code}-{session}", "", "", attendees),
    )
