"""What an answer says beside the roster: bounds, reasons, conflicts; and that a lie is never shown."""

from dataclasses import replace
from decimal import Decimal

import pytest

from athar.analytics.rostering import Disagreement, read, solve
from athar.analytics.rostering.found import Deadline, Found
from athar.analytics.rostering.sessions.exchange import exchanged
from athar.analytics.rostering.sessions.state import Board
from athar.analytics.rostering.solving import agreed
from athar.analytics.rostering.tests.problems import days, plan, session

KEYS = {"status", "cost", "bound", "assignments", "penalties", "unmet", "explanations", "method", "seconds"}


def night(number, **more):
    """A session in the evening of a day."""
    return session(f"s{number}", 1440 * number + 1080, 1440 * number + 1260, **more)


def test_a_contradiction_is_named_by_the_fewest_limits_that_make_it():
    problem = days(
        person={
            "max_consecutive": 3,
            "days_off": [3],
            "min_minutes": 4 * 480,
            "max_shifts": {"D": 3},
            "max_weekends": 1,
        }
    )
    answer = solve(problem, seconds=20)
    assert (answer["status"], answer["cost"], answer["bound"], answer["assignments"]) == (
        "infeasible",
        None,
        None,
        [],
    )
    (why,) = answer["explanations"]
    assert why["about"] == {"person": "Sara"}
    assert why["rules"] == ["max_shifts", "min_minutes"]
    assert "max_shifts" in why["en"]
    assert "Sara" in why["ar"]


def test_a_lock_against_a_limit_is_the_conflict():
    problem = days(person={"days_off": [2]}, locked=[{"person": "Sara", "day": 2, "shift": "D"}])
    (why,) = solve(problem, seconds=20)["explanations"]
    assert why["rules"] == ["locked", "days_off"]


def test_what_is_locked_stays_and_the_rest_is_found_around_it():
    cover = [{"day": day, "shift": "D", "needed": 1, "under": 10, "over": 1} for day in range(4)]
    locked = [{"person": "Sara", "day": 5, "shift": "D"}, {"person": "Sara", "day": 0, "shift": None}]
    answer = solve(days(person={"max_consecutive": 2}, cover=cover, locked=locked), seconds=20)
    worked = {each["day"] for each in answer["assignments"]}
    assert 5 in worked
    assert 0 not in worked
    assert (answer["status"], answer["cost"]) == ("optimal", 20)  # day 0, and one of days 1 to 3


def test_a_gap_says_what_keeps_the_others_from_it():
    problem = {
        "sessions": [night(0, needed=5, skills=["drive"]), night(1)],
        "people": [
            {"id": "Sara", "skills": ["drive"]},
            {"id": "Khalid"},
            {"id": "Omar", "skills": ["drive"], "available": [[0, 60]]},
            {"id": "Huda", "skills": ["drive"], "max_minutes": 200},
        ],
        "locked": [{"person": "Huda", "session": "s1"}],
    }
    answer = solve(problem, seconds=20)
    (why,) = answer["explanations"]
    assert set(answer) == KEYS
    assert why["rules"] == {"skills": 1, "available": 1, "max_minutes": 1}
    assert why["en"].startswith("Session s0: 4 of 5 missing.")
    assert why["ar"].startswith("الجلسة s0: ينقص 4 من 5")


def test_a_gap_in_cover_says_what_keeps_the_others_from_it():
    cover = [{"day": 2, "shift": "D", "needed": 3, "under": 9, "over": 1, "skill": "drive"}]
    people = [
        {"id": "Sara", "skills": ["drive"], "days_off": [2]},
        {"id": "Khalid"},
        {"id": "Huda", "skills": ["drive"]},
    ]
    (why,) = solve(days(cover=cover, people=people), seconds=20)["explanations"]
    assert why["rules"] == {"days_off": 1, "skills": 1}


