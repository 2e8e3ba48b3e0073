"""From JSON to a problem, or to one sentence about what is wrong with it."""

import json
from decimal import Decimal
from typing import Any

from athar.analytics.rostering.errors import Malformed
from athar.analytics.rostering.problem import Problem
from athar.analytics.rostering.reading.days import days_problem
from athar.analytics.rostering.reading.fields import Fields, refuse
from athar.analytics.rostering.reading.sessions import sessions_problem


def parse(content: bytes | str) -> Any:
    """
    JSON with exact decimals.

    :raises Malformed: when it is no JSON, with line and column.
    """
    try:
        return json.loads(content, parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        message = f"line {error.lineno}, column {error.colno}: this is no JSON ({error.msg})."
        raise Malformed(message) from error
    except (UnicodeDecodeError, RecursionError) as error:
        message = "this is no JSON in UTF-8."
        raise Malformed(message) from error


def read(raw: Any) -> Problem:
    """
    The problem of either form; ``warnings`` in it names keys that nothing reads.

    :raises Malformed: with where and what.
    """
    top = Fields(raw, "", []) if isinstance(raw, dict) else refuse("the problem", "should be one object.")
    top.required("people")
    if top.has("sessions") and top.has("days"):
        refuse("the problem", "has both “days” and “sessions”; it is by days and shifts, or by sessions.")
    if top.has("sessions"):
        return sessions_problem(top)
    if top.has("days"):
        return days_problem(top)
    return refuse("the problem", "has neither “days” nor “sessions”; one of them says which form it is.")


def _no_number(text: str) -> None:
    message = f"{text} is no number."
    raise Malformed(message)


__all__ = ["parse", "read"]
