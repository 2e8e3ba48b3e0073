"""
The same question, asked of PostgreSQL and of DuckDB, gets the same answer to the last digit.

Needs a PostgreSQL that may be written to, in ATHAR_TEST_DSN (a libpq URL); the tables are temporary schemas' own.
"""

import os
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pytest
from adbc_driver_postgresql import dbapi

from athar.analytics.metrics import RELATIONS, Frame, connect, export, runner
from athar.analytics.metrics.relations import ARROW_SCHEMAS

from .association import Association
from .chance import drawn
from .questions import FRAMES, asked, headlines

DSN = os.environ.get("ATHAR_TEST_DSN", "")
pytestmark = pytest.mark.skipif(not DSN, reason="ATHAR_TEST_DSN names no PostgreSQL")

TYPES = {"int64": "bigint", "int32": "integer", "string": "text", "bool": "boolean", "date32[day]": "date"}
TYPES |= {"decimal128(14, 2)": "numeric(14,2)", "timestamp[us, tz=UTC]": "timestamptz"}


@pytest.fixture
def schema() -> Iterator[str]:
    """A schema of its own, gone after the test."""
    name = f"agree_{uuid4().hex[:8]}"
    with dbapi.connect(DSN, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {name}")
        yield name
        cursor.execute(f"DROP SCHEMA {name} CASCADE")


def dsn_of(schema: str) -> str:
    return f"{DSN}{'&' if '?' in DSN else '?'}options=-csearch_path%3D{schema}"


def load(association: Association, schema: str) -> None:
    with dbapi.connect(dsn_of(schema), autocommit=True) as connection, connection.cursor() as cursor:
        for name in RELATIONS:
            wanted = ARROW_SCHEMAS[name]
            columns = ", ".join(f'"{column.name}" {TYPES[str(column.type)]}' for column in wanted)
            cursor.execute(f"DROP TABLE IF EXISTS {name}")
            cursor.execute(f"CREATE TABLE {name} ({columns})")
            rows = pa.Table.from_pylist(getattr(association, name), schema=wanted)
            if rows.num_rows:
                cursor.adbc_ingest(name, rows, mode="append")


def postgres(schema: str) -> Callable[[str], list[tuple[Any, ...]]]:
    def run(sql: str) -> list[tuple[Any, ...]]:
        with dbapi.connect(dsn_of(schema), autocommit=True) as connection, connection.cursor() as cursor:
            cursor.execute(sql)
            table = cursor.fetch_arrow_table()
        numeric = [isinstance(column.type, pa.OpaqueType) for column in table.schema]
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        return [
            tuple(Decimal(v) if of and v is not None else v for v, of in zip(row, numeric, strict=True))
            for row in rows
        ]

    return run


@pytest.mark.parametrize("question", FRAMES)
def test_both_engines_give_the_same_headlines(schema: str, question: Frame) -> None:
    for seed in range(3):
        association = drawn(seed)
        load(association, schema)

        found = postgres(schema)(headlines(question, "postgres"))

        assert found == association.run(headlines(question, "duckdb"))


@pytest.mark.parametrize("question", FRAMES[:3])
def test_both_engines_give_the_same_answer_to_a_question_of_every_sort(schema: str, question: Frame) -> None:
    association = drawn(4, rows=200)
    load(association, schema)
    in_postgres = postgres(schema)
    both = zip(asked(question, "postgres"), asked(question, "duckdb"), strict=True)

    answers = [(name, in_postgres(one), association.run(other)) for (name, one), (_, other) in both]

    assert [(name, one) for name, one, _ in answers] == [(name, other) for name, _, other in answers]
    assert all(one for name, one, _ in answers if "exclusions" not in name)


def test_an_export_holds_what_the_database_holds(schema: str, tmp_path: Path) -> None:
    association = drawn(7, rows=300)
    load(association, schema)

    counts = export(dsn_of(schema), tmp_path)

    assert counts == {name: len(getattr(association, name)) for name in RELATIONS}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{name}.parquet" for name in RELATIONS)
    run = runner(connect(tmp_path))
    for name in RELATIONS:
        kept = run(f"SELECT * FROM {name}")
        assert sorted(map(repr, kept)) == sorted(
            repr(tuple(row.values())) for row in _typed(association, name)
        )


def _typed(association: Association, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pa.Table.from_pylist(
        getattr(association, name), schema=ARROW_SCHEMAS[name]
    ).to_pylist()
    return rows


def test_an_export_sees_one_moment(schema: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While entries are being read somebody merges two people: the export shows neither the record nor the merge."""
    from athar.analytics.metrics import lake

    association = drawn(8)
    load(association, schema)
    write = lake._write

    def write_while_others_work(cursor: Any, name: str, path: Path) -> int:
        rows = write(cursor, name, path)
        with dbapi.connect(dsn_of(schema), autocommit=True) as connection, connection.cursor() as other:
            other.execute("INSERT INTO memberships VALUES (1, 2, now(), NULL)")
        return rows

    monkeypatch.setattr(lake, "_write", write_while_others_work)

    assert export(dsn_of(schema), tmp_path)["memberships"] == len(association.memberships)


def test_an_export_that_fails_leaves_the_old_one(schema: str, tmp_path: Path) -> None:
    load(drawn(9), schema)
    export(dsn_of(schema), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with dbapi.connect(dsn_of(schema), autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("DROP TABLE rates")

    with pytest.raises(dbapi.ProgrammingError, match="rates"):
        export(dsn_of(schema), tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
