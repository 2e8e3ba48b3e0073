"""Reads: imports a person may see, their rows, and what is wrong with them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from athar.engine.intake.choices import RowStatus, State
from athar.engine.intake.columns import layout
from athar.engine.intake.models import Import, Row
from athar.engine.intake.posting import SOURCE
from athar.engine.intake.progress import Progress
from athar.engine.intake.recognising import all_rows
from athar.engine.ledger.choices import Kind
from athar.engine.ledger.models import Record
from athar.foundation.core.identity import DOT
from athar.foundation.core.numerals import latin_digits
from athar.foundation.people.choices import Role, Sensitive
from athar.foundation.people.holdings import bodies_of
from athar.foundation.people.models import Person
from athar.foundation.people.noticing import notice
from athar.foundation.people.scopes import Reach

if TYPE_CHECKING:
    from athar.engine.intake.models.delivery import ImportQuerySet

MASKED = ("national_id", "phone")
SHOWN = 4  # last digits of a masked number


@dataclass(frozen=True)
class ReasonCount:
    code: str
    rows: int
    explainable: bool
    message_ar: str
    message_en: str


@dataclass(frozen=True)
class KindCount:
    kind: str
    rows: int
    headcount: int
    quantity: Decimal


@dataclass(frozen=True)
class Summary:
    """What approving the import would add, and what it would leave out."""

    total: int
    valid: int
    refused: int
    unchanged: int
    explained: int
    people_known: int
    people_new: int
    by_kind: list[KindCount]


def imports_visible_to(person: Person | None, roles: Collection[Role], reach: Reach) -> "ImportQuerySet":
    """
    What was delivered within reach; beside that, a partner's manager sees those of her organisation and her own.

    Whoever reaches nowhere sees what they delivered themselves.

    :param reach: how far the work of seeing imports goes by their roles of staff.
    """
    if person is None:
        return Import.objects.none()
    imports = Import.objects.with_state().select_related(
        "entered_by", "organisation", "initiative", "edition"
    )
    if reach.everywhere:
        return imports
    wanted = reach.query()
    if Role.PARTNER_MANAGER in roles:
        wanted |= Q(organisation__in=bodies_of(roles))
    if Role.PARTNER_MANAGER in roles or not reach:
        wanted |= Q(entered_by=person)
    return imports.filter(wanted)


def hours_on_their_way(imports: QuerySet[Import]) -> QuerySet[Row]:
    """Rows of hours in those of the imports that are still open, unless something in them is wrong."""
    unfinished = Import.objects.still_open().filter(pk__in=imports.order_by().values("pk"))
    return Row.objects.may_be_posted().filter(intake__in=unfinished, kind=Kind.HOURS)


def whose_days_were_listed(people: Collection[int], records: QuerySet[Record]) -> set[int]:
    """Which of these persons have hours, in any of their rows, by an import whose hours count once."""
    rows = all_rows(people)
    theirs = records.filter(person__in={pk for several in rows.values() for pk in several}, kind=Kind.HOURS)
    came = theirs.filter(source__startswith=SOURCE).order_by().values_list("person", "source")
    imports = {person: int(source.split(":")[1]) for person, source in came}
    once = set(Import.objects.filter(pk__in=imports.values(), hours_once=True).values_list("pk", flat=True))
    listed = {person for person, imported in imports.items() if imported in once}
    return {person for person, several in rows.items() if several & listed}


def may_approve(imported: Import, person: Person) -> bool:
    """Whether this import waits for a decision that this person may take."""
    return imported.state == State.READ and imported.entered_by_id != person.pk


def rows_page(
    imported: Import, *, status: str | None = None, code: str | None = None, after: int = 0, size: int = 50
) -> list[Row]:
    """
    Rows after a line, in the order of the file.

    :param status: one of ``RowStatus``. :param code: only rows with this reason.
    """
    rows = imported.rows.filter(line__gt=after).order_by("line")
    if status:
        rows = rows.filter(status=status)
    if code:
        rows = rows.filter(reasons__contains=[{"code": code}])
    return list(
        rows.select_related("initiative", "edition", "organisation", "region", "participant", "evidence")[
            :size
        ]
    )


def cells(row: Row, *, masked: bool = True) -> dict[str, str]:
    """What the file says in a refused row, by column name; identity numbers and phones but for their last digits."""
    texts = row.cells
    found = {
        name: texts[position]
        for name, position in layout(row.intake.headers).items()
        if position < len(texts)
    }
    if masked:
        found |= {name: _masked(found[name]) for name in MASKED if found.get(name)}
    elif found.get("national_id"):
        notice(Sensitive.NUMBER, about=f"import {row.intake_id}")
    return found


def _masked(text: str) -> str:
    digits = latin_digits(text).strip()
    return DOT * max(len(digits) - SHOWN, 0) + digits[-SHOWN:] if len(digits) > SHOWN else DOT * len(digits)


def reasons_of(imported: Import) -> list[ReasonCount]:
    """Why rows are refused, the most frequent reason first; the texts are those of one of its rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT reason->>'code', count(*), bool_and((reason->>'explainable')::boolean), min(reason->>'message_ar'), min(reason->>'message_en')
            FROM intake_row, jsonb_array_elements(reasons) AS reason
            WHERE intake_id = %s AND status = 'refused' GROUP BY 1 ORDER BY 2 DESC, 1
            """,
            [imported.pk],
        )
        return [ReasonCount(*row) for row in cursor.fetchall()]


def summary_of(imported: Import) -> Summary:
    """Counts of rows and people, and of what is ready by kind (empty once posted: the ledger has it)."""
    kinds = (
        imported.rows.filter(status=RowStatus.VALID).values("kind").order_by("kind")
        .annotate(rows=Count("pk"), heads=Sum("headcount"), amount=Sum("quantity"))
    )  # fmt: skip
    return Summary(
        imported.total, imported.valid, imported.refused, imported.unchanged, imported.explained, imported.people_known, imported.people_new,
        [KindCount(found["kind"], found["rows"], found["heads"] or 0, found["amount"] or Decimal(0)) for found in kinds],
    )  # fmt: skip


def progress_of(imported: Import, *, at: datetime) -> Progress:
    """How far reading is, for a page that asks now and then."""
    if imported.finished_at or not imported.started_at:
        return Progress(
            imported.total,
            1.0 if imported.finished_at else 0.0,
            0.0,
            None,
            "check" if imported.finished_at else "read",
        )
    seconds = max((at - imported.started_at).total_seconds(), 1e-6)
    left = seconds * (1 - imported.share) / imported.share if imported.share else None
    return Progress(
        imported.total,
        imported.share,
        imported.total / seconds,
        left,
        "check" if imported.share >= 1 else "read",
    )
