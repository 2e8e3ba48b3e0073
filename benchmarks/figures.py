"""
All headline figures of a year over five million records: the engine beside SQL written by hand.

    python -m benchmarks.figures                           # DuckDB: tables, and Parquet files as in the lake
    python -m benchmarks.figures --postgres DSN            # and the same in PostgreSQL, in a schema of its own
    python -m benchmarks.figures --rows 100000000 --runs 3 --memory 8GB --json

What we hold ourselves to: on DuckDB with two cores under one second, and at most 1.5 times the time of the SQL
in figures.sql. Both must give the same numbers, or the run is void and ends with 1. The engine's time holds all
it does: making the SQL, running it, and turning rows into results; the hand has its SQL ready.
"""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb
import yaml
from adbc_driver_postgresql import dbapi

import athar
from athar.analytics.metrics import RELATIONS, Cutoff, Frame, Period, catalogue, evaluate, parse
from athar.analytics.metrics import compile as compiling
from athar.analytics.metrics.relations import ARROW_SCHEMAS
from benchmarks import common

HERE = Path(__file__).parent
INDICATORS = Path(athar.__file__).parent / "direction" / "strategy" / "data" / "indicators.yaml"
CODES = (
    "initiatives.run", "initiatives.strategic", "beneficiaries.targeted", "beneficiaries.reached", "beneficiaries.identified",
    "beneficiaries.headcount", "beneficiaries.participations", "volunteers.active", "hours.approved", "hours.value",
    "ramadan.beneficiaries", "ramadan.hours",
)  # fmt: skip
AT = datetime(2024, 1, 31, tzinfo=UTC)
SCHEMA = "athar_benchmark"
POSTGRES_TYPES = {
    "int64": "bigint",
    "int32": "integer",
    "string": "text",
    "bool": "boolean",
    "date32[day]": "date",
}
POSTGRES_TYPES |= {"decimal128(14, 2)": "numeric(14,2)", "timestamp[us, tz=UTC]": "timestamptz"}

Run = Callable[[str], Sequence[Sequence[Any]]]


