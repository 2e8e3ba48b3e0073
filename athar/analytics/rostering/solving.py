"""From a problem to an answer that the checker agrees with."""

import time
from decimal import Decimal
from typing import Any

from athar.analytics.rostering.checker import Verdict, check
from athar.analytics.rostering.days import solve_days
from athar.analytics.rostering.errors import Disagreement
from athar.analytics.rostering.explaining import why_missing, why_none
from athar.analytics.rostering.found import Found
from athar.analytics.rostering.problem import DaysProblem
from athar.analytics.rostering.reading import read
from athar.analytics.rostering.sessions import solve_sessions


def solve(raw: dict[str, Any], *, seconds: float) -> dict[str, Any]:
    """
    The cheapest roster found within the seconds, as the format promises it.

    :param raw: a problem of either form, as JSON; see ``docs/rosters.md``.
    :raises Malformed: when the problem cannot be read.
    :raises TimeoutError: when no roster was found in time, and no contradiction either.
    :raises Disagreement: when the checker does not find what the solver says.
    """
    began = time.monotonic()
    problem = read(raw)
    found = (
        solve_days(problem, seconds) if isinstance(problem, DaysProblem) else solve_sessions(problem, seconds)
    )
    if found.assignments is None:
        answer = _answer("infeasible", None, None, Verdict(), [], why_none(found.conflicts))
    else:
        verdict = agreed(raw, found)
        status = "optimal" if found.bound == found.cost else "feasible"
        why = why_missing(raw, found.assignments, verdict)
        answer = _answer(status, found.cost, found.bound, verdict, found.assignments, why)
    return {**answer, "method": found.method, "seconds": round(time.monotonic() - began, 2)}


def agreed(raw: dict[str, Any], found: Found) -> Verdict:
    """
    What the checker says, if it says the same as the solver.

    :raises Disagreement: otherwise.
    """
    verdict = check(raw, found.assignments or [])
    if verdict.faults:
        message = f"the roster breaks limits: {'; '.join(verdict.faults[:3])}."
        raise Disagreement(message)
    if verdict.cost != found.cost:
        message = f"the solver states a cost of {found.cost}, and the checker finds {verdict.cost}."
        raise Disagreement(message)
    if found.bound > found.cost:
        message = f"the bound {found.bound} lies above the cost {found.cost}."
        raise Disagreement(message)
    return verdict


def _answer(
    status: str,
    cost: Decimal | None,
    bound: Decimal | None,
    verdict: Verdict,
    assignments: list[dict[str, Any]],
    explanations: list[dict[str, Any]],
) -> dict[str, Any]:
    return {
        "status": status,
        "cost": number(cost),
        "bound": number(bound),
        "assignments": assignments,
        "penalties": {rule: number(price) for rule, price in verdict.penalties.items()},
        "unmet": [{**each, "cost": number(each["cost"])} for each in verdict.unmet],
        "explanations": explanations,
    }


def number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where the value is whole. Three decimals are exact in a float's shortest form."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
