"""How many people each initiative sets out to reach, entered and approved before its edition begins."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from athar.demo.chance import stream
from athar.demo.days import at_the_desk, is_working
from athar.demo.orders import orders
from athar.demo.participations import MAKERS
from athar.demo.world import World
from athar.engine.ledger.leaf import Facts
from athar.engine.ledger.posting import post
from athar.engine.register.models import Edition

MEETING = (12, 14)  # of the month before the year: when the year's targets are approved
CHECKER = "reem"


def enter_all(world: World) -> None:
    """Each year's targets, maker by maker, at the meeting in the December before."""
    rng = stream("targets")
    for year, lines in orders().items():
        approved_on = _working_day_before(date(year - 1, *MEETING))
        by_maker: dict[str, list[Facts]] = {}
        for code, order in lines.items():
            if order.target:
                by_maker.setdefault(MAKERS[code], []).append(target(world.edition(year, code), order.target))
        for maker, facts in by_maker.items():
            entered_at = at_the_desk(rng, _working_day_before(approved_on - timedelta(days=4)))
            _approve(world, maker, facts, entered_at, at_the_desk(rng, approved_on))


def target(edition: Edition, people: int) -> Facts:
    return Facts(
        kind="target",
        occurred_on=edition.starts_on,
        initiative=edition.initiative.code,
        initiative_id=edition.initiative_id,
        edition=edition.code,
        edition_id=edition.pk,
        quantity=Decimal(people),
        unit="person",
        source="form",
    )


def _approve(
    world: World, maker: str, facts: list[Facts], entered_at: datetime, approved_at: datetime
) -> None:
    def deed(moment: datetime) -> None:
        post(
            facts,
            entered_by=world.staff[maker],
            entered_at=entered_at,
            approved_by=world.staff[CHECKER],
            approved_at=moment,
        )

    world.timeline.at(approved_at, deed)


def _working_day_before(day: date) -> date:
    while not is_working(day):
        day -= timedelta(days=1)
    return day
