"""
Many rows at once, by COPY.

An INSERT of thousands of rows spends most of its time on writing the statement; COPY does not, and it lets a
row say when it was made where the model would say now.
"""

from collections.abc import Iterable, Sequence

from django.db import connection, models

READ_BY_FIGURES = (
    "ledger_record", "ledger_proposal", "people_person", "people_membership", "people_consentevent", "people_guardianapproval",
)  # fmt: skip


def next_keys(model: type[models.Model], count: int) -> list[int]:
    """Take that many keys from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]


def copy_models(rows: Sequence[models.Model]) -> None:
    """Write models of one kind as they are: nothing is set for them. Those without a key are given one."""
    if not rows:
        return
    model = type(rows[0])
    without = [row for row in rows if row.pk is None]
    for row, key in zip(without, next_keys(model, len(without)), strict=True):
        row.pk = key
    fields = model._meta.concrete_fields
    values = (
        [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows
    )
    copy_rows(model._meta.db_table, [str(field.column) for field in fields], values)


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {quote(table)} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def know_the_tables() -> None:
    """
    Let the database look at what was written; it never looks at a partitioned table by itself.

    Without, figures over tens of thousands of records are planned as if the tables were empty, and take
    minutes instead of milliseconds.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(READ_BY_FIGURES)}")
