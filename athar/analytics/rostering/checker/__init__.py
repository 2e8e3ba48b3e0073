"""
Is this roster what it says? Answered from the file and the assignments alone.

Nothing here is shared with what makes rosters (an import contract keeps it so): the checker reads the file by itself and
goes through the rules one by one. Both would have to make the same mistake for a wrong roster to be shown.
"""

from typing import Any

from athar.analytics.rostering.checker.days import broken_by_days, check_days
from athar.analytics.rostering.checker.sessions import broken_by_sessions, check_sessions
from athar.analytics.rostering.checker.verdict import Verdict


def check(raw: dict[str, Any], assignments: list[dict[str, Any]]) -> Verdict:
    """
    Every broken limit, and the cost by rule, of assignments to a problem.

    :param raw: the problem as JSON, already found readable.
    :param assignments: objects of ``person``, ``day`` and ``shift``, or of ``person`` and ``session``.
    """
    return (
        check_sessions(raw, assignments) if raw.get("sessions") is not None else check_days(raw, assignments)
    )


__all__ = ["Verdict", "broken_by_days", "broken_by_sessions", "check"]
