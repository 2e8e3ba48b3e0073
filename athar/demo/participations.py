"""The records of identified people: one for each place on a roll."""

from athar.demo.chance import stream
from athar.demo.crowd import Human
from athar.demo.gatherings import Attendee, Gathering, Roll, gatherings
from athar.demo.orders import LAST_DAY, orders
from athar.demo.rolls import Rolls
from athar.demo.sheets import attendance
from athar.demo.world import World
from athar.engine.ledger.leaf import Facts
from athar.engine.register.models import Edition
from athar.foundation.core.dates import format_day
from athar.foundation.people.models import Organisation

MAKERS = {
    "forum": "noura", "leaders": "noura", "incubator": "noura", "hackathon": "noura", "culture": "noura", "trainers": "noura",
    "solutions": "latifah", "digital": "latifah", "schools": "latifah", "youth": "majed", "units": "majed", "specialised": "majed",
    "ramadan": "noura", "community_day": "majed",
}  # fmt: skip
TRAINER_ENTERS_FROM = 2023  # Yahya was accredited in 2022


def enter_all(world: World, rolls: Rolls) -> None:
    """Put every roll of every year on the desk."""
    for year, lines in orders().items():
        for code, order in lines.items():
            roll = rolls.of(year, code)
            if roll:
                edition = world.edition(year, code)
                for gathering in gatherings(
                    Roll(world, edition, order, roll, stream(f"gatherings {edition.code}"))
                ):
                    enter(world, edition, gathering)


def enter(world: World, edition: Edition, gathering: Gathering) -> None:
    """Enter one gathering with its attendance sheet."""
    if gathering.day > LAST_DAY:
        message = f"{gathering.session} is on {gathering.day}, after the demonstration's present"
        raise ValueError(message)
    initiative = edition.initiative
    lines = [(attendee.human, attendee.day or gathering.day) for attendee in gathering.attendees]
    sheet = attendance(
        f"كشف حضور: {edition.name_ar}، {gathering.place or 'عن بُعد'}، {format_day(gathering.day, 'ar')}",
        f"Attendance sheet: {edition.name_en}, {gathering.session}, {format_day(gathering.day, 'en')}",
        gathering.session,
        lines,
    )
    facts = [fact(edition, gathering, attendee) for attendee in gathering.attendees]
    world.desk.enter(
        facts, day=gathering.day, maker=maker_of(initiative.code, gathering.day.year), sheet=sheet
    )


def maker_of(code: str, year: int) -> str:
    return "yahya" if code == "trainers" and year >= TRAINER_ENTERS_FROM else MAKERS[code]


def fact(edition: Edition, gathering: Gathering, attendee: Attendee) -> Facts:
    human, day = attendee.human, attendee.day or gathering.day
    human.takes_part(day)
    return about(human, kind=attendee.kind, edition=edition, organisation=attendee.organisation)._replace(
        occurred_on=day,
        age_group=human.age_group(day),
        session=gathering.session,
        region=gathering.region or human.home,
        place=gathering.place,
        dimensions=attendee.dimensions,
        source="learning-platform" if edition.initiative.code == "digital" else "attendance-sheet",
    )


def about(human: Human, *, kind: str, edition: Edition, organisation: Organisation | None = None) -> Facts:
    """What a record of somebody in an edition says whatever the day; on the edition's first day."""
    day = edition.starts_on
    return Facts(
        kind=kind,
        occurred_on=day,
        initiative=edition.initiative.code,
        initiative_id=edition.initiative_id,
        edition=edition.code,
        edition_id=edition.pk,
        organisation=organisation.code if organisation else "",
        organisation_id=organisation.pk if organisation else None,
        person_ref=human.row.ref,
        person_id=human.row.pk,
        gender=human.gender,
        age_group=human.age_group(day),
        region=human.home,
    )
