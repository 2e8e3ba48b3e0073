"""The statements that taking a seat sends: recorded from the service itself, and made a script for pgbench."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection

# pgbench keeps variables of a client from one transaction to the next: each takes its own people, one after the other.
NEXT = "\\set {name} :first_{name} + :client_id + :clients * :turn"
EACH = ("person", "enrolment")


def recorded(work: Callable[[], object]) -> list[str]:
    """Every statement that the work sends, with its values, as it was sent; BEGIN and COMMIT are the driver's and not among them."""
    sent: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        answer = execute(sql, params, many, context)
        said = str(connection.ops.last_executed_query(context["cursor"].cursor, sql, params))
        # One line each, as pgbench reads them; it sends the commit that goes along as one of its own.
        sent.append(" ".join(said.split()).removesuffix("; COMMIT"))
        return answer

    with connection.execute_wrapper(note):
        work()
    return sent


def script(statements: Sequence[str], variables: Mapping[int, str]) -> str:
    """
    Return the same statements as one transaction of pgbench.

    :param variables: ``person``, ``enrolment`` and ``session``, by the key with which each was recorded; the keys are
        long numbers that stand for nothing else.
    """
    keys = re.compile(r"\b(" + "|".join(map(str, variables)) + r")\b")
    lines = [NEXT.format(name=name) for name in EACH]
    lines += ["BEGIN;"]
    lines += [keys.sub(lambda found: f":{variables[int(found[0])]}", text) + ";" for text in statements]
    lines += ["END;", "\\set turn :turn + 1"]
    return "\n".join(lines) + "\n"
