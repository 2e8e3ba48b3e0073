"""The only way into the ledger: append, in order, in one transaction with whatever caused it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, cast

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from athar.analytics.proofs import Frontier, new_salts
from athar.engine.ledger.leaf import Facts, Signatures, seal
from athar.engine.ledger.models import Head, Node
from athar.foundation.people.models import Person

BATCH = 5_000
MANY = 10_000
COLUMNS = (
    "position", "kind", "occurred_on", "initiative_id", "edition_id", "session", "organisation_id", "region_id", "place",
    "person_id", "gender", "age_group", "level", "headcount", "method", "quantity", "unit", "dimensions", "evidence_id",
    "source", "external_id", "entered_by_id", "entered_at", "approved_by_id", "approved_at", "corrects", "reason",
    "salt", "commitment", "hash",
)  # fmt: skip


@transaction.atomic
def post(
    facts: Iterable[Facts],
    *,
    entered_by: Person,
    entered_at: datetime,
    approved_by: Person,
    approved_at: datetime,
) -> range:
    """
    Append approved facts to the ledger, in the order given.

    Streams: a million facts need no more memory than ``BATCH`` of them. The head's row lock makes
    appends one after another, so positions have no gaps; it is held until the transaction ends.

    :returns: the positions of the new records.
    :raises django.db.IntegrityError: when entered_by is approved_by, or a fact breaks a rule of the table.
    """
    head = Head.objects.select_for_update().get()
    frontier = Frontier.from_bytes(head.size, bytes(head.frontier))
    signatures = Signatures(entered_by.ref, entered_at, approved_by.ref, approved_at)
    who = (entered_by.pk, entered_at, approved_by.pk, approved_at)
    first = position = head.size
    stream = iter(facts)
    while batch := list(islice(stream, BATCH)):
        hashes = _append(batch, signatures, who, position)
        nodes = frontier.extend(hashes)
        Node.objects.bulk_create(
            [Node(level=level, index=index, hash=digest) for level, index, digest in nodes]
        )
        position += len(batch)
    if position > first:
        head.size, head.frontier = position, frontier.to_bytes()
        head.save(update_fields=["size", "frontier"])
    if position - first >= MANY:
        _tell_the_planner()
    return range(first, position)


def _tell_the_planner() -> None:
    """Autovacuum never analyses a partitioned table as a whole; without statistics figures take minutes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ledger_record")


def _append(batch: list[Facts], signatures: Signatures, who: tuple[Any, ...], position: int) -> list[bytes]:
    for year in {fact.occurred_on.year for fact in batch}:
        ensure_partition(year)
    hashes: list[bytes] = []
    # Inside a COPY Django sees the driver's own errors; callers expect Django's.
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY ledger_record ({', '.join(COLUMNS)}) FROM STDIN") as copy,
    ):
        for row, digest in _rows(batch, signatures, who, position):
            copy.write_row(row)
            hashes.append(digest)
    return hashes


def _rows(
    batch: list[Facts], signatures: Signatures, who: tuple[Any, ...], position: int
) -> Iterator[tuple[tuple[Any, ...], bytes]]:
    for offset, (fact, salt) in enumerate(zip(batch, new_salts(len(batch)), strict=True)):
        commitment, digest = seal(fact, signatures, position=position + offset, salt=salt)
        row = (
            position + offset, fact.kind, fact.occurred_on, fact.initiative_id, fact.edition_id, fact.session,
            fact.organisation_id, fact.region, fact.place, fact.person_id, fact.gender, fact.age_group, fact.level,
            fact.headcount, fact.method, fact.quantity, fact.unit, Jsonb(fact.dimensions), fact.evidence_id, fact.source,
            fact.external_id, *who, fact.corrects, fact.reason, salt, commitment, digest,
        )  # fmt: skip
        yield row, digest


_known: set[tuple[str, int]] = set()


def ensure_partition(year: int) -> None:
    """
    Make the year's partition if there is none. Years are made once and never dropped.

    A partition inherits every constraint and the row triggers; the guard against TRUNCATE is its own.
    """
    key = (cast("str", connection.settings_dict["NAME"]), year)
    if key in _known:
        return
    name = f"ledger_record_{year}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [name])
        if not cursor.fetchone()[0]:
            start, end = date(year, 1, 1), date(year + 1, 1, 1)
            cursor.execute(
                f"CREATE TABLE {name} PARTITION OF ledger_record FOR VALUES FROM ('{start}') TO ('{end}');"
                f"CREATE TRIGGER records_are_never_truncated BEFORE TRUNCATE ON {name} "
                "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change()"
            )
        elif not connection.in_atomic_block:
            _known.add(key)
