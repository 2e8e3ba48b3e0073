"""From staging into the ledger: in order, in one transaction, holding one page of rows at a time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection

from athar.engine.intake import people
from athar.engine.intake.models import Import, Participant, Row
from athar.engine.intake.progress import Clock, Report
from athar.engine.ledger.leaf import Facts
from athar.engine.ledger.posting import post
from athar.foundation.core.dates import age_group, age_on
from athar.foundation.people.models import Person

PAGE = 5_000
SOURCE = "import:"  # of a record; then come the key of the import and the line
_NOTHING: dict[str, Any] = {}
_FIELDS = (
    "line", "kind", "occurred_on", "initiative__code", "initiative_id", "edition__code", "edition_id", "session", "organisation__code",
    "organisation_id", "region_id", "place", "participant__person__ref", "participant__person_id", "gender", "age_group", "level",
    "headcount", "method", "quantity", "unit", "explanation", "evidence__sha256", "evidence_id", "external_id",
    "participant__person__gender", "participant__person__birth_date",
)  # fmt: skip


def post_rows(
    imported: Import, *, approved_by: Person, at: datetime, progress: Report | None = None
) -> range:
    """
    Make the missing persons and append the valid rows to the ledger. The caller holds the transaction.

    :returns: the positions of the new records.
    """
    people.create_missing(imported, at=at)
    return post(
        facts(imported, progress),
        entered_by=imported.entered_by,
        entered_at=imported.entered_at,
        approved_by=approved_by,
        approved_at=at,
    )


def facts(imported: Import, progress: Report | None = None) -> Iterator[Facts]:
    """The valid rows in the order of the file, through a cursor of the server's: one page is here at a time."""
    with connection.cursor() as cursor:
        # Planned for all rows, not for the first of them, and knowing of the persons made a moment ago.
        cursor.execute(
            "SET LOCAL cursor_tuple_fraction = 1; ANALYZE people_person; ANALYZE intake_participant"
        )
    rows = Row.objects.to_post().filter(intake=imported).order_by("line").values_list(*_FIELDS)
    clock = Clock()
    for posted, row in enumerate(rows.iterator(chunk_size=PAGE), start=1):
        yield _fact(imported.pk, row)
        if progress and posted % PAGE == 0:
            progress(clock.progress(posted, posted / imported.valid, "post"))


def _fact(intake_id: int, row: tuple[Any, ...]) -> Facts:
    (line, kind, day, initiative, initiative_id, edition, edition_id, session, organisation, organisation_id, region, place, ref, person_id,
     gender, ages, level, headcount, method, quantity, unit, explanation, evidence, evidence_id, external_id, known_gender, born) = row  # fmt: skip
    if not ages and born and born <= day:
        ages = age_group(age_on(born, day))
    return Facts(
        kind, day, initiative, initiative_id, edition or "", edition_id, session, organisation or "", organisation_id, region, place, ref,
        person_id, gender or known_gender or "", ages, level, headcount, method, quantity, unit,
        {"explanation": explanation} if explanation else _NOTHING, evidence or "", evidence_id, f"{SOURCE}{intake_id}:{line}", external_id,
    )  # fmt: skip


def clear(imported: Import, *, keep_refused: bool) -> None:
    """Empty the staging: what was posted stands in the ledger, and personal data is not kept twice."""
    rows = Row.objects.filter(intake=imported)
    if keep_refused:
        rows.refused().update(participant=None)
        rows = rows.exclude(pk__in=rows.refused().values("pk"))
    rows._raw_delete(rows.db)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {Participant._meta.db_table} WHERE intake_id = %s", [imported.pk])  # noqa: S608 -- our own table
