"""A question of every sort, as SQL text for a dialect."""

from collections.abc import Iterator
from datetime import UTC, datetime

from athar.analytics.metrics import (
    Dialect,
    Frame,
    Period,
    breakdown_sql,
    contributing_count_sql,
    contributing_sql,
    exclusions_sql,
    gross_and_net_sql,
    headline_sql,
)

from .association import frame
from .definitions import ALL

FRAMES = (
    frame(),
    frame(Period.years(2022, 2024)),
    frame(size=30, at=datetime(2023, 6, 1, 12, 30, 15, 250, tzinfo=UTC)),
    frame(region=("منطقة", "SA-01")),
    frame(initiative=("digital", 'it\'s 100%s \\ "x"')),
)


BREAKDOWNS = (
    ("beneficiaries.reached", "initiative"),
    ("beneficiaries.reached", "month"),
    ("beneficiaries.participations", "region"),
    ("volunteers.active", "age_group"),
    ("hours.value", "level"),
    ("initiatives.run", "region"),
)
LISTED = ("beneficiaries.reached", "hours.value", "culture.responses")


def headlines(question: Frame, dialect: Dialect) -> str:
    return headline_sql(
        [definition for definition in ALL.values() if definition.measure], question, dialect=dialect
    )


def asked(question: Frame, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Name and SQL of a question of every sort."""
    yield "headlines", headlines(question, dialect)
    for code, by in BREAKDOWNS:
        yield f"{code} by {by}", breakdown_sql(ALL[code], question, by=by, parts=ALL, dialect=dialect)
    for code in LISTED:
        yield f"{code}: records", contributing_sql(ALL[code], question, parts=ALL, dialect=dialect)
        yield (
            f"{code}: page",
            contributing_sql(ALL[code], question, parts=ALL, after=5, limit=3, dialect=dialect),
        )
        yield (
            f"{code}: number of records",
            contributing_count_sql(ALL[code], question, parts=ALL, dialect=dialect),
        )
        yield f"{code}: exclusions", exclusions_sql(ALL[code], question, parts=ALL, dialect=dialect)
    reached = ALL["beneficiaries.reached"]
    yield (
        "gross and net",
        gross_and_net_sql(reached, question, order=("ramadan", "forum", "youth"), parts=ALL, dialect=dialect),
    )
