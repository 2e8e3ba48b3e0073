"""
Hours that are counted once: whether a person has hours of that day already, of whichever session and initiative.

Asked only of imports that want it (``Import.hours_once``): a list of whole days, such as another platform's, knows no
sessions of ours. A person is every row that was merged into one human, or holds the same identity number.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from athar.engine.intake.checks.common import finding
from athar.engine.intake.models import Import
from athar.engine.intake.parsed import Finding
from athar.foundation.core.numerals import format_number
from athar.foundation.core.refusals import filled

CODE = "hours_known"
STANDING = "NOT EXISTS (SELECT FROM ledger_record c WHERE c.corrects = l.position AND c.occurred_on = l.occurred_on) AND l.corrects IS NULL"
_MERGED = "LEFT JOIN people_membership m ON m.person_id = p.person_id AND m.until IS NULL"
_THEIRS = f"""
    WITH theirs AS (
        SELECT r.line, r.status, r.reasons, r.occurred_on, p.national_id_hash, coalesce(m.cluster_id, p.person_id) AS human
        FROM intake_row r JOIN intake_participant p ON p.id = r.participant_id {_MERGED}
        WHERE r.intake_id = %(intake)s AND r.kind = 'hours' AND r.status <> 'unchanged'
    ), own AS (
        SELECT human, human AS person_id FROM theirs WHERE human IS NOT NULL
        UNION SELECT t.human, m.person_id FROM theirs t JOIN people_membership m ON m.cluster_id = t.human AND m.until IS NULL
        UNION SELECT t.human, q.id FROM theirs t JOIN people_person q ON q.national_id_hash = t.national_id_hash WHERE t.human IS NOT NULL
    ), here AS (
        SELECT o.human, l.occurred_on, l.quantity FROM own o JOIN ledger_record l ON l.person_id = o.person_id
        WHERE l.kind = 'hours' AND {STANDING} AND l.occurred_on IN (SELECT occurred_on FROM theirs)
        UNION ALL
        SELECT o.human, l.occurred_on, l.quantity FROM own o JOIN ledger_proposal l ON l.person_id = o.person_id
        WHERE l.kind = 'hours' AND NOT EXISTS (SELECT FROM ledger_decision d WHERE d.proposal_id = l.id)
    )
"""  # noqa: S608 -- put together from constants
_BEFORE = f"""
    {_THEIRS}, waiting AS (
        SELECT coalesce(m.cluster_id, p.person_id) AS human, p.national_id_hash, r.occurred_on, r.quantity
        FROM intake_row r JOIN intake_participant p ON p.id = r.participant_id {_MERGED}
        WHERE r.intake_id <> %(intake)s AND r.kind = 'hours' AND r.status <> 'unchanged'
            AND NOT r.reasons @> '[{{"explainable": false}}]'
    ), known AS (
        SELECT t.line, h.quantity FROM theirs t JOIN here h ON h.human = t.human AND h.occurred_on = t.occurred_on
        UNION ALL
        SELECT t.line, w.quantity FROM theirs t JOIN waiting w ON w.human = t.human AND w.occurred_on = t.occurred_on
        UNION ALL
        SELECT t.line, w.quantity FROM theirs t JOIN waiting w ON w.national_id_hash = t.national_id_hash AND w.occurred_on = t.occurred_on
        WHERE t.human IS NULL OR w.human IS DISTINCT FROM t.human
    )
    SELECT line, coalesce(sum(quantity), 0) FROM known GROUP BY line
"""  # noqa: S608 -- put together from constants
_SINCE = f"""
    {_THEIRS} SELECT t.line FROM theirs t JOIN here h ON h.human = t.human AND h.occurred_on = t.occurred_on
    WHERE t.status = 'valid' AND NOT t.reasons @> '[{{"code": "{CODE}"}}]'
    UNION SELECT r.line FROM intake_row r JOIN ledger_record l ON l.external_id = r.external_id
    WHERE r.intake_id = %(intake)s AND r.status = 'valid' ORDER BY 1
"""  # noqa: S608 -- put together from constants


def hours_known(imported: Import) -> Iterator[tuple[int, Finding]]:
    """What is refused when the file is read: beside the ledger and what waits, what another open import holds."""
    for line, hours in _asked(_BEFORE, imported):
        yield line, finding(
            CODE, "quantity", filled(_("This person already has hours of that day here: %(hours)s in all."), hours=format_number(hours)),
            _("Leave the row out if these are the same hours, or explain why both count."), explainable=True,
        )  # fmt: skip


def lines_known_since(imported: Import) -> list[int]:
    """Rows ready to be posted whose person came to have hours of that day, in the ledger or waiting, and nobody explained it; or that stand there themselves."""
    return [line for (line,) in _asked(_SINCE, imported)]


def _asked(query: str, imported: Import) -> list[Any]:
    if not imported.hours_once:
        return []
    with connection.cursor() as cursor:
        cursor.execute(query, {"intake": imported.pk})
        return list(cursor.fetchall())
