"""The text that leaves: safe to execute as it is, quick to make again."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from athar.analytics.metrics import Cutoff, Scope, contributing_sql, headline_sql, parse
from athar.analytics.metrics import compile as compiling

from .association import SARA, Association, frame
from .definitions import ALL, people

STRANGE = "it's 100%s \\ \"x\"; DROP TABLE entries; -- {cutoff.size} CAST('{cutoff.size}' AS BIGINT) ':a $1"


def test_strange_values_are_values() -> None:
    association = Association()
    association.record("service", STRANGE, person=SARA)
    association.record("service", "digital", person=SARA + 1)

    assert association.figure("beneficiaries.identified", frame(initiative=(STRANGE,), size=10)) == 1
    defined = parse(people("strange", kind="service", initiative=STRANGE))
    assert association.figures(["strange"], definitions={"strange": defined})["strange"].value == 1


@pytest.mark.parametrize("dialect", ["postgres", "duckdb"])
def test_nothing_in_the_text_waits_for_a_parameter(dialect: Any) -> None:
    asked = frame(size=10, at=datetime(2024, 1, 1, tzinfo=UTC))
    texts = [
        headline_sql(
            [definition for definition in ALL.values() if definition.measure], asked, dialect=dialect
        ),
        contributing_sql(ALL["hours.value"], asked, after=3, limit=5, dialect=dialect),
    ]

    assert [mark for text in texts for mark in ("%", "{", "}", "?", ";") if mark in text] == []


def test_a_new_cutoff_needs_no_new_query() -> None:
    compiling._compiled.cache_clear()
    moment = datetime(2024, 1, 1, tzinfo=UTC)

    texts = {
        headline_sql([ALL["hours.approved"]], frame(size=size, at=moment + timedelta(days=size)))
        for size in (0, 1, 2)
    }

    assert len(texts) == 3
    assert compiling._compiled.cache_info().misses == 1


def test_a_cutoff_means_the_same_instant_in_any_zone() -> None:
    riyadh = timezone(timedelta(hours=3))

    texts = {
        headline_sql([ALL["volunteers.active"]], frame(at=at))
        for at in (datetime(2024, 1, 1, 3, tzinfo=riyadh), datetime(2024, 1, 1, tzinfo=UTC))
    }

    assert len(texts) == 1


def test_a_cutoff_without_a_zone_or_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Cutoff(at=datetime(2024, 1, 1))
    with pytest.raises(ValueError, match="at least 0 records"):
        Cutoff(size=-1)


def test_a_scope_takes_tuples_so_that_a_text_is_not_taken_for_its_letters() -> None:
    with pytest.raises(TypeError, match=r"Scope.region takes a tuple"):
        Scope(region="SA-01")  # type: ignore[arg-type]
