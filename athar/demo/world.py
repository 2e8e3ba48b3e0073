"""What every generator needs at hand."""

from dataclasses import dataclass
from functools import cached_property

from athar.demo import cast
from athar.demo.chance import stream
from athar.demo.crowd import Crowd, Human
from athar.demo.desk import Desk
from athar.demo.names import Name, rows
from athar.demo.timeline import Timeline
from athar.engine.register.models import Edition, Initiative
from athar.foundation.people.models import Organisation, Person


@dataclass
class World:
    """The association as it stands before the first record, and the line of things to come."""

    bodies: dict[str, Organisation]
    staff: dict[str, Person]
    initiatives: dict[str, Initiative]
    editions: dict[tuple[int, str], Edition]
    crowd: Crowd
    timeline: Timeline
    desk: Desk

    def edition(self, year: int, code: str) -> Edition:
        return self.editions[year, code]

    def bodies_called(self, *prefixes: str) -> list[Organisation]:
        return [body for code, body in self.bodies.items() if code.startswith(prefixes)]

    @cached_property
    def places(self) -> dict[str, list[tuple[str, str]]]:
        """Region and name of the places of each initiative."""
        found: dict[str, list[tuple[str, str]]] = {}
        for row in rows("places.csv"):
            found.setdefault(row["initiative"], []).append((row["region"], row["name_ar"]))
        return found

    def human(self, key: str, home: str) -> Human:
        """A member of the cast, as somebody who takes part."""
        row = self.staff[key]
        words = row.name.split()
        return Human(row, home, Name(words[0], words[-1], row.name, row.name_latin), free=False)


def begin() -> World:
    """Create organisations, teams and staff, and read what the register holds."""
    bodies = _bodies()
    staff = cast.hire(bodies)
    timeline = Timeline()
    return World(
        bodies=bodies,
        staff=staff,
        initiatives={initiative.code: initiative for initiative in Initiative.objects.all()},
        editions={
            (edition.starts_on.year, edition.initiative.code): edition
            for edition in Edition.objects.select_related("initiative")
        },
        crowd=Crowd(stream("crowd")),
        timeline=timeline,
        desk=Desk(staff, timeline),
    )


def _bodies() -> dict[str, Organisation]:
    drawn = [
        Organisation(
            code=row["code"],
            kind=row["kind"],
            name_ar=row["name_ar"],
            name_en=row["name_en"],
            region_id=row["region"] or None,
        )
        for row in rows("organisations.csv")
    ]
    teams = [
        Organisation(
            code=f"team-{number:02d}",
            kind="team",
            name_ar=f"فريق {row['ar']}",
            name_en=f"{row['en']} team",
            region_id="SA-01",
        )
        for number, row in enumerate(rows("team_names.csv"), start=1)
    ]
    return {body.code: body for body in Organisation.objects.bulk_create([*drawn, *teams])}
