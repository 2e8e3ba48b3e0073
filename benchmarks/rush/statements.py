"""The statements that taking a seat sends: recorded from the service itself, and made a script for pgbench."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from unittest.mock import patch

from django.db import connection

from athar.foundation.core.flights import Planned

# pgbench keeps variables of a client from one transaction to the next: each takes its own people, one after the other.
NEXT = "\\set person :first_person + :client_id + :clients * :turn"


def recorded(work: Callable[[], object]) -> list[str]:
    """
    Every statement that the work sends, by Django or in flights, with its values written in; BEGIN and COMMIT are not among them.

    One line each, as pgbench reads them, which plans each as the service does.
    """
    sent: list[str] = []

    def by_django(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        answer = execute(sql, params, many, context)
        sent.append(_line(connection.ops.last_executed_query(context["cursor"].cursor, sql, params)))
        return answer

    def in_flights(planned: Planned, values: Mapping[str, Any]) -> str:
        own = {name: values[name] for name in planned.types}
        sent.append(_line(connection.ops.compose_sql(planned.statement, own)))
        return call(planned, values)

    call = Planned.call
    with connection.execute_wrapper(by_django), patch.object(Planned, "call", in_flights):
        work()
    return sent


def _line(statement: Any) -> str:
    return " ".join(str(statement).split())


def script(statements: Sequence[str], variables: Mapping[int, str]) -> str:
    """
    Return the same statements as one transaction of pgbench.

    :param variables: ``person`` and ``session``, by the key with which each was recorded; the keys are long numbers that
        stand for nothing else.
    """
    keys = re.compile(r"\b(" + "|".join(map(str, variables)) + r")\b")
    lines = [NEXT, "BEGIN;"]
    lines += [keys.sub(lambda found: f":{variables[int(found[0])]}", text) + ";" for text in statements]
    lines += ["END;", "\\set turn :turn + 1"]
    return "\n".join(lines) + "\n"
