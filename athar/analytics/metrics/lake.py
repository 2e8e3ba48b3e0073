"""
The lake: the four relations as Parquet files, read by DuckDB.

An export is one consistent snapshot: all relations are read in one transaction of PostgreSQL, in batches, so that
memory does not grow with the ledger.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from athar.analytics.metrics.relations import ARROW_SCHEMAS, RELATIONS, relation

ROW_GROUP = 122_880  # what DuckDB scans at a time


def export(dsn: str, folder: Path) -> dict[str, int]:
    """
    Write every relation of a PostgreSQL database to ``folder``; rows written, by relation.

    A file appears only when it is whole, and the files appear together after the last row was read.

    :param dsn: a libpq connection string or URL of a role that may read the four views.
    :raises adbc_driver_manager.Error: when the database cannot be reached or read; the old files stay.
    """
    from adbc_driver_postgresql import dbapi  # slow: it brings pandas along, and only an export needs it

    folder.mkdir(parents=True, exist_ok=True)
    drafts = {name: folder / f".{name}.parquet.draft" for name in RELATIONS}
    try:
        with dbapi.connect(dsn, autocommit=True) as connection, connection.cursor() as cursor:
            # Reading one relation after another must not show a record without the merge that came with it.
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            counts = {name: _write(cursor, name, draft) for name, draft in drafts.items()}
            cursor.execute("COMMIT")
        for name, draft in drafts.items():
            draft.replace(folder / f"{name}.parquet")
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
    return counts


def _write(cursor: Any, name: str, path: Path) -> int:
    wanted: pa.Schema = ARROW_SCHEMAS[name]
    cursor.execute(_selection(name))
    rows = 0
    with pq.ParquetWriter(path, wanted, compression="zstd") as writer:
        for batch in cursor.fetch_record_batch():
            writer.write_batch(batch.cast(wanted), row_group_size=ROW_GROUP)
            rows += batch.num_rows
    return rows


def _selection(name: str) -> str:
    """
    The relation, its numerics as text.

    The driver hands numeric over as an opaque type; as text it arrives digit for digit, and becomes
    the decimal of the schema here.
    """
    table = relation(name)
    decimals = {
        column: table[column].cast("string") for column, kind in table.schema().items() if kind.is_decimal()
    }
    return str(ibis.to_sql(table.mutate(**decimals), dialect="postgres"))


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """
    A DuckDB in memory with a view over each file of an export.

    :raises FileNotFoundError: when the folder holds no complete export.
    """
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    for name in RELATIONS:
        path = folder / f"{name}.parquet"
        if not path.exists():
            message = f"{folder} holds no export: {path.name} is missing. Export the database first."
            raise FileNotFoundError(message)
        connection.read_parquet(str(path)).create_view(name)
    return connection


def runner(connection: duckdb.DuckDBPyConnection) -> Callable[[str], list[tuple[Any, ...]]]:
    """
    What runs the engine's SQL on a DuckDB connection.

    Rows come by way of Arrow, because DuckDB's own conversion of instants wants another library (pytz).
    """

    def run(sql: str) -> list[tuple[Any, ...]]:
        table = connection.sql(sql).to_arrow_table()
        return list(zip(*(column.to_pylist() for column in table.columns), strict=True))

    return run