def main() -> int:
    options = arguments()
    frame = Frame(Period.year(2023), cutoff=Cutoff(size=options.rows, at=AT))
    found: dict[str, Any] = {
        "machine": common.machine(),
        "versions": common.versions("duckdb", "ibis-framework", "sqlglot", "pyarrow"),
        "rows": options.rows, "runs": options.runs, "threads": options.threads,
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        connection = generated(Path(folder), options)
        found["tables"] = measured(connection.execute, frame, "duckdb", options)
        lake = stored(connection, Path(folder), options)
        connection.close()
        found["parquet"] = measured(lake.execute, frame, "duckdb", options)
        if options.postgres:
            found["postgres"] = in_postgres(options, lake, frame)
    found["peak_memory_mib"] = common.peak_memory_mib()
    common.report(found, as_json=options.json)
    return (
        0
        if all(place["same"] for place in found.values() if isinstance(place, dict) and "same" in place)
        else 1
    )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--memory", default="", help="DuckDB's limit, such as 8GB; what does not fit goes to disk"
    )
    parser.add_argument("--postgres", default="", metavar="DSN")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def generated(folder: Path, options: argparse.Namespace) -> duckdb.DuckDBPyConnection:
    common.progress(f"Drawing {options.rows:,} entries")
    connection = duckdb.connect(folder / "ledger.duckdb", config=limits(options))
    text = (HERE / "entries.sql").read_text()
    connection.execute(
        text.replace("{rows}", str(options.rows)).replace("{people}", str(max(options.rows * 3 // 10, 400)))
    )
    return connection


def stored(
    connection: duckdb.DuckDBPyConnection, folder: Path, options: argparse.Namespace
) -> duckdb.DuckDBPyConnection:
    lake = duckdb.connect(config=limits(options))
    for name in RELATIONS:
        connection.execute(f"COPY {name} TO '{folder / name}.parquet' (COMPRESSION zstd)")
        lake.execute(f"CREATE VIEW {name} AS SELECT * FROM '{folder / name}.parquet'")
    return lake


def limits(options: argparse.Namespace) -> dict[str, Any]:
    return {"threads": options.threads} | ({"memory_limit": options.memory} if options.memory else {})


def measured(
    execute: Callable[[str], Any], frame: Frame, dialect: Any, options: argparse.Namespace
) -> dict[str, Any]:
    """Medians of the engine and of the hand, their ratio, and whether they agree."""
    indicators = yaml.safe_load(INDICATORS.read_text())["indicators"]
    definitions = catalogue(
        parse({key: value for key, value in entry.items() if key != "texts"}) for entry in indicators
    )
    places = {code: definitions[code].decimals for code in CODES}
    answers: dict[str, list[Decimal]] = {}

    def run(sql: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = execute(sql).fetchall()
        return rows

    def engine() -> None:
        results = evaluate(definitions.values(), run, frame, dialect=dialect, codes=CODES)
        answers["engine"] = [Decimal(results[code].value or 0) for code in CODES]

    def engine_anew() -> None:
        compiling._compiled.cache_clear()
        engine()

    def hand() -> None:
        [row] = run(by_hand(frame))
        answers["hand"] = [rounded(value, places[code]) for code, value in zip(CODES, row, strict=True)]

    common.progress(f"Measuring {options.runs} runs of each on {dialect}")
    times = common.in_turn(
        {"engine": engine, "engine, SQL made anew": engine_anew, "hand": hand}, options.runs
    )
    return {
        "seconds": {
            name: found.facts() if options.json else found.summary() for name, found in times.items()
        },
        "engine / hand": common.ratio(times["engine"].clock, times["hand"].clock),
        "engine anew / hand": common.ratio(times["engine, SQL made anew"].clock, times["hand"].clock),
        # Of DuckDB, which works within this process; what a busy machine does to the clock it does not do to this.
        "processor, engine / hand": common.ratio(times["engine"].processor, times["hand"].processor)
        if dialect == "duckdb"
        else None,
        "same": answers["engine"] == answers["hand"],
        "figures": dict(zip(CODES, map(str, answers["engine"]), strict=True)),
    }


def by_hand(frame: Frame) -> str:
    size, at = frame.cutoff.size, frame.cutoff.at
    values = {"start": frame.period.start, "end": frame.period.end, "size": size, "at": at}
    text = (HERE / "figures.sql").read_text()
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def rounded(value: Any, places: int) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def in_postgres(options: argparse.Namespace, lake: duckdb.DuckDBPyConnection, frame: Frame) -> dict[str, Any]:
    dsn = f"{options.postgres}{'&' if '?' in options.postgres else '?'}options=-csearch_path%3D{SCHEMA}"
    with dbapi.connect(dsn, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        try:
            _load(cursor, lake)
            return measured(lambda sql: _Numbers(cursor, sql), frame, "postgres", options)
        finally:
            cursor.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


def _load(cursor: Any, lake: duckdb.DuckDBPyConnection) -> None:
    common.progress("Loading PostgreSQL")
    for name in RELATIONS:
        wanted = ARROW_SCHEMAS[name]
        columns = ", ".join(f"{column.name} {POSTGRES_TYPES[str(column.type)]}" for column in wanted)
        cursor.execute(f"CREATE TABLE {name} ({columns})")
        reader = lake.sql(f"SELECT {', '.join(wanted.names)} FROM {name}").to_arrow_reader(100_000)
        for batch in reader:
            cursor.adbc_ingest(name, batch.cast(wanted), mode="append")
    for index in (
        "UNIQUE INDEX ON entries (position)",
        "INDEX ON entries (occurred_on)",
        "INDEX ON entries (corrects) WHERE corrects IS NOT NULL",
    ):
        cursor.execute(f"CREATE {index}")
    for name in RELATIONS:
        cursor.execute(f"ANALYZE {name}")


class _Numbers:
    """Rows of PostgreSQL, whose numerics the driver hands over as text."""

    def __init__(self, cursor: Any, sql: str) -> None:
        cursor.execute(sql)
        self.rows = cursor.fetchall()

    def fetchall(self) -> list[tuple[Any, ...]]:
        return [
            tuple(Decimal(value) if isinstance(value, str) else value for value in row) for row in self.rows
        ]


if __name__ == "__main__":
    raise SystemExit(main())
