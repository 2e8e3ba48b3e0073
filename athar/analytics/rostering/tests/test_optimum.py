"""The solvers find what trying everything finds, and nothing they find breaks a limit."""

from copy import deepcopy
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from athar.analytics.rostering import check, read, solve
from athar.analytics.rostering.costs import Scale
from athar.analytics.rostering.days.exchange import exchanged as exchanged_plans
from athar.analytics.rostering.days.model import price
from athar.analytics.rostering.days.start import first_roster
from athar.analytics.rostering.found import Deadline
from athar.analytics.rostering.sessions.exact import best_by_constraints
from athar.analytics.rostering.sessions.exchange import exchanged
from athar.analytics.rostering.sessions.network import Network
from athar.analytics.rostering.sessions.repair import improved, within_limits
from athar.analytics.rostering.sessions.state import Board
from athar.analytics.rostering.tests.brute import cheapest
from athar.analytics.rostering.tests.problems import days_problems, sessions_problems

many = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
few = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


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
@given(days_problems())
def test_exchanges_of_plans_break_no_limit_and_reach_the_cheapest_where_everybody_exchanges(problem):
    asked, least = read(problem), cheapest(problem)
    assume(least is not None)
    scale = Scale([Decimal("0.25")])
    plans, impossible = first_roster(asked, scale, Deadline(5))
    assert (len(plans), impossible) == (2, [])
    found = exchanged_plans(asked, scale, plans, Deadline(2))
    verdict = check(
        problem,
        [
            {"person": name, "day": day, "shift": shift}
            for name, own in found.items()
            for day, shift in own.items()
        ],
    )
    assert verdict.faults == []
    assert verdict.cost == price(asked, found) == least <= price(asked, plans)


@many
@given(sessions_problems())
def test_a_roster_by_sessions_costs_what_the_cheapest_of_all_costs(problem):
    least, answer = cheapest(problem), solve(problem, seconds=20)
    assert (answer["status"], Decimal(str(answer["cost"]))) == ("optimal", least)
    assert check(problem, answer["assignments"]).faults == []


@few
@given(sessions_problems())
def test_no_step_of_the_search_breaks_a_limit_or_claims_more_than_is_true(problem):
    """Every step by itself: on small problems the flow is mostly enough, so that the later ones would not be seen."""
    least, board = cheapest(problem), Board(read(problem))
    loose, bound = Network(board, board.locked).solve()
    assert board.outside(bound) <= least
    steps = [mended := within_limits(board, loose)]
    steps.append(improved(board, mended, 0, Deadline(5)))
    steps.append(exchanged(board, mended, board.scale.inside(least), Deadline(2)))
    steps.append(best_by_constraints(board, mended, 5).given)
    for given_now in steps:
        taken = [
            {"person": person["id"], "session": problem["sessions"][place]["id"]}
            for person, own in zip(problem["people"], given_now, strict=True)
            for place in own
        ]
        verdict = check(problem, taken)
        assert verdict.faults == []
        assert verdict.cost == board.outside(board.price(given_now)) >= least
    assert board.outside(board.price(steps[2])) == board.outside(board.price(steps[3])) == least


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
