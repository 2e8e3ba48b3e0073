from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from athar.analytics.metrics import Exclusion, contributing_count_sql, contributing_sql, exclusions
from athar.analytics.metrics.relations import ENTRIES

from .association import KHALID, OMAR, SARA, Association, Frame, frame
from .chance import drawn
from .definitions import ALL


def positions(
    association: Association,
    code: str,
    asked: Frame | None = None,
    after: int | None = None,
    limit: int | None = None,
) -> list[int]:
    sql = contributing_sql(ALL[code], asked or frame(), parts=ALL, after=after, limit=limit, dialect="duckdb")
    return [row[0] for row in association.run(sql)]


def left_out(association: Association, code: str, asked: Frame | None = None) -> tuple[Exclusion, ...]:
    return exclusions(ALL[code], association.run, asked or frame(), parts=ALL, dialect="duckdb")


def test_the_records_of_a_figure_have_all_columns_of_an_entry_and_the_cluster() -> None:
    association = Association()
    association.record("service", "forum", person=SARA, region="SA-01", gender="female")
    association.merge(SARA, into=90)

    [row] = association.run(
        contributing_sql(ALL["beneficiaries.reached"], frame(), parts=ALL, dialect="duckdb")
    )

    told = dict(zip([*ENTRIES, "cluster"], row, strict=True))
    assert {name: value for name, value in told.items() if value is not None} == {
        "position": 0, "standing": "approved", "kind": "service", "occurred_on": date(2023, 7, 1), "initiative": "forum",
        "strategic": True, "region": "SA-01", "person": SARA, "gender": "female", "cluster": 90,
        "approved_at": datetime(2023, 12, 31, 12, tzinfo=UTC),
    }  # fmt: skip


def test_the_records_of_a_mixed_figure_are_those_of_all_its_parts_in_the_order_of_the_ledger() -> None:
    association = Association()
    association.record("headcount", "ramadan", headcount=10)
    association.record("hours", "ramadan", person=SARA, quantity="1")
    association.record("service", "forum", person=SARA)

    assert positions(association, "beneficiaries.reached") == [0, 2]
    assert positions(association, "beneficiaries.headcount") == [0]


@pytest.mark.parametrize("code", ["beneficiaries.reached", "hours.value", "initiatives.strategic"])
def test_pages_of_records_are_the_records(code: str) -> None:
    association = drawn(5, rows=80)
    everything = positions(association, code)
    pages, after = [], None
    while page := positions(association, code, after=after, limit=4):
        pages.append(page)
        after = page[-1]

    assert [position for page in pages for position in page] == everything == sorted(everything)
    assert association.run(contributing_count_sql(ALL[code], frame(), parts=ALL, dialect="duckdb")) == [
        (len(everything),)
    ]


def test_an_exclusion_is_listed_once_under_the_first_reason() -> None:
    association = Association()
    association.propose("headcount", "rejected", headcount=40)
    association.propose("headcount", "pending", headcount=2)
    association.propose("headcount", "pending", headcount=3)
    both = association.record("service", person=SARA)
    association.reverse(both)
    association.withhold(SARA, "consent_withdrawn", date(2023, 1, 1))
    association.withhold(SARA, "guardian_revoked", date(2023, 1, 1))
    association.record("service", person=SARA)
    association.record("service", "schools", person=OMAR)
    association.withhold(OMAR, "guardian_revoked", date(2023, 1, 1), initiative="schools")
    association.record("service", person=KHALID)

    assert left_out(association, "beneficiaries.reached") == (
        Exclusion("consent_withdrawn", 1, 0, Decimal("0.00")),
        Exclusion("guardian_revoked", 1, 0, Decimal("0.00")),
        Exclusion("pending", 2, 5, Decimal("0.00")),
        Exclusion("rejected", 1, 40, Decimal("0.00")),
        Exclusion("reversed", 1, 0, Decimal("0.00")),
    )


def test_excluded_hours_say_how_many_they_are() -> None:
    association = Association()
    association.propose("hours", person=OMAR, quantity="3.25")
    association.propose("hours", person=OMAR, quantity="1.00")

    assert left_out(association, "hours.approved") == (Exclusion("pending", 2, 0, Decimal("4.25")),)


def test_at_a_cutoff_what_waits_is_excluded_and_what_comes_later_is_out_of_sight() -> None:
    association = Association()
    mistake = association.record("headcount", headcount=10)
    association.propose("headcount", headcount=20)
    association.propose("headcount", "rejected", headcount=10, corrects=mistake)
    association.reverse(mistake)
    association.record("headcount", headcount=40)

    waiting = Exclusion("pending", 1, 20, Decimal("0.00"))
    assert left_out(association, "beneficiaries.headcount", frame(size=1)) == (waiting,)
    reversed_ = Exclusion("reversed", 1, 10, Decimal("0.00"))
    assert left_out(association, "beneficiaries.headcount", frame(size=2)) == (waiting, reversed_)


def test_what_belongs_to_another_year_or_another_figure_is_no_exclusion() -> None:
    association = Association()
    association.propose("headcount", headcount=40, on=date(2024, 1, 1))
    association.propose("target", headcount=40)

    assert left_out(association, "beneficiaries.reached") == ()


def test_every_entry_of_a_figure_either_contributes_or_is_excluded() -> None:
    association = drawn(11, rows=200)
    entered = [row for row in association.entries if row["kind"] == "hours" and row["corrects"] is None]
    in_year = [row for row in entered if row["occurred_on"].year == 2023]

    excluded = sum(line.entries for line in left_out(association, "hours.approved"))

    assert len(positions(association, "hours.approved")) + excluded == len(in_year)
