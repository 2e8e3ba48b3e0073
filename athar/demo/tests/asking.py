"""The demonstration asked in plain SQL, written without a look at the metrics engine."""

from typing import Any

from django.db import connection

# What counts in 2023: neither a reversal nor reversed, its person not withheld that day.
COUNTED = """
    WITH counted AS (
        SELECT r.*, i.code, i.number, coalesce(m.cluster_id, r.person_id) AS human
        FROM ledger_record r
        JOIN register_initiative i ON i.id = r.initiative_id
        LEFT JOIN people_membership m ON m.person_id = r.person_id AND m.until IS NULL
        WHERE r.occurred_on BETWEEN '{start}' AND '{end}'
          AND r.corrects IS NULL
          AND r.position NOT IN (SELECT corrects FROM ledger_record WHERE corrects IS NOT NULL)
          AND NOT EXISTS (
            SELECT 1 FROM people_consentevent c
            WHERE c.person_id = r.person_id AND c.purpose = 'participation' AND NOT c.given AND c."on" <= r.occurred_on
              AND NOT EXISTS (
                SELECT 1 FROM people_consentevent again
                WHERE again.person_id = c.person_id AND again.purpose = 'participation' AND again.given
                  AND again."on" >= c."on" AND again.id <> c.id AND again."on" <= r.occurred_on))
          AND NOT EXISTS (
            SELECT 1 FROM people_guardianapproval g
            WHERE g.child_id = r.person_id AND g.initiative IN ('', i.code) AND g.revoked_on <= r.occurred_on
              AND NOT EXISTS (
                SELECT 1 FROM people_guardianapproval again
                WHERE again.child_id = g.child_id AND again.initiative = g.initiative AND again.id <> g.id
                  AND again.approved_on >= g.revoked_on AND again.approved_on <= r.occurred_on))
    ), served AS (SELECT * FROM counted WHERE kind IN ('service', 'training', 'completion'))
"""


def ask(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def one(sql: str) -> Any:
    [[value]] = ask(sql)
    return value


def counted(sql: str, start: str = "2023-01-01", end: str = "2023-12-31") -> list[tuple[Any, ...]]:
    """Ask about the relations ``counted`` and ``served``."""
    return ask(COUNTED.format(start=start, end=end) + sql)
