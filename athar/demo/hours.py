"""
Volunteer hours: the shifts of the Ramadan seasons, and other work month by month, each from a sheet.

Those of the season of 1444 come from attendance that went through the journey engine: see ``season``.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from athar.demo.crowd import Human
from athar.demo.days import days, spread, working_days
from athar.demo.names import rows
from athar.demo.orders import LAST_DAY, TABLE_YEAR
from athar.demo.participations import about
from athar.demo.sheets import attendance
from athar.demo.volunteers import PARTNER_SITE, WORK, Volunteers, Work
from athar.demo.world import World
from athar.engine.ledger.leaf import Facts
from athar.engine.register.models import Edition
from athar.foundation.core.dates import format_day, hijri, month_name
from athar.foundation.people.models import Organisation

SHIFT, SHIFTS = Decimal(4), 3  # hours of a shift; shifts of a volunteer in a season
SKILLED_OF_NINE = 2  # of nine volunteers at a site, those who do skilled work there
BODY_OF_SITE = {"site-1": "body-m-01", "site-2": "body-m-02"}  # partners bring their own volunteers
WEEK = 7
Line = tuple[Human, date]


def enter_all(world: World, volunteers: Volunteers) -> None:
    for year, sites in volunteers.season.items():
        if year == TABLE_YEAR:
            continue
        edition = world.edition(year, "ramadan")
        for site in rows("sites.csv"):
            for lines in _sheets(edition, shifts(edition, sites[site["code"]])):
                _enter_shifts(world, edition, site, lines)
    for year, works in WORK.items():
        for work in works:
            _enter_work(world, world.edition(year, work.code), work, volunteers.work[year, work.code])


def hours(
    human: Human,
    edition: Edition,
    day: date,
    how_many: Decimal,
    level: str,
    *,
    body: Organisation | None = None,
) -> Facts:
    human.takes_part(day)
    return about(human, kind="hours", edition=edition, organisation=body)._replace(
        occurred_on=day,
        age_group=human.age_group(day),
        level=level,
        quantity=how_many,
        unit="hour",
        source="attendance-sheet",
    )


def shifts(edition: Edition, humans: Sequence[Human]) -> list[Line]:
    """Three nights for each volunteer, about ten nights apart; every night is covered, none twice by one person."""
    nights = list(days(edition.starts_on, edition.ends_on))
    turns = [human for _ in range(SHIFTS) for human in humans]
    return list(zip(turns, spread(nights, len(turns)), strict=True))


def _sheets(edition: Edition, lines: Sequence[Line]) -> list[list[Line]]:
    """Which shifts share a sheet: one covers a week."""
    found: dict[int, list[Line]] = {}
    for human, night in lines:
        found.setdefault((night - edition.starts_on).days // WEEK, []).append((human, night))
    return list(found.values())


def _enter_shifts(world: World, edition: Edition, site: dict[str, str], lines: Sequence[Line]) -> None:
    """The hours of one site on one sheet."""
    first, last = lines[0][1], lines[-1][1]
    nights_ar, nights_en = nights_in_words(first, last)
    sheet = attendance(
        f"كشف حضور وردية: {site['name_ar']}، {nights_ar}",
        f"Shift attendance sheet: {site['name_en']}, {nights_en}",
        f"{edition.code}-{first.isoformat()}-{site['code']}-shift",
        lines,
        hours=str(SHIFT),
    )
    body = body_of(world, site)
    facts = [
        hours(human, edition, night, SHIFT, level_of(human), body=body)._replace(
            region=site["region"], place=site["name_ar"], session=f"{site['code']}-{night:%m%d}"
        )
        for human, night in lines
    ]
    world.desk.enter(facts, day=last, maker=maker_of(site), sheet=sheet)


def body_of(world: World, site: dict[str, str]) -> Organisation:
    """Whose volunteers stand at a site."""
    return world.bodies[BODY_OF_SITE.get(site["code"], "association")]


def maker_of(site: dict[str, str]) -> str:
    """Who enters the hours of a site."""
    if site["code"] == PARTNER_SITE:
        return "salma"
    return "majed" if site["region"] == "SA-01" else "noura"


def nights_in_words(first: date, last: date) -> tuple[str, str]:
    """In Arabic and in English."""
    begin, end = hijri(first), hijri(last)
    if first == last:
        return f"ليلة {begin.day} رمضان {begin.year}", f"night of {begin.day} Ramadan {begin.year}"
    return (
        f"من {begin.day} إلى {end.day} رمضان {begin.year}",
        f"nights {begin.day} to {end.day} of Ramadan {begin.year}",
    )


def level_of(human: Human) -> str:
    """A fixed part of the volunteers do skilled work: first aid, crowd guidance, site leadership."""
    return "skilled" if human.row.ref.int % 9 < SKILLED_OF_NINE else "general"


def _enter_work(world: World, edition: Edition, work: Work, humans: Sequence[Human]) -> None:
    """Everybody's days in turn over the edition, one sheet a month."""
    last = min(edition.ends_on, LAST_DAY)
    is_event = last - edition.starts_on < timedelta(days=WEEK)
    open_days = list(days(edition.starts_on, last)) if is_event else working_days(edition.starts_on, last)
    turns = [human for _ in range(work.days) for human in humans]
    by_month: dict[date, list[Line]] = {}
    for human, day in zip(turns, spread(open_days, len(turns)), strict=True):
        by_month.setdefault(day.replace(day=1), []).append((human, day))
    for month, lines in by_month.items():
        day = lines[-1][1]
        sheet = attendance(
            f"كشف ساعات: {edition.name_ar}، {month_name(month.month, 'ar')} {month.year}",
            f"Hours sheet: {edition.name_en}, up to {format_day(day, 'en')}",
            f"{edition.code}-{month:%Y-%m}-hours",
            lines,
            hours=str(work.hours),
        )
        facts = [hours(human, edition, on, work.hours, work.level) for human, on in lines]
        world.desk.enter(facts, day=day, maker="noura" if is_event else "majed", sheet=sheet)
