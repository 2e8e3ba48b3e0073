"""One human under two spellings, and two humans under one name."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from athar.demo.chance import stream
from athar.demo.crowd import Human
from athar.demo.days import at_the_desk, working_day_after
from athar.demo.names import rows
from athar.demo.orders import TABLE_YEAR
from athar.demo.rolls import Key, Reserved
from athar.demo.traps.base import Ground, Trap, extra
from athar.demo.world import World
from athar.foundation.core.identity import fake_national_id
from athar.foundation.people.models import Membership, Person
from athar.foundation.people.operations import merge, undo_merge

# Where the first and the second row of a human took part, and how many humans there are of that sort.
ACROSS = (
    ("forum", "digital", "SA-01", 14), ("solutions", "digital", "SA-02", 8), ("digital", "units", "SA-05", 6),
    ("digital", "specialised", "SA-02", 8), ("forum", "solutions", "SA-01", 6),
)  # fmt: skip
WITHIN = ("digital", "SA-01", 8)
IN_COMMON = ("identity", "phone", "birth")
REASONS = {
    "identity": "رقم الهوية واحد، واختلف رسم الاسم",
    "phone": "الجوال وتاريخ الميلاد واحد، واختلف رسم الاسم",
    "birth": "تاريخ الميلاد واحد، والاسم هو نفسه برسم آخر؛ تأكّدنا بالاتصال",
}
REVIEW_BEGINS = date(TABLE_YEAR + 1, 1, 7)
REGISTERED_TWICE = date(TABLE_YEAR, 10, 22)
TWIN_IDS = 90_000  # where the fake numbers of these pairs begin, clear of the crowd's


@dataclass
class Twin:
    """Two rows of one human; ``twice_in`` is the initiative when both rows took part in the same."""

    first: Human
    second: Human
    common: str
    twice_in: str = ""


class SpellingVariants(Trap):
    """
    Fifty humans have two rows, their names spelled two ways, and each row took part in something.

    Forty-two took part in two initiatives, so they are among the "already counted above" of the second;
    eight are registered twice in one. A reviewer merged each pair before the report was frozen.
    """

    harm = "Un-merged, fifty people count twice and the total exceeds 72,347."

    def __init__(self) -> None:
        self.twins: list[Twin] = []

    def prepare(self, world: World, reserved: dict[Key, Reserved]) -> None:
        variants = iter(rows("spelling_variants.csv"))
        for first, second, home, count in ACROSS:
            for _ in range(count):
                twin = self._twin(world, next(variants), home)
                reserved.setdefault((TABLE_YEAR, first), Reserved()).new.append(twin.first)
                reserved.setdefault((TABLE_YEAR, second), Reserved()).again.append(twin.second)
        code, home, count = WITHIN
        for _ in range(count):
            twin = self._twin(world, next(variants), home)
            twin.twice_in = code
            reserved.setdefault((TABLE_YEAR, code), Reserved()).new.append(twin.first)

    def _twin(self, world: World, variant: dict[str, str], home: str) -> Twin:
        number = len(self.twins)
        rng = stream(f"twin {number}")
        born = date(rng.randint(1984, 1996), rng.randint(1, 12), rng.randint(1, 28))
        names = world.crowd.names
        gender = names.gender_of(variant["variant"])
        first, second = (
            world.crowd.named(name, names.latin(variant["name"]), gender=gender, born=born, home=home)
            for name in (variant["name"], variant["variant"])
        )
        common = IN_COMMON[number % len(IN_COMMON)]
        if common == "identity":
            first.row.national_id = second.row.national_id = fake_national_id(TWIN_IDS + number)
        else:
            second.row.national_id = None
        if common == "phone":
            first.row.phone = second.row.phone = f"+9665000{TWIN_IDS + number:05d}"
        twin = Twin(first, second, common)
        self.twins.append(twin)
        return twin

    def plant(self, ground: Ground) -> None:
        lines = [(twin.second, REGISTERED_TWICE) for twin in self.twins if twin.twice_in]
        extra(ground.world, WITHIN[0], TABLE_YEAR, "paper-list", lines, kind="training")
        rng = stream("merges")
        for number, twin in enumerate(self.twins):
            reviewer = ground.world.staff[("khalid", "badriyah")[number % 2]]
            moment = at_the_desk(rng, working_day_after(REVIEW_BEGINS, number // 12))

            def deed(at: datetime, twin: Twin = twin, reviewer: Person = reviewer) -> None:
                merge(
                    person=twin.second.row,
                    into=twin.first.row,
                    by=reviewer,
                    at=at,
                    reason=REASONS[twin.common],
                )

            ground.world.timeline.at(moment, deed)


# Name, its variant, and the years in which the two humans were born.
PAIRS = (
    ("محمد عبدالله الحربي", "محمد عبد الله الحربي", 1985, 1997),
    ("فاطمة علي الشهري", "فاطمه علي الشهري", 1979, 2001),
    ("خالد سعد القحطاني", "خالد بن سعد القحطاني", 1990, 1991),
    ("نورة فهد العتيبي", "نوره فهد العتيبي", 1988, 1993),
    ("أحمد صالح الغامدي", "احمد صالح الغامدي", 1975, 1999),
    ("عبدالرحمن ناصر الدوسري", "عبد الرحمن ناصر الدوسري", 1983, 1984),
)
MERGED_BY_MISTAKE = 0  # the pair that was merged, and parted again the next morning


class Namesakes(Trap):
    """
    Six pairs of different people bear one name in two spellings: other births, other identity numbers.

    They look like the pairs above and must stay two. One pair was merged by mistake and parted again.
    """

    harm = "Merged by name alone, twelve people count as six and the total falls short of 72,347."

    def __init__(self) -> None:
        self.pairs: list[tuple[Human, Human]] = []

    def prepare(self, world: World, reserved: dict[Key, Reserved]) -> None:
        names = world.crowd.names
        for number, (name, variant, born, other_born) in enumerate(PAIRS):
            rng = stream(f"namesake {number}")
            gender = names.gender_of(name)
            pair = [
                world.crowd.named(
                    text,
                    names.latin(name),
                    gender=gender,
                    born=date(year, rng.randint(1, 12), rng.randint(1, 28)),
                    home="SA-01",
                )
                for text, year in ((name, born), (variant, other_born))
            ]
            for place, human in enumerate(pair):
                human.row.national_id = fake_national_id(TWIN_IDS + 500 + 2 * number + place)
                reserved.setdefault((TABLE_YEAR, "digital"), Reserved()).new.append(human)
            self.pairs.append((pair[0], pair[1]))

    def plant(self, ground: Ground) -> None:
        first, second = self.pairs[MERGED_BY_MISTAKE]
        staff, rng = ground.world.staff, stream("mistaken merge")
        day = working_day_after(REVIEW_BEGINS, 6)
        merged_at, parted_at = at_the_desk(rng, day), at_the_desk(rng, working_day_after(day))
        made: list[Membership] = []

        def make(at: datetime) -> None:
            made.append(
                merge(person=second.row, into=first.row, by=staff["badriyah"], at=at, reason="تشابه الاسمين")
            )

        def undo(at: datetime) -> None:
            undo_merge(membership=made[0], by=staff["khalid"], at=at)

        ground.world.timeline.at(merged_at, make)
        ground.world.timeline.at(max(parted_at, merged_at + timedelta(hours=1)), undo)
