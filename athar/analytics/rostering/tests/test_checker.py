"""What each rule means, by examples, and that a roster which breaks one is found out."""

import pytest

from athar.analytics.rostering import check
from athar.analytics.rostering.tests.problems import days, plan, session

TWO_SHIFTS = [{"id": "D", "minutes": 480, "cannot_follow": ["N"]}, {"id": "N", "minutes": 600}]


@pytest.mark.parametrize(
    ("limits", "assignments", "faults"),
    [
        ({"max_consecutive": 2}, plan(d1="D", d2="D", d3="D"), ["Sara: max_consecutive"]),
        ({"max_consecutive": 2}, plan(d1="D", d2="D", d4="D"), []),
        ({"min_consecutive": 2}, plan(d3="D"), ["Sara: min_consecutive"]),
        ({"min_consecutive": 2}, plan(d0="D", d6="D"), []),  # both runs touch an edge
        ({"min_consecutive_off": 2}, plan(d2="D", d4="D"), ["Sara: min_consecutive_off"]),
        ({"min_consecutive_off": 2}, plan(d1="D", d5="D"), []),  # one day off at each edge
        ({"max_weekends": 0}, plan(d5="D"), ["Sara: max_weekends"]),
        ({"max_weekends": 1}, plan(d5="D", d6="D"), []),  # one weekend, worked twice
        ({"days_off": [3]}, plan(d3="D"), ["Sara: days_off"]),
        ({"max_shifts": {"D": 1}}, plan(d0="D", d1="D"), ["Sara: max_shifts"]),
        ({"max_shifts": {"D": 1}}, plan(d0="D", d1="N"), []),
        ({"max_minutes": 1000}, plan(d0="D", d1="N"), ["Sara: max_minutes"]),
        ({"min_minutes": 1000}, plan(d0="D"), ["Sara: min_minutes"]),
        ({}, plan(d0="N", d1="D"), ["Sara: cannot_follow"]),
        ({}, plan(d0="D", d1="N"), []),  # the other way round it may
        ({}, plan(d0="N", d2="D"), []),  # a day lies between
        ({}, plan(d0="D") + plan(d0="N"), ["Sara: two shifts on day 0"]),
        ({}, plan(d7="D"), ["nobody can be given {'person': 'Sara', 'day': 7, 'shift': 'D'}"]),
    ],
)
def test_each_limit_of_days_is_read_as_the_format_says(limits, assignments, faults):
    assert check(days(person=limits, shifts=TWO_SHIFTS), assignments).faults == faults


def test_a_second_week_has_a_weekend_of_its_own():
    problem = days(person={"max_weekends": 1}, days=14)
    assert check(problem, plan(d6="D", d12="D")).faults == ["Sara: max_weekends"]
    assert check(problem, plan(d6="D", d7="D")).faults == []


def test_cover_costs_by_how_far_it_is_missed_and_counts_only_the_skilled():
    cover = [
        {"day": 0, "shift": "D", "needed": 3, "under": 100, "over": 1},
        {"day": 1, "shift": "D", "needed": 0, "under": 100, "over": 1},
        {"day": 0, "shift": "D", "needed": 1, "under": 7, "over": 1, "skill": "drive"},
    ]
    requests = [
        {"person": "Sara", "day": 0, "shift": "D", "on": False, "weight": 2},
        {"person": "Sara", "day": 2, "shift": "D", "on": True, "weight": 0.5},
        {"person": "Sara", "day": 1, "shift": "D", "on": True, "weight": 50},
    ]
    verdict = check(days(cover=cover, requests=requests), plan(d0="D", d1="D"))
    assert {rule: float(cost) for rule, cost in verdict.penalties.items()} == {
        "cover_under": 207, "cover_over": 1, "requests": 2.5,
    }  # fmt: skip
    assert verdict.cost == sum(each["cost"] for each in verdict.unmet)


SESSIONS = [
    session("early", 480, 600, week="w1"),
    session("next", 600, 720, week="w1"),
    session("soon", 750, 870),
    session("amid", 540, 660),
    session("late", 780, 840, rest_minutes=90),
]


