"""The solvers find what trying everything finds, and nothing they find breaks a limit."""

from copy import deepcopy
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from athar.analytics.rostering import check, solve
from athar.analytics.rostering.tests.brute import cheapest
from athar.analytics.rostering.tests.problems import days_problems, sessions_problems

few = settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@few
@given(days_problems())
def test_a_roster_by_days_costs_what_the_cheapest_of_all_costs(problem):
    least, answer = cheapest(problem), solve(problem, seconds=20)
    if least is None:
        assert answer["status"] == "infeasible"
        assert answer["explanations"]
        return
    assert (answer["status"], Decimal(str(answer["cost"]))) == ("optimal", least)
    assert check(problem, answer["assignments"]).faults == []


@few
@given(sessions_problems())
def test_a_roster_by_sessions_costs_what_the_cheapest_of_all_costs(problem):
    least, answer = cheapest(problem), solve(problem, seconds=20)
    assert (answer["status"], Decimal(str(answer["cost"]))) == ("optimal", least)
    assert check(problem, answer["assignments"]).faults == []


@few
@given(sessions_problems())
def test_one_more_who_wishes_nothing_never_makes_it_dearer(problem):
    more = {**problem, "people": [*problem["people"], {"id": "Noura", "skills": ["drive"]}]}
    assert solve(more, seconds=20)["cost"] <= solve(problem, seconds=20)["cost"]


@few
@given(days_problems(), st.data())
def test_a_roster_that_is_tampered_with_is_found_out(problem, data):
    """Whatever single change: the checker sees a limit broken or another cost, unless all costs of it are equal."""
    assume(cheapest(problem) is not None)
    answer = solve(problem, seconds=20)
    before, changed = check(problem, answer["assignments"]), deepcopy(answer["assignments"])
    person = data.draw(st.sampled_from([each["id"] for each in problem["people"]]))
    day = data.draw(st.integers(0, problem["days"] - 1))
    here = [each for each in changed if (each["person"], each["day"]) == (person, day)]
    if here:
        changed.remove(here[0])
    else:
        changed.append({"person": person, "day": day, "shift": problem["shifts"][0]["id"]})
    after = check(problem, changed)
    assert after.faults or after.cost >= before.cost
