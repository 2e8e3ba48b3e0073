"""What the culture initiative produces: answers to its survey, anonymous, and the guide made of them."""

import csv
import io
from datetime import date, timedelta
from random import Random

from athar.demo.chance import stream
from athar.demo.days import days
from athar.demo.desk import Sheet
from athar.demo.orders import LAST_DAY, Order, orders
from athar.demo.sheets import CSV, NOTICE
from athar.demo.world import World
from athar.engine.ledger.leaf import Facts
from athar.engine.register.models import Edition

PUBLISHED = date(2023, 3, 14)
AGE_SHARES = {"18-24": 27, "25-34": 31, "35-44": 22, "45-59": 15, "60+": 5}
GUIDE_AR, GUIDE_EN = (
    "دليل قياس الحالة الثقافية للتطوع في منطقة الرياض",
    "Guide to measuring the culture of volunteering in Riyadh region",
)
FIELDWORK = timedelta(days=84)


def enter_all(world: World) -> None:
    for year, lines in orders().items():
        order = lines.get("culture")
        if order and order.responses:
            _responses(world, world.edition(year, "culture"), order)
    _guide(world)


def _responses(world: World, edition: Edition, order: Order) -> None:
    """Answers that passed the quality check, week by week; nobody can be told from them."""
    rng = stream(f"responses {edition.code}")
    first = edition.starts_on + timedelta(days=7)
    last = min(first + FIELDWORK, edition.ends_on, LAST_DAY)
    by_week: dict[int, list[Facts]] = {}
    for day in sorted(rng.choices(list(days(first, last)), k=order.responses)):
        by_week.setdefault((day - first).days // 7, []).append(_response(edition, day, rng))
    for week, facts in by_week.items():
        sheet = _quality_sheet(edition, week + 1, facts)
        world.desk.enter(facts, day=facts[-1].occurred_on, maker="noura", sheet=sheet)


def _response(edition: Edition, day: date, rng: Random) -> Facts:
    return _of_culture(edition, "response", day)._replace(
        gender=rng.choice(("female", "male")),
        age_group=rng.choices(list(AGE_SHARES), list(AGE_SHARES.values()))[0],
        source="survey",
    )


def _guide(world: World) -> None:
    edition = world.edition(PUBLISHED.year, "culture")
    sheet = Sheet(
        "guide.csv", f"بطاقة نشر: {GUIDE_AR}", f"Publication card: {GUIDE_EN}", CSV, _publication_card
    )
    fact = _of_culture(edition, "publication", PUBLISHED)._replace(
        quantity=None, dimensions={"title_ar": GUIDE_AR, "title_en": GUIDE_EN}, source="form"
    )
    world.desk.enter([fact], day=PUBLISHED, maker="noura", sheet=sheet, prompt=True)


def _publication_card() -> bytes:
    lines = [("العنوان", GUIDE_AR), ("Title", GUIDE_EN), ("تاريخ النشر", PUBLISHED.isoformat()), ("", NOTICE)]
    return _table(lines)


def _quality_sheet(edition: Edition, week: int, facts: list[Facts]) -> Sheet:
    by_day: dict[date, int] = {}
    for fact in facts:
        by_day[fact.occurred_on] = by_day.get(fact.occurred_on, 0) + 1
    lines = [
        ("اليوم", "استجابات مقبولة"),
        *((day.isoformat(), str(count)) for day, count in by_day.items()),
        (edition.code, NOTICE),
    ]
    return Sheet(
        f"{edition.code}-{week}.csv",
        f"كشف جودة الاستجابات: {edition.name_ar}، الأسبوع {week}",
        f"Response quality sheet: {edition.name_en}, week {week}",
        CSV,
        lambda: _table(lines),
    )


def _table(lines: list[tuple[str, str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def _of_culture(edition: Edition, kind: str, day: date) -> Facts:
    return Facts(
        kind=kind,
        occurred_on=day,
        initiative="culture",
        initiative_id=edition.initiative_id,
        edition=edition.code,
        edition_id=edition.pk,
        region="SA-01",
    )