@pytest.mark.parametrize(
    ("limits", "names", "faults"),
    [
        ({}, ["early", "amid"], ["Sara: overlap"]),
        ({}, ["early", "next", "soon"], []),
        ({"min_rest_minutes": 60}, ["early", "next"], []),  # back to back
        ({"min_rest_minutes": 60}, ["next", "soon"], ["Sara: min_rest_minutes"]),
        ({"min_rest_minutes": 30}, ["next", "soon"], []),
        ({"max_minutes": 239}, ["early", "soon"], ["Sara: max_minutes"]),
        ({"cannot": ["soon"]}, ["early", "soon"], ["Sara: cannot"]),
        (
            {},
            ["next", "late"],
            ["Sara: min_rest_minutes"],
        ),  # the session asks for it, whatever the person needs
        ({"weekly_minutes": {"w1": 200, "w2": 0}}, ["early", "next"], ["Sara: weekly_minutes"]),
        ({"weekly_minutes": {"w1": 240, "w2": 0}}, ["early", "next", "soon"], []),  # of soon no week is said
        ({"available": [[480, 540], [540, 600]]}, ["early"], []),  # windows that touch are one
        ({"available": [[480, 540], [541, 600]]}, ["early"], ["Sara: available"]),
        ({"available": []}, ["early"], ["Sara: available"]),
        ({}, ["early", "early"], ["Sara: twice in session early"]),
    ],
)
def test_each_limit_of_sessions_is_read_as_the_format_says(limits, names, faults):
    problem = {"sessions": SESSIONS, "people": [{"id": "Sara", **limits}]}
    assert check(problem, [{"person": "Sara", "session": name} for name in names]).faults == faults


def test_nobody_stands_in_a_session_that_needs_a_skill_they_lack_or_nobody_more():
    problem = {
        "sessions": [session("drive", 0, 60, skills=["drive", "first aid"]), session("talk", 60, 120)],
        "people": [{"id": "Sara", "skills": ["drive"]}, {"id": "Khalid"}],
    }
    taken = [("Sara", "drive"), ("Sara", "talk"), ("Khalid", "talk")]
    faults = check(problem, [{"person": person, "session": name} for person, name in taken]).faults
    assert faults == ["Sara: skills", "session talk: 2 where 1 are needed"]


def test_wishes_gaps_and_uneven_loads_cost_what_the_format_says():
    problem = {
        "sessions": [session(f"s{number}", 60 * number, 60 * number + 60) for number in range(4)],
        "people": [{"id": "Sara", "prefers": {"s0": 3, "s3": 5, "s1": -2}}, {"id": "Khalid"}],
        "fairness": 2,
    }
    verdict = check(problem, [{"person": "Sara", "session": f"s{number}"} for number in range(3)])
    # s3 stays empty (10) and was wished (5), s1 was unwished (2); a second and a third session: 2 × (1 + 2)
    assert {rule: int(cost) for rule, cost in verdict.penalties.items()} == {
        "under": 10, "prefers": 7, "fairness": 6,
    }  # fmt: skip


def test_times_are_read_with_offsets_and_whole_days():
    sessions = [
        session("a", "2024-03-01T09:00+03:00", "2024-03-01T10:00+03:00"),
        session("b", "2024-03-01T06:30+00:00", "2024-03-01T08:00+00:00"),
    ]
    both = [{"person": "Sara", "session": name} for name in "ab"]
    assert check({"sessions": sessions, "people": [{"id": "Sara"}]}, both).faults == ["Sara: overlap"]
    open_days = {"id": "Sara", "available": [["2024-03-01", "2024-03-01"]]}
    late = [session("late", "2024-03-01T20:00", "2024-03-02T00:00")]
    later = [session("late", "2024-03-01T20:00", "2024-03-02T00:30")]
    given = [{"person": "Sara", "session": "late"}]
    assert check({"sessions": late, "people": [open_days]}, given).faults == []
    assert check({"sessions": later, "people": [open_days]}, given).faults == ["Sara: available"]


def test_what_is_locked_must_stand():
    locked = [{"person": "Sara", "day": 2, "shift": "D"}, {"person": "Sara", "day": 3, "shift": None}]
    assert check(days(locked=locked), plan(d2="D")).faults == []
    assert check(days(locked=locked), plan(d3="D")).faults == [
        "Sara: locked on day 2",
        "Sara: locked on day 3",
    ]
    problem = {
        "sessions": SESSIONS,
        "people": [{"id": "Sara"}],
        "locked": [{"person": "Sara", "session": "next"}],
    }
    assert check(problem, []).faults == ["Sara: locked in session next"]
