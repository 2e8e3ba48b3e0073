"""Entries that a second person has not approved: turned down, or still waiting."""

from datetime import date, datetime, timedelta

from athar.demo.chance import stream
from athar.demo.days import at_the_desk, working_day_after
from athar.demo.desk import keep_all
from athar.demo.headcounts import heads
from athar.demo.hours import SHIFT, hours
from athar.demo.names import rows
from athar.demo.orders import TABLE_YEAR
from athar.demo.proposals import proposal_of
from athar.demo.sheets import counting
from athar.demo.traps.base import Ground, Trap
from athar.demo.volunteers import PARTNER_SITE
from athar.engine.ledger.leaf import Facts
from athar.engine.ledger.models import Proposal
from athar.engine.ledger.operations import propose, reject

NIGHT = date(TABLE_YEAR, 4, 5)
COUNTED_TWICE = 2_300
REASON = "عدّ العدّاد عند البوابة الداخلين والخارجين معًا، فحُسب الناس مرتين، ولا كشف وجبات يقابله."
SHIFTS_WITHOUT_SHEET = 9  # of four hours: thirty-six hours


class RejectedHeadcount(Trap):
    """A gate counter counted people in and out as they passed: 2,300. The reviewer turned it down, with the reason."""

    harm = "Counted, Ramadan shows 57,420 and the total 74,647."

    def plant(self, ground: Ground) -> None:
        world = ground.world
        site = next(row for row in rows("sites.csv") if row["code"] == "site-1")
        edition = world.edition(TABLE_YEAR, "ramadan")
        sheet = counting(
            ("قراءة عدّاد البوابة: ليلة 14 رمضان 1444", "Gate counter reading: night of 14 Ramadan 1444"),
            "gate", NIGHT, [(site["name_ar"], COUNTED_TWICE)], method="عدّاد البوابة", by="حارس البوابة", rng=stream("gate"),
        )  # fmt: skip
        fact = heads(
            edition,
            NIGHT,
            COUNTED_TWICE,
            region=site["region"],
            place=site["name_ar"],
            session="gate-0405",
            method="turnstile",
        )
        rng = stream("rejected headcount")
        entered_on = working_day_after(NIGHT)
        waiting: list[Proposal] = []

        def enter(at: datetime) -> None:
            evidence = keep_all([sheet], by=world.staff["noura"], at=at)[sheet]
            proved = fact._replace(evidence=evidence.sha256, evidence_id=evidence.pk)
            waiting.append(propose(proposal=proposal_of(proved), by=world.staff["noura"], at=at))

        def turn_down(at: datetime) -> None:
            reject(proposals=waiting, by=world.staff["khalid"], at=at, reason=REASON)

        world.timeline.at(at_the_desk(rng, entered_on), enter)
        world.timeline.at(at_the_desk(rng, working_day_after(entered_on, 2)), turn_down)


class UnapprovedHours(Trap):
    """Nine shifts of the partner's volunteers were entered without their attendance sheet and wait to this day."""

    harm = "Counted, Ramadan shows 3,036 hours."

    def plant(self, ground: Ground) -> None:
        world = ground.world
        edition = world.edition(TABLE_YEAR, "ramadan")
        site = next(row for row in rows("sites.csv") if row["code"] == PARTNER_SITE)
        partner = world.bodies["body-m-02"]
        at = at_the_desk(stream("unapproved hours"), working_day_after(edition.ends_on, 3))
        volunteers = ground.volunteers.season[TABLE_YEAR][PARTNER_SITE][:SHIFTS_WITHOUT_SHEET]
        for number, human in enumerate(volunteers):
            night = edition.ends_on - timedelta(days=number % 3)
            fact = hours(human, edition, night, SHIFT, "general", body=partner)._replace(
                region=site["region"],
                place=site["name_ar"],
                session=f"{site['code']}-{night:%m%d}-extra",
                source="form",
            )

            def enter(moment: datetime, fact: Facts = fact) -> None:
                propose(proposal=proposal_of(fact), by=world.staff["salma"], at=moment)

            world.timeline.at(at + timedelta(minutes=2 * number), enter)
