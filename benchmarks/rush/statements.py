"""The statements that taking a seat sends: recorded from the service itself, and made a script for pgbench."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from unittest.mock import patch

from django.db import connection

from athar.foundation.core.flights import Planned

# pgbench keeps variables of a client from one transaction to the next: each takes its own people, one after the other.
NEXT = "\\set {name} :first_{name} + :client_id + :clients * :turn"
EACH = ("person", "enrolment")


def recorded(work: Callable[[], object]) -> list[str]:
    """
    Every statement that the work sends in flights, with its values written in; BEGIN and COMMIT are not among them.

    One line each, as pgbench reads them, which plans each as the service does.
    """
    sent: list[str] = []

    def noted(planned: Planned, values: Mapping[str, Any]) -> str:
        said = str(
            connection.ops.compose_sql(planned.statement, {name: values[name] for name in planned.types})
        )
        sent.append(" ".join(said.split()))
        return call(planned, values)

    call = Planned.call
    with patch.object(Planned, "call", noted):
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
