"""The evenings of the season: a site on a night, who was to come, and the hours that its attendance came to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property

from athar.demo.crowd import Human
from athar.demo.desk import Sheet
from athar.demo.hours import SHIFT, body_of, level_of, maker_of, nights_in_words, shifts
from athar.demo.names import rows
from athar.demo.sheets import CSV, NOTICE
from athar.demo.world import World
from athar.engine.journeys.attendance import Attendance, attendance_of
from athar.engine.journeys.models import Seat, Session
from athar.engine.journeys.sheets import attendance_sheet
from athar.engine.ledger.leaf import Facts
from athar.engine.ledger.rows import facts_of
from athar.engine.register.models import Edition
from athar.foundation.core.dates import RIYADH
from athar.foundation.people.models import Organisation
from athar.initiatives.volunteering.operations.claiming import hours_in

OPENS = time(17)
CLOSES = time(OPENS.hour + int(SHIFT))


@dataclass(eq=False)
class Evening:
    """
    A site on a night.

    :ivar body: whose volunteers they are; an opportunity has one organisation, and this one ran over five sites.
    :ivar seats: by the key of the person, once they have them.
    """

    edition: Edition
    site: dict[str, str]
    night: date
    humans: list[Human]
    body: Organisation
    seats: dict[int, Seat] = field(default_factory=dict)
    session: Session | None = None

    @property
    def begin(self) -> datetime:
        return datetime.combine(self.night, OPENS, RIYADH)

    @property
    def end(self) -> datetime:
        return datetime.combine(self.night, CLOSES, RIYADH)

    @property
    def maker(self) -> str:
        return maker_of(self.site)

    @property
    def opened(self) -> Session:
        if self.session is None:
            message = f"{self.site['code']} on {self.night} has no session yet"
            raise ValueError(message)
        return self.session

    @cached_property
    def attendance(self) -> list[Attendance]:
        """As the engine reads it when the hours are entered; nothing about it changes afterwards."""
        return attendance_of(self.opened)

    @property
    def sheet(self) -> Sheet:
        """The attendance as a file: what the hours rest on."""
        night_ar, night_en = nights_in_words(self.night, self.night)
        titles = (
            f"كشف حضور وردية: {self.site['name_ar']}، {night_ar}",
            f"Shift attendance sheet: {self.site['name_en']}, {night_en}",
        )

        def draw() -> bytes:
            return attendance_sheet(self.opened, self.attendance, titles=titles, notice=NOTICE)

        name = f"{self.edition.code}-{self.night.isoformat()}-{self.site['code']}-shift.csv"
        return Sheet(name, *titles, CSV, draw)

    def facts(self) -> list[Facts]:
        """
        The hours of everybody who was there, as attendance says; of what level somebody's work was, whoever enters it knows.

        :raises ValueError: when anything is in doubt: somebody in charge should have stated it.
        """
        hours = hours_in(self.opened, self.attendance)
        if hours.doubtful or len(hours.ready) != len(self.humans):
            message = f"{self.site['code']} on {self.night}: {hours.doubtful or 'somebody is missing'}"
            raise ValueError(message)
        levels = {human.row.pk: level_of(human) for human in self.humans}
        return [
            facts_of(proposal)._replace(
                level=levels[person.pk], organisation=self.body.code, organisation_id=self.body.pk
            )
            for person, proposal in hours.ready
        ]


def evenings_of(world: World, edition: Edition, sites: Mapping[str, Sequence[Human]]) -> Iterator[Evening]:
    """Every night that a site has volunteers, site by site."""
    for site in rows("sites.csv"):
        by_night: dict[date, list[Human]] = {}
        for human, night in shifts(edition, sites[site["code"]]):
            human.takes_part(night)
            by_night.setdefault(night, []).append(human)
        for night, humans in by_night.items():
            yield Evening(edition, site, night, humans, body_of(world, site))