@pytest.mark.parametrize(
    ("people", "locked", "rules"),
    [
        ([{"id": "Sara", "available": []}], ["s0"], ["locked", "available"]),
        ([{"id": "Sara", "cannot": ["s1"]}], ["s1"], ["locked", "cannot"]),
        ([{"id": "Sara", "weekly_minutes": {"1": 200}}], ["s0", "s1"], ["locked", "weekly_minutes"]),
        ([{"id": "Sara", "max_minutes": 200}], ["s0", "s1"], ["locked", "max_minutes"]),
        ([{"id": "Sara", "min_rest_minutes": 1440}], ["s0", "s1"], ["locked", "min_rest_minutes"]),
    ],
)
def test_sessions_contradict_each_other_only_where_they_are_locked(people, locked, rules):
    problem = {
        "sessions": [night(0, week=1), night(1, week=1)],
        "people": people,
        "locked": [{"person": "Sara", "session": name} for name in locked],
    }
    answer = solve(problem, seconds=20)
    assert answer["status"] == "infeasible"
    assert answer["explanations"][0]["rules"] == rules


def test_hundreds_of_evenings_are_best_at_once_by_a_flow():
    problem = {
        "sessions": [night(number % 30, needed=4) | {"id": f"e{number}"} for number in range(120)],
        "people": [
            {"id": f"v{number}", "available": [[0, 43_200]], "max_minutes": 180 * 3} for number in range(100)
        ],
        "fairness": 1,
    }
    answer = solve(problem, seconds=20)
    assert (answer["status"], answer["method"]) == ("optimal", "flow")
    assert answer["penalties"] == {"under": 10 * (480 - 300), "prefers": 0, "fairness": 100 * (1 + 2)}


def test_rest_between_days_is_kept_where_a_flow_alone_would_break_it():
    late, early = session("late", 1200, 1380), session("early", 1800, 1920)
    people = [{"id": name, "min_rest_minutes": 660} for name in ("Sara", "Khalid")]
    answer = solve({"sessions": [late, early | {"needed": 2}], "people": people}, seconds=20)
    assert (answer["status"], answer["cost"], len(answer["assignments"])) == ("optimal", 10, 2)


def test_exchanges_find_the_chain_of_moves_that_frees_who_alone_can():
    """Sara alone can drive, and stands in a session that Khalid can take; he in turn makes room for Omar."""
    sessions = [
        session("drive", 0, 60, skills=["drive"], under=100),
        session("talk", 30, 90),
        session("gate", 80, 140),
    ]
    people = [{"id": "Sara", "skills": ["drive"]}, {"id": "Khalid"}, {"id": "Omar", "available": [[70, 150]]}]
    board = Board(read({"sessions": sessions, "people": people}))
    poor = [{1}, {2}, set()]
    assert board.price(poor) == 100
    assert board.price(exchanged(board, poor, 0, Deadline(10))) == 0


def test_nothing_that_the_checker_disagrees_with_is_an_answer():
    problem = days(
        person={"days_off": [1]}, cover=[{"day": 0, "shift": "D", "needed": 1, "under": 5, "over": 1}]
    )
    true = Found(plan(d0="D"), Decimal(0), Decimal(0), "by hand")
    assert agreed(problem, true).cost == 0
    for lie, words in [
        (replace(true, cost=Decimal(5)), "the checker finds 0"),
        (replace(true, assignments=plan(d1="D"), cost=Decimal(5)), "days_off"),
        (replace(true, bound=Decimal(1)), "above the cost"),
    ]:
        with pytest.raises(Disagreement, match=words):
            agreed(problem, lie)


def test_a_large_cost_that_is_proved_is_optimal_to_the_last_unit():
    cover = [{"day": 0, "shift": "D", "needed": 900, "under": 9_999_999.999, "over": 1}]
    answer = solve(days(cover=cover), seconds=20)
    assert (answer["status"], answer["cost"], answer["bound"]) == (
        "optimal",
        8_989_999_999.101,
        8_989_999_999.101,
    )


def test_problems_with_nobody_or_nothing_have_answers():
    assert solve({"sessions": [], "people": []}, seconds=5)["status"] == "optimal"
    assert solve({"sessions": [night(0)], "people": []}, seconds=5)["cost"] == 10
    assert solve({"sessions": [], "people": [{"id": "Sara"}]}, seconds=5)["assignments"] == []
    assert solve(days(people=[]), seconds=5)["status"] == "optimal"
    assert solve(days(shifts=[]), seconds=5)["assignments"] == []
