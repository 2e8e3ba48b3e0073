"""Associations drawn by lot: small, crowded and full of every exception, so that they meet often."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from .association import Association

KINDS = ("service", "training", "completion", "hours", "headcount", "response", "publication", "target")
INITIATIVES = ("ramadan", "forum", "trainers", "youth", "solutions", "culture", "digital")
REGIONS = ("SA-01", "SA-09", "منطقة", None)
LEVELS = ("general", "skilled", "professional")
AGES = ("15-17", "25-34", "60+", None)


def drawn(seed: int, rows: int = 60, people: int = 12) -> Association:
    lot = random.Random(seed)
    association = Association()
    for _ in range(rows):
        _enter(association, lot, people)
    for position in lot.sample(range(association.records), k=min(association.records, rows // 12)):
        association.reverse(position, on=_day(lot))
    for person in lot.sample(range(people), k=people // 3):
        until = lot.choice((None, _instant(lot)))
        association.merge(person, into=1000 + lot.randrange(3), since=_instant(lot), until=until)
    for person in lot.sample(range(people), k=people // 4):
        reason = lot.choice(("consent_withdrawn", "guardian_revoked"))
        until = lot.choice((None, date(2023, 10, 1)))
        association.withhold(person, reason, date(2023, 4, 1), until, lot.choice((None, *INITIATIVES)))
    for year in (2022, 2023, 2024):
        for level in LEVELS:
            association.rate(level, str(Decimal(lot.randrange(2000, 20000)) / 100), year)
    return association


def _enter(association: Association, lot: random.Random, people: int) -> None:
    kind = lot.choice(KINDS)
    facts: dict[str, Any] = {
        "region": lot.choice(REGIONS),
        "initiative": lot.choice(INITIATIVES),
        "on": _day(lot),
    }
    if kind in ("service", "training", "completion", "hours"):
        facts |= {
            "person": lot.randrange(people),
            "gender": lot.choice(("female", "male")),
            "age_group": lot.choice(AGES),
        }
    if kind in ("headcount", "target"):
        facts |= {"headcount": lot.randrange(1, 500), "method": "gate"}
    if kind == "hours":
        facts |= {
            "quantity": Decimal(lot.randrange(1, 1200)) / 100,
            "level": lot.choice(LEVELS),
            "unit": "hour",
        }
    standing = lot.choices(("approved", "pending", "rejected"), (8, 1, 1))[0]
    if standing == "approved":
        association.record(kind, **facts)
    else:
        association.propose(kind, standing, **facts)


def _day(lot: random.Random) -> date:
    return date(2022, 12, 15) + timedelta(days=lot.randrange(400))


def _instant(lot: random.Random) -> datetime:
    return datetime(2023, 1, 1, tzinfo=UTC) + timedelta(
        hours=lot.randrange(9000), microseconds=lot.randrange(10**6)
    )
