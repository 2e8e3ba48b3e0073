"""Whatever is wrong with a problem is said in one line: where, and what is wanted."""

import json

import pytest

from athar.analytics.rostering import Malformed, parse, read
from athar.analytics.rostering.tests.problems import days, session


def by_sessions(**changes):
    return {
        "sessions": [session("a", "2024-03-01T16:00", "2024-03-01T18:00")],
        "people": [{"id": "Sara"}],
        **changes,
    }


def person(**limits):
    return {"people": [{"id": "Sara", **limits}]}


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        ([], "the problem: should be one object."),
        ({"days": 7}, "the problem: “people” is missing."),
        ({"people": []}, "the problem: has neither “days” nor “sessions”"),
        ({**days(), "sessions": []}, "the problem: has both “days” and “sessions”"),
        (days(days=0), "days: is 0, and should be between 1 and 1500."),
        (days(days="7"), "days: is '7', and should be a whole number."),
        (days(days=7.5), "days: is 7.5, and should be a whole number."),
        (days(shifts=[{"id": "D"}]), "shifts[0]: “minutes” is missing."),
        (days(shifts=[{"id": "D", "minutes": 1, "cannot_follow": ["E"]}]), "shifts[0].cannot_follow[0]: there is no shift 'E'."),
        (days(shifts=[{"id": "D", "minutes": 1}] * 2), "shifts[1].id: there are two of shift 'D'."),
        (days(person={"max_minutes": -5}), "people[0].max_minutes: is -5, and should be between 0 and"),
        (days(person={"max_shifts": {"E": 1}}), "people[0].max_shifts: there is no shift 'E'."),
        (days(person={"max_shifts": 3}), "people[0].max_shifts: is 3, and should be an object."),
        (days(person={"days_off": [7]}), "people[0].days_off[0]: is 7, and should be between 0 and 6."),
        (days(person={"skills": "drive"}), "people[0].skills: is 'drive', and should be a list."),
        (days(weekend=[7]), "weekend[0]: is 7, and should be between 0 and 6."),
        (days(cover=[{"day": 9, "shift": "D", "needed": 1}]), "cover[0].day: is 9"),
        (days(cover=[{"day": 1, "shift": "X", "needed": 1}]), "cover[0].shift: there is no shift 'X'."),
        (days(cover=[{"day": 1, "shift": "D", "needed": 1, "under": "much"}]), "cover[0].under: is 'much', and should be a number."),
        (days(cover=[{"day": 1, "shift": "D", "needed": 1, "under": -1}]), "cover[0].under: is -1; a cost is not below zero."),
        (days(requests=[{"person": "Omar", "day": 1, "shift": "D"}]), "requests[0].person: there is no person 'Omar'."),
        (days(requests=[{"person": "Sara", "day": 1, "shift": "D", "on": "yes"}]), "requests[0].on: should be true or false."),
        (days(requests=[{"person": "Sara", "day": 1, "shift": "D", "weight": 0.00001}]), "with three decimals at most"),
        (days(locked=[{"person": "Sara", "day": 1, "shift": "X"}]), "locked[0].shift: there is no shift 'X'."),
        (by_sessions(people=[{"id": "Sara"}, {"id": "Sara"}]), "people[1].id: there are two of person 'Sara'."),
        (by_sessions(sessions=[session("a", "2024-03-01T18:00", "2024-03-01T16:00")]), "sessions[0]: the end is not after the start."),
        (by_sessions(sessions=[session("a", "noon", "2024-03-01T16:00")]), "sessions[0].start: is 'noon'; write a time like 2024-03-01T16:00"),
        (by_sessions(sessions=[session("a", "2024-03-01T16:00:30", "2024-03-01T18:00")]), "times are in whole minutes"),
        (by_sessions(**person(available=[["2024-03-01T16:00+03:00", "2024-03-01T18:00+03:00"]])), "people[0].available[0][0]: is one of times with an offset"),
        (by_sessions(**person(available=[[900, 960]])), "is one of numbers of minutes"),
        (by_sessions(**person(available=["2024-03-01"])), "people[0].available[0]: should be a list of a start and an end."),
        (by_sessions(**person(prefers={"b": 1})), "people[0].prefers: there is no session 'b'."),
        (by_sessions(fairness=-1), "fairness: is -1; a cost is not below zero."),
        (by_sessions(locked=[{"person": "Sara", "session": "b"}]), "locked[0].session: there is no session 'b'."),
    ],
)  # fmt: skip
def test_a_problem_that_cannot_be_read_says_where_and_what(problem, words):
    with pytest.raises(Malformed) as raised:
        read(problem)
    assert str(raised.value).startswith(words) or words in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "line 1, column 2: this is no JSON"),
        (b"\xff", "this is no JSON in UTF-8."),
        (b"[" * 100_000, "this is no JSON in UTF-8."),
        (b'{"days": NaN}', "NaN is no number."),
    ],
)
def test_what_is_no_json_says_so(content, words):
    with pytest.raises(Malformed, match=words):
        parse(content)


def test_a_number_too_large_to_write_out_is_refused_quickly():
    with pytest.raises(Malformed, match="days: is 1E"):
        read(parse(b'{"days": 1e999999999, "people": []}'))
    with pytest.raises(Malformed, match="fairness: is 1E"):
        read(parse(b'{"sessions": [], "people": [], "fairness": 1e999999999}'))


def test_a_misspelt_limit_is_not_ignored_silently():
    warnings = read(days(person={"max_minuts": 480, "name": "سارة"})).warnings
    assert len(warnings) == 1
    assert warnings[0].startswith("people[0]: nothing reads “max_minuts”")


def test_windows_that_touch_become_one_and_a_day_is_whole():
    windows = [["2024-03-02", "2024-03-02"], ["2024-03-01T12:00", "2024-03-02T00:00"]]
    problem = read(by_sessions(**person(available=windows)))
    ((opens, closes),) = problem.people[0].available
    assert closes - opens == (12 + 24) * 60


def test_costs_stay_exact():
    problem = read(
        parse(json.dumps(days(requests=[{"person": "Sara", "day": 0, "shift": "D", "weight": 0.1}])))
    )
    assert str(problem.requests[0].weight) == "0.1"
