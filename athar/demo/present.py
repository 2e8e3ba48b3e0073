"""What waits for a decision in the demonstration's present: entries of several people, so that each reviewer has some to decide."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal

from athar.demo.chance import stream
from athar.demo.crowd import Human
from athar.demo.desk import keep_all
from athar.demo.gatherings import Attendee, Gathering
from athar.demo.headcounts import ServicePoint, heads
from athar.demo.hours import hours
from athar.demo.orders import LAST_DAY
from athar.demo.participations import fact
from athar.demo.proposals import proposal_of
from athar.demo.rolls import Rolls
from athar.demo.targets import target
from athar.demo.volunteers import PARTNER_SITE, Volunteers
from athar.demo.world import World
from athar.engine.ledger.leaf import Facts
from athar.engine.ledger.operations import propose
from athar.foundation.core.dates import RIYADH

YEAR = LAST_DAY.year
TOURS = {"SA-02": "عيادة رفيق الزائر", "SA-04": "عيادة الحي"}
HACKATHON_TARGET = 400
Made = Facts | Callable[[datetime], Facts]
Entry = tuple[str, Made]


def enter_all(world: World, rolls: Rolls, volunteers: Volunteers, sara: Human) -> None:
    """Sixteen proposals of the last week, by six people, none decided."""
    entries: list[Entry] = [
        *_hours(world, volunteers, sara),
        *_people(world, rolls),
        *_counts(world),
        ("reem", target(world.edition(YEAR, "hackathon"), HACKATHON_TARGET)),
    ]
    begin = datetime.combine(LAST_DAY - timedelta(days=3), time(9, 12), tzinfo=RIYADH)
    for number, (maker, made) in enumerate(entries):
        moment = begin + timedelta(days=number // 5, minutes=37 * (number % 5))
        world.timeline.at(moment, _proposal(world, maker, made))


def _proposal(world: World, maker: str, made: Made) -> Callable[[datetime], object]:
    def enter(at: datetime) -> None:
        facts = made if isinstance(made, Facts) else made(at)
        propose(proposal=proposal_of(facts), by=world.staff[maker], at=at)

    return enter


def _hours(world: World, volunteers: Volunteers, sara: Human) -> list[Entry]:
    """Hours of professional volunteers at the clinics; those of her own body, Salma entered."""
    edition = world.edition(YEAR, "specialised")
    partner = world.bodies["body-m-02"]
    guests = [human for human in volunteers.season[YEAR][PARTNER_SITE] if human is not sara][:2]
    experts = volunteers.work[YEAR, "specialised"][:3]
    days = [LAST_DAY - timedelta(days=offset) for offset in (7, 6, 4)]
    of_partner = [
        hours(human, edition, day, Decimal(3), "skilled", body=partner)._replace(
            region="SA-02", place=TOURS["SA-02"], source="form"
        )
        for human, day in zip([sara, *guests], days, strict=True)
    ]
    of_ours = [
        hours(human, edition, day, Decimal("2.5"), "professional")._replace(
            region="SA-04", place=TOURS["SA-04"], source="form"
        )
        for human, day in zip(experts, days, strict=True)
    ]
    return [("salma", of_partner[0]), ("majed", of_ours[0]), ("salma", of_partner[1]), ("khalid", of_ours[1]),
            ("salma", of_partner[2]), ("noura", of_ours[2])]  # fmt: skip


def _people(world: World, rolls: Rolls) -> list[Entry]:
    """People of earlier years who came again last week."""
    rng = stream("present")
    grown = [human for human in rolls.of(2025, "forum") if human.free]
    chosen = iter(rng.sample(grown, 7))
    plan: list[tuple[str, str, str, str, str]] = [
        ("noura", "culture", "training", "قاعة مركز قياس", "SA-01"),
        ("noura", "incubator", "service", "مقر الحاضنة", "SA-01"),
        ("latifah", "digital", "training", "", ""),
        ("latifah", "solutions", "completion", "", "SA-01"),
        ("majed", "youth", "completion", "دار الشباب", "SA-01"),
        ("yahya", "trainers", "completion", "مركز فُلّ الجنوب للتدريب", "SA-09"),
        ("khalid", "specialised", "service", TOURS["SA-04"], "SA-04"),
    ]
    found: list[Entry] = []
    for number, (maker, code, kind, place, region) in enumerate(plan):
        attendee = Attendee(next(chosen), kind)
        edition = world.edition(YEAR, code)
        gathering = Gathering(
            LAST_DAY - timedelta(days=2 + number % 5), f"{edition.code}-september", region, place, [attendee]
        )
        found.append((maker, fact(edition, gathering, attendee)._replace(source="form")))
    return found


def _counts(world: World) -> list[Entry]:
    """Two headcounts of a reception for new students, each with its sheet."""
    return [
        ("majed", _counted(world, "majed", 1, 184)),
        ("noura", _counted(world, "noura", 2, 236)),
    ]


def _counted(world: World, maker: str, number: int, count: int) -> Callable[[datetime], Facts]:
    edition = world.edition(YEAR - 1, "community_day")
    point = ServicePoint(
        edition, LAST_DAY - timedelta(days=6 - number), number, *world.places["community_day"][number - 1]
    )
    sheet = point.sheet(count, "قائدة الوردية")

    def made(at: datetime) -> Facts:
        evidence = keep_all([sheet], by=world.staff[maker], at=at)[sheet]
        fact = heads(
            edition,
            point.day,
            count,
            region=point.region,
            place=point.place,
            session="september",
            method="tally",
        )
        return fact._replace(edition="", edition_id=None, evidence=evidence.sha256, evidence_id=evidence.pk)

    return made
