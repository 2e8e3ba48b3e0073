"""Every row of the table of FY2023, and the totals of the year and of the first plan."""

import pytest

from athar.demo.tests.asking import ask, counted, one

IDENTIFIED = [
    # number, initiative, gross, counted above, net
    (2, "forum", 2400, 0, 2400),
    (3, "leaders", 180, 120, 60),
    (4, "incubator", 320, 90, 230),
    (5, "hackathon", 300, 110, 190),
    (6, "trainers", 54, 4, 50),
    (7, "youth", 103, 23, 80),
    (8, "solutions", 1100, 150, 950),
    (9, "culture", 420, 160, 260),
    (10, "digital", 7200, 640, 6560),
    (11, "schools", 3150, 0, 3150),
    (12, "units", 540, 190, 350),
    (14, "specialised", 1260, 113, 1147),
]
pytestmark = pytest.mark.usefixtures("demo")


def test_each_row_has_its_gross_what_was_counted_above_and_its_net():
    rows = counted(
        """, first AS (SELECT human, min(number) AS number FROM served GROUP BY human)
        SELECT s.number, s.code, count(DISTINCT s.human),
            count(DISTINCT s.human) FILTER (WHERE f.number < s.number), count(DISTINCT s.human) FILTER (WHERE f.number = s.number)
        FROM served s JOIN first f USING (human) GROUP BY s.number, s.code ORDER BY s.number"""
    )
    assert rows == IDENTIFIED


def test_participations_less_repeats_are_people():
    [[participations, people]] = counted(
        "SELECT count(DISTINCT (human, code)), count(DISTINCT human) FROM served"
    )
    assert (participations, people, participations - people) == (17_027, 15_427, 1_600)


def test_headcounts_and_people_make_the_year():
    heads = dict(counted("SELECT code, sum(headcount) FROM counted WHERE kind = 'headcount' GROUP BY code"))
    assert heads == {"ramadan": 55_120, "community_day": 1_800}
    [[people]] = counted("SELECT count(DISTINCT human) FROM served")
    assert people + sum(heads.values()) == 72_347


def test_fourteen_initiatives_ran_and_four_were_strategic():
    reached = counted(
        "SELECT DISTINCT code FROM counted WHERE kind IN ('service', 'training', 'completion', 'headcount')"
    )
    strategic = ask("SELECT code FROM register_initiative WHERE strategic")
    assert (len(reached), len(set(reached) & set(strategic))) == (14, 4)


def test_ramadan_was_counted_at_five_sites_on_twenty_nine_nights_each_on_a_sheet_of_its_own():
    [row] = counted(
        """SELECT count(*), count(DISTINCT place), count(DISTINCT occurred_on), count(DISTINCT evidence_id),
            count(*) FILTER (WHERE headcount = 380), count(*) FILTER (WHERE headcount = 400)
        FROM counted WHERE kind = 'headcount' AND code = 'ramadan'"""
    )
    assert row == (145, 5, 29, 145, 144, 1)


def test_two_hundred_and_fifty_volunteers_gave_three_shifts_of_four_hours():
    [row] = counted(
        "SELECT count(*), sum(quantity), count(DISTINCT human), count(DISTINCT (human, occurred_on)) FROM counted WHERE kind = 'hours'"
    )
    assert row == (750, 3_000, 250, 750)
    assert counted("SELECT DISTINCT count(*) FROM counted WHERE kind = 'hours' GROUP BY human") == [(3,)]


def test_regions_are_those_of_the_table():
    regions = dict(
        counted(
            "SELECT code, array_agg(DISTINCT region_id ORDER BY region_id) FROM counted WHERE kind <> 'target' GROUP BY code"
        )
    )
    national = regions.pop("digital"), regions.pop("solutions")
    assert [len(found) for found in national] == [13, 13]
    assert regions == {
        "ramadan": ["SA-01", "SA-02"], "forum": ["SA-01"], "leaders": ["SA-01"], "incubator": ["SA-01"], "hackathon": ["SA-01"],
        "trainers": ["SA-09"], "youth": ["SA-01", "SA-09"], "culture": ["SA-01"], "schools": ["SA-04"], "units": ["SA-05", "SA-14"],
        "community_day": ["SA-03"], "specialised": ["SA-02", "SA-04"],
    }  # fmt: skip


def test_teams_and_bodies_are_as_many_as_told():
    teams = dict(
        counted(
            "SELECT code, count(DISTINCT dimensions ->> 'team') FROM served WHERE code IN ('incubator', 'hackathon') GROUP BY code"
        )
    )
    assert teams == {"incubator": 40, "hackathon": 60}
    assert counted("SELECT count(DISTINCT organisation_id) FROM served WHERE code = 'units'") == [(45,)]
    assert counted("SELECT count(DISTINCT organisation_id) FROM served WHERE code = 'schools'") == [(15,)]


def test_every_initiative_has_one_target_approved_before_it_began():
    [row] = counted(
        "SELECT count(*), count(DISTINCT code), sum(quantity), bool_and(approved_at < occurred_on) FROM counted WHERE kind = 'target'"
    )
    assert row == (14, 14, 73_780, True)


def test_people_of_the_first_plan_are_distinct_across_its_years():
    sql = """SELECT code, extract(year FROM occurred_on)::int, count(DISTINCT human) FROM served
        WHERE kind = 'completion' AND code IN ('trainers', 'youth', 'solutions') GROUP BY 1, 2 ORDER BY 1, 2"""
    assert counted(sql, "2020-01-01", "2023-12-31") == [
        ("solutions", 2020, 300), ("solutions", 2021, 450), ("solutions", 2022, 650), ("solutions", 2023, 1_100),
        ("trainers", 2022, 50), ("trainers", 2023, 54),
        ("youth", 2021, 60), ("youth", 2022, 80), ("youth", 2023, 103),
    ]  # fmt: skip
    over_all = "SELECT code, count(DISTINCT human) FROM served WHERE kind = 'completion' AND code IN ('trainers', 'youth', 'solutions') GROUP BY 1"
    assert dict(counted(over_all, "2020-01-01", "2023-12-31")) == {
        "trainers": 104,
        "youth": 243,
        "solutions": 2_500,
    }


def test_one_guide_was_published_on_one_thousand_five_hundred_and_thirty_six_answers():
    sql = "SELECT kind, count(*), count(person_id) FROM counted WHERE kind IN ('publication', 'response') GROUP BY kind ORDER BY kind"
    assert counted(sql, "2020-01-01", "2023-12-31") == [("publication", 1, 0), ("response", 1_536, 0)]


def test_the_second_plan_has_actuals_up_to_the_present():
    years = (
        "SELECT extract(year FROM occurred_on)::int, count(DISTINCT human) FROM served GROUP BY 1 ORDER BY 1"
    )
    found = dict(counted(years, "2024-01-01", "2026-12-31"))
    assert list(found) == [2024, 2025, 2026]
    assert min(found.values()) > 5_000
    assert one("SELECT max(occurred_on)::text FROM ledger_record WHERE kind <> 'target'") <= "2026-09-17"
