"""People who may not be counted any more from a day on, and have records after it."""

from datetime import date, datetime, timedelta

from athar.demo.consents import Event
from athar.demo.crowd import Human
from athar.demo.orders import TABLE_YEAR
from athar.demo.pupils import SCHOOLS, a_guardian, a_pupil
from athar.demo.rolls import EARLY, Key, Reserved
from athar.demo.traps.base import Ground, Trap, extra
from athar.demo.world import World
from athar.foundation.core.dates import RIYADH
from athar.foundation.people.choices import Purpose
from athar.foundation.people.models import GuardianApproval
from athar.foundation.people.operations import revoke_guardian_approval

AGES = (24, 50)
COUNTED_BEFORE, NEVER_COUNTED = 4, 6
WITHDREW, LATER = date(TABLE_YEAR, 3, 5), date(TABLE_YEAR, 5, 16)
WITHDREW_EARLY, MUCH_LATER = date(TABLE_YEAR, 6, 11), date(TABLE_YEAR, 9, 17)
CHILDREN = 5
REVOKED, CLUB_DAY = date(TABLE_YEAR, 9, 3), date(TABLE_YEAR, 10, 10)


class WithdrawnConsent(Trap):
    """
    Ten people withdrew their consent and have a record dated after it.

    Four took a digital course before they withdrew, which counts, and are on a clinic's list afterwards,
    which does not; six are on no list but a later one. An eleventh withdrew, came back before the course,
    and counts.
    """

    harm = "Counted, six people too many are reached and ten participations too many are shown."

    def prepare(self, world: World, reserved: dict[Key, Reserved]) -> None:
        start = date(TABLE_YEAR, 1, 1)
        self.before = [_early(world, reserved, start) for _ in range(COUNTED_BEFORE)]
        self.never = [
            world.crowd.add(home="SA-01", ages=AGES, on=start, free=False) for _ in range(NEVER_COUNTED)
        ]
        self.back = _early(world, reserved, start)
        for human in [*self.never, self.back]:
            human.consents_itself = True

    def plant(self, ground: Ground) -> None:
        extra(
            ground.world,
            "specialised",
            TABLE_YEAR,
            "late-list",
            [(human, LATER) for human in self.before],
            kind="service",
        )
        extra(
            ground.world,
            "digital",
            TABLE_YEAR,
            "late-list",
            [(human, MUCH_LATER) for human in self.never],
            kind="training",
        )
        ground.consents += [_event(human, WITHDREW, given=False) for human in self.before]
        for human in self.never:
            ground.consents += [
                _event(human, start_of(human), given=True),
                _event(human, WITHDREW_EARLY, given=False),
            ]
        ground.consents += [
            _event(self.back, date(TABLE_YEAR - 1, 12, 1), given=True),
            _event(self.back, date(TABLE_YEAR - 1, 12, 19), given=False),
            _event(self.back, date(TABLE_YEAR - 1, 12, 27), given=True),
        ]


def _early(world: World, reserved: dict[Key, Reserved], day: date) -> Human:
    """A learner who takes the digital course in the first week of the year."""
    human = world.crowd.add(home="SA-02", ages=AGES, on=day, free=False)
    human.roles.add(EARLY)
    reserved.setdefault((TABLE_YEAR, "digital"), Reserved()).new.append(human)
    return human


def start_of(human: Human) -> date:
    return WITHDREW_EARLY - timedelta(days=60 + human.row.ref.int % 30)


def _event(human: Human, on: date, *, given: bool) -> Event:
    return Event(human, Purpose.PARTICIPATION, given=given, on=on)


class RevokedGuardianApproval(Trap):
    """
    Five pupils' guardians revoked their approval in September; the club's October list still has them.

    A sixth guardian revoked before the year's first club day and approved again, so that child counts.
    """

    harm = "Counted, five children are reached against their guardians' will."

    def prepare(self, world: World, reserved: dict[Key, Reserved]) -> None:
        day = world.edition(TABLE_YEAR, SCHOOLS).ends_on
        schools = world.bodies_called("school")
        self.children = [
            a_pupil(world, schools[number], a_guardian(world, day), day) for number in range(CHILDREN)
        ]
        self.back = a_pupil(world, schools[CHILDREN], a_guardian(world, day), day)
        reserved.setdefault((TABLE_YEAR, SCHOOLS), Reserved()).new.append(self.back)
        for child in [*self.children, self.back]:
            child.free, child.consents_itself = False, True

    def plant(self, ground: Ground) -> None:
        extra(
            ground.world,
            SCHOOLS,
            TABLE_YEAR,
            "october-list",
            [(child, CLUB_DAY) for child in self.children],
            kind="training",
        )
        for child in self.children:
            approval = _approval(child, date(TABLE_YEAR, 1, 15))
            ground.approvals.append(approval)

            def revoke(at: datetime, approval: GuardianApproval = approval) -> None:
                revoke_guardian_approval(approval=approval, on=at.date())

            ground.world.timeline.at(datetime(*REVOKED.timetuple()[:3], 18, 30, tzinfo=RIYADH), revoke)
        first = _approval(self.back, date(TABLE_YEAR - 1, 12, 20))
        first.revoked_on = date(TABLE_YEAR, 1, 2)
        ground.approvals += [first, _approval(self.back, date(TABLE_YEAR, 1, 4))]
        ground.consents += [
            _event(child, date(TABLE_YEAR - 1, 12, 18), given=True) for child in [*self.children, self.back]
        ]


def _approval(child: Human, on: date) -> GuardianApproval:
    if child.guardian is None:
        message = f"{child.row} has no guardian"
        raise ValueError(message)
    return GuardianApproval(child=child.row, guardian=child.guardian.row, initiative=SCHOOLS, approved_on=on)
