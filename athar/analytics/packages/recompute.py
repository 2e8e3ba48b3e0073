"""Every figure of a package, computed again from its records by the same engine that computed it first."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from athar.analytics.metrics import Frame, Period, Scope, catalogue, contributing_sql, evaluate, parse, runner
from athar.analytics.metrics.relations import ARROW_SCHEMAS
from athar.analytics.packages.errors import Invalid
from athar.analytics.proofs import root

HASH = 32


def check_figures(
    archive: zipfile.ZipFile,
    records: Sequence[dict[str, Any]],
    receipts: Iterable[dict[str, Any]],
    leaves: bytes,
) -> int:
    """
    Compute every receipt's value from the records, and compare value, number of records and root.

    :returns: how many figures were compared.
    :raises Invalid: naming the first figure that does not come out.
    """
    connection = _loaded(archive, records)
    receipts = list(receipts)
    definitions = catalogue({receipt["code"]: parse(receipt["definition"]) for receipt in receipts}.values())
    for receipt in receipts:
        _check(receipt, definitions, connection, leaves)
    return len(receipts)


def _check(
    receipt: dict[str, Any], definitions: dict[str, Any], connection: duckdb.DuckDBPyConnection, leaves: bytes
) -> None:
    code = receipt["code"]
    start, end = (date.fromisoformat(day) for day in receipt["period"])
    scope = Scope(**{name: tuple(values) for name, values in receipt["scope"].items()})
    frame = Frame(Period(start, end), scope)
    found = evaluate(list(definitions.values()), runner(connection), frame, dialect="duckdb", codes=[code])[
        code
    ].value
    if found is None or Decimal(found) != Decimal(receipt["value"]):
        message = f"{code}: the records come to {found}, the receipt says {receipt['value']}."
        raise Invalid(message)
    sql = contributing_sql(definitions[code], frame, parts=definitions, dialect="duckdb")
    positions = [
        row[0]
        for row in connection.execute(f"SELECT position FROM ({sql}) ORDER BY position").fetchall()  # noqa: S608 -- the engine's own SQL and our own four names
    ]
    hashes = [leaves[position * HASH : (position + 1) * HASH] for position in positions]
    if len(hashes) != receipt["records"]["count"] or root(hashes).hex() != receipt["records"]["root"]:
        message = f"{code}: the records that contribute are not the ones the receipt was made over."
        raise Invalid(message)


def _loaded(archive: zipfile.ZipFile, records: Sequence[dict[str, Any]]) -> duckdb.DuckDBPyConnection:
    strategic = {row["code"]: row["strategic"] == "true" for row in _csv(archive, "initiatives.csv")}
    rates = [
        {
            "level": row["level"],
            "year": int(row["year"]),
            "rate": Decimal(row["rate"]),
            "source": row["source_en"],
        }
        for row in _csv(archive, "rates.csv")
    ]
    connection = duckdb.connect()
    connection.execute("SET enable_external_access = false")
    tables = {
        "entries": [_entry(record, strategic) for record in records if not record["excluded"]],
        "rates": rates,
        "memberships": [],
        "withheld": [],
    }
    for name, rows in tables.items():
        connection.register(f"{name}_arrow", pa.Table.from_pylist(rows, schema=ARROW_SCHEMAS[name]))
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM {name}_arrow")  # noqa: S608 -- the engine's own SQL and our own four names
        connection.unregister(f"{name}_arrow")
    return connection


def _entry(record: dict[str, Any], strategic: dict[str, bool]) -> dict[str, Any]:
    document = record["document"]
    words = ("edition", "session", "organisation", "region", "level", "method", "unit")
    return {
        "position": document["position"], "proposal": None, "standing": "approved", "kind": document["kind"],
        "occurred_on": date.fromisoformat(document["occurred_on"]), "initiative": document["initiative"],
        "strategic": strategic.get(document["initiative"], False), "person": record["person"], "gender": None, "age_group": None,
        "headcount": document["headcount"], "quantity": None if document["quantity"] is None else Decimal(document["quantity"]),
        "corrects": document["corrects"], "approved_at": datetime.fromisoformat(document["approved_at"]),
        **{word: document[word] or None for word in words},
    }  # fmt: skip


def _csv(archive: zipfile.ZipFile, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(path).decode("utf-8-sig"))))
