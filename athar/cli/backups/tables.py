"""What stands in the database: every table of ours, written and read by COPY, which any PostgreSQL from 15 on reads."""

import gzip
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from graphlib import TopologicalSorter
from typing import IO, Any

from django.db import connection
from psycopg import sql

# What is made anew by itself, and would only let yesterday's sessions back in.
LEFT_OUT = frozenset({"django_session", "site_kept", "gate_bucket"})
PIECE = 1024 * 1024
# COPY writes dates and numbers as the session says; these make the text the same on every server.
PLAIN = "SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC'; SET LOCAL intervalstyle = 'iso_8601'; SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex'"

_OURS = """
    FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""


@dataclass(frozen=True)
class Table:
    name: str
    columns: list[str]

    @property
    def member(self) -> str:
        return f"database/{self.name}.copy.gz"

    @property
    def _columns(self) -> sql.Composed:
        return sql.SQL(", ").join(map(sql.Identifier, self.columns))

    def write(self, target: IO[bytes]) -> int:
        """Write every row as gzipped COPY text; return how many there are."""
        # SELECT, because before PostgreSQL 18 a partitioned table cannot be copied out by its name.
        statement = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(
            self._columns, sql.Identifier(self.name)
        )
        with (
            connection.cursor() as cursor,
            gzip.GzipFile(fileobj=target, mode="wb", compresslevel=6, mtime=0) as packed,
        ):
            with cursor.copy(statement) as copy:
                for piece in copy:
                    packed.write(piece)
            return int(cursor.rowcount)

    def read(self, source: IO[bytes]) -> int:
        """Read rows that ``write`` wrote; return how many there were."""
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(self.name), self._columns)
        with connection.cursor() as cursor, gzip.GzipFile(fileobj=source, mode="rb") as packed:
            with cursor.copy(statement) as copy:
                while piece := packed.read(PIECE):
                    copy.write(piece)
            return int(cursor.rowcount)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def present() -> list[Table]:
    """Every table of ours except parts of others, those first that others point to."""
    with connection.cursor() as cursor:
        cursor.execute(f"""
            SELECT c.relname, array_agg(a.attname::text ORDER BY a.attname) {
            _OURS.replace(
                "WHERE",
                '''
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' WHERE''',
                1,
            )
        }
            AND NOT c.relispartition GROUP BY c.relname ORDER BY c.relname""")
        tables = {name: Table(name, columns) for name, columns in cursor.fetchall()}
        # Constraints that cannot wait for the end decide the order; all others are checked at the end.
        cursor.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND NOT condeferrable AND conrelid <> confrelid"
        )
        pointing = cursor.fetchall()
    order: TopologicalSorter[str] = TopologicalSorter({name: set() for name in tables})
    for child, parent in pointing:
        if child in tables and parent in tables:
            order.add(child, parent)
    return [tables[name] for name in order.static_order()]


def every_name() -> list[str]:
    """The names of all tables of ours, the parts of partitioned ones too."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT c.relname {_OURS} ORDER BY c.relname")
        return [name for (name,) in cursor.fetchall()]


def years() -> list[int]:
    """The years for which the ledger has a part."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'ledger_record'::regclass ORDER BY 1"
        )
        names = [name for (name,) in cursor.fetchall()]
    return [int(name.rpartition("_")[2]) for name in names if name.rpartition("_")[2].isdigit()]


def sequences() -> dict[str, tuple[int, bool]]:
    """Where each sequence stands: its last value, and whether that was given out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace ORDER BY 1"
        )
        names = [name for (name,) in cursor.fetchall()]
        found = {}
        for name in names:
            cursor.execute(sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name)))
            found[name] = cursor.fetchone()
        return found


def put_back(kept: dict[str, Any]) -> None:
    known = sequences()
    with connection.cursor() as cursor:
        for name, (value, called) in kept.items():
            if name in known:
                cursor.execute("SELECT setval(%s::regclass, %s, %s)", [f'"{name}"', value, called])


def each_statement(template: str, names: list[str]) -> Iterator[sql.Composed]:
    return (sql.SQL(template).format(sql.Identifier(name)) for name in names)
