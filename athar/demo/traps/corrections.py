"""Slips that were found before the report was frozen, and put right by a reversal and a new record."""

from datetime import date, datetime, timedelta

from athar.demo.chance import stream
from athar.demo.days import at_the_desk, working_day_after
from athar.demo.desk import keep_all
from athar.demo.headcounts import COUNTERS, WRONG_AT_FIRST, service_points
from athar.demo.orders import TABLE_YEAR
from athar.demo.traps.base import Ground, Trap
from athar.engine.ledger.leaf import Facts
from athar.engine.ledger.models import Record
from athar.engine.ledger.operations import reverse
from athar.engine.ledger.posting import post
from athar.engine.ledger.rows import facts_of

SLIP, RIGHT = 280, 208
FOUND = date(TABLE_YEAR + 1, 1, 21)
DIGITS_SWAPPED = "الكشف يقول 208 وكُتبت 280: تبدّل رقمان عند الإدخال."
WRONG_PLACE = "سُجّل المكان عيادة الحي، والخدمة كانت في مكتب الاستشارة القانونية بحسب الكشف."
CLINIC, DESK = "عيادة الحي", "مكتب الاستشارة القانونية"


class Corrections(Trap):
    """
    A headcount of the community day was typed as 280 where the sheet says 208, and one service was put in a
    wrong place. Both records are reversed and entered anew; all six stay to be seen and two count.
    """

    harm = "Reversals ignored, the community day shows 2,080 or more instead of 1,800."

    def plant(self, ground: Ground) -> None:
        world, rng = ground.world, stream("corrections")
        point = next(
            point for point in service_points(world, world.edition(TABLE_YEAR, "community_day")) if point.number == WRONG_AT_FIRST[1]
        )  # fmt: skip
        sheet = point.sheet(RIGHT, COUNTERS[0])
        maker, checker = world.staff["majed"], world.staff["khalid"]
        entered_on = working_day_after(point.day)
        entered_at = at_the_desk(rng, entered_on)

        def slip(at: datetime) -> None:
            evidence = keep_all([sheet], by=maker, at=entered_at)[sheet]
            fact = point.fact(SLIP)._replace(evidence=evidence.sha256, evidence_id=evidence.pk)
            post([fact], entered_by=maker, entered_at=entered_at, approved_by=checker, approved_at=at)

        def enter_anew(wrong: Record, right: Facts, reason: str, at: datetime) -> None:
            reverse(record=wrong, reason=reason, entered_by=maker, approved_by=checker, at=at)
            post(
                [right],
                entered_by=maker,
                entered_at=at,
                approved_by=checker,
                approved_at=at + timedelta(minutes=1),
            )

        def mend(at: datetime) -> None:
            wrong = Record.objects.get(session=point.session, headcount=SLIP)
            enter_anew(wrong, facts_of(wrong)._replace(headcount=RIGHT), DIGITS_SWAPPED, at)

        def move(at: datetime) -> None:
            services = Record.objects.filter(
                initiative__code="specialised", place=CLINIC, occurred_on__year=TABLE_YEAR
            )
            wrong = services.order_by("-position")[0]
            enter_anew(wrong, facts_of(wrong)._replace(place=DESK), WRONG_PLACE, at)

        world.timeline.at(at_the_desk(rng, working_day_after(entered_on)), slip)
        world.timeline.at(at_the_desk(rng, FOUND), mend)
        world.timeline.at(at_the_desk(rng, FOUND + timedelta(days=1)), move)
