"""People who were served and not identified: the Ramadan seasons and the community days, sheet by sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from athar.demo.chance import stream
from athar.demo.days import days
from athar.demo.desk import Sheet
from athar.demo.names import rows
from athar.demo.orders import TABLE_YEAR, orders
from athar.demo.sheets import counting
from athar.demo.world import World
from athar.engine.ledger.leaf import Facts
from athar.engine.register.models import Edition
from athar.foundation.core.dates import format_day, hijri

USUAL, LAST_NIGHT = (
    380,
    400,
)  # meals a site hands out in a night of 1444; the last night of the first site is fuller
LATER_NIGHTS = (330, 455)
COMMUNITY_DAY = {
    2023: (420, 208, 260, 312, 340, 260),
    2024: (505, 240, 290, 345, 380, 300),
    2025: (540, 262, 318, 371, 402, 318),
}
METHODS = {"meals": "وجبات مسلّمة، وجبة لكل شخص", "tally": "عدّ يدوي بعدّادَين"}
WRONG_AT_FIRST = (TABLE_YEAR, 2)  # ``traps.corrections`` enters this service point, first with a slip
COUNTERS = ("مشرف الموقع", "مشرفة الموقع", "قائد الوردية", "قائدة الوردية")


def enter_all(world: World) -> None:
    for year in orders():
        if (year, "ramadan") in world.editions:
            _season(world, world.edition(year, "ramadan"))
        if year in COMMUNITY_DAY:
            _community_day(world, world.edition(year, "community_day"), COMMUNITY_DAY[year])


def _season(world: World, edition: Edition) -> None:
    """Five sites, every night. In 1444 each site and night has its own sheet; later one sheet holds the night."""
    rng = stream(f"headcounts {edition.code}")
    sites = rows("sites.csv")
    for night in days(edition.starts_on, edition.ends_on):
        counts = [(site, _count(edition, night, site["code"], rng.randint(*LATER_NIGHTS))) for site in sites]
        groups = [[entry] for entry in counts] if night.year == TABLE_YEAR else [counts]
        for group in groups:
            entries = [(site["name_ar"], count) for site, count in group]
            titles = _titles(group[0][0] if len(group) == 1 else None, night)
            name = f"{edition.code}-{night.isoformat()}-{group[0][0]['code'] if len(group) == 1 else 'sites'}"
            sheet = counting(
                titles, name, night, entries, method=METHODS["meals"], by=rng.choice(COUNTERS), rng=rng
            )
            facts = [heads(edition, night, count, region=site["region"], place=site["name_ar"], session=f"{site['code']}-{night:%m%d}", method="meals")
                     for site, count in group]  # fmt: skip
            world.desk.enter(facts, day=night, maker=_maker(group), sheet=sheet, prompt=True)


def _count(edition: Edition, night: date, site: str, later: int) -> int:
    if edition.starts_on.year != TABLE_YEAR:
        return later
    return LAST_NIGHT if night == edition.ends_on and site == "site-1" else USUAL


def _maker(group: Sequence[tuple[dict[str, str], int]]) -> str:
    """Majed looks after the sites in Riyadh, Noura after those in Makkah and after whole nights."""
    return "majed" if len(group) == 1 and group[0][0]["region"] == "SA-01" else "noura"


def _titles(site: dict[str, str] | None, night: date) -> tuple[str, str]:
    lunar = hijri(night)
    where_ar, where_en = (site["name_ar"], site["name_en"]) if site else ("المواقع الخمسة", "all five sites")
    return (
        f"كشف عدّ: {where_ar}، ليلة {lunar.day} رمضان {lunar.year}",
        f"Counting sheet: {where_en}, night of {lunar.day} Ramadan {lunar.year}",
    )


@dataclass(frozen=True)
class ServicePoint:
    """A corner of a community day where people are served and counted."""

    edition: Edition
    day: date
    number: int
    region: str
    place: str

    @property
    def session(self) -> str:
        return f"{self.edition.code}-{self.number}"

    def sheet(self, count: int, by: str) -> Sheet:
        titles = (
            f"كشف عدّ: {self.place}، {format_day(self.day, 'ar')}",
            f"Counting sheet: service point {self.number}, {format_day(self.day, 'en')}",
        )
        name = f"{self.session}-{self.day.isoformat()}"
        return counting(
            titles,
            name,
            self.day,
            [(self.place, count)],
            method=METHODS["tally"],
            by=by,
            rng=stream(titles[1]),
        )

    def fact(self, count: int) -> Facts:
        return heads(
            self.edition,
            self.day,
            count,
            region=self.region,
            place=self.place,
            session=self.session,
            method="tally",
        )


def service_points(world: World, edition: Edition) -> list[ServicePoint]:
    places = enumerate(world.places[edition.initiative.code], start=1)
    return [
        ServicePoint(edition, edition.starts_on, number, region, place) for number, (region, place) in places
    ]


def _community_day(world: World, edition: Edition, counts: Sequence[int]) -> None:
    """One sheet for each service point."""
    rng = stream(f"headcounts {edition.code}")
    for point, count in zip(service_points(world, edition), counts, strict=True):
        sheet = point.sheet(count, rng.choice(COUNTERS))
        if (point.day.year, point.number) != WRONG_AT_FIRST:
            world.desk.enter([point.fact(count)], day=point.day, maker="majed", sheet=sheet, prompt=True)


def heads(
    edition: Edition, day: date, count: int, *, region: str, place: str, session: str, method: str
) -> Facts:
    """A headcount; its evidence is attached when it is entered."""
    return Facts(
        kind="headcount",
        occurred_on=day,
        initiative=edition.initiative.code,
        initiative_id=edition.initiative_id,
        edition=edition.code,
        edition_id=edition.pk,
        session=session,
        region=region,
        place=place,
        headcount=count,
        method=method,
        source="counting-sheet",
    )
