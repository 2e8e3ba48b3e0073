"""
The four relations every figure is computed from, as Ibis sees them.

PostgreSQL has them as views, the lake as Parquet files, under the same names and with the same columns.
The types are those on which both engines agree to the last digit: whole numbers of 64 bits, decimals
(never floats) and instants in UTC to the microsecond.
"""

import ibis
import pyarrow as pa
from ibis import Schema
from ibis.expr.types import Table

MONEY = "decimal(14, 2)"
INSTANT = "timestamp('UTC', 6)"

ENTRIES = {
    "position": "int64",
    "proposal": "int64",
    "standing": "!string",
    "kind": "!string",
    "occurred_on": "!date",
    "initiative": "!string",
    "strategic": "!boolean",
    "edition": "string",
    "session": "string",
    "organisation": "string",
    "region": "string",
    "person": "int64",
    "gender": "string",
    "age_group": "string",
    "level": "string",
    "headcount": "int64",
    "method": "string",
    "quantity": MONEY,
    "unit": "string",
    "corrects": "int64",
    "approved_at": INSTANT,
}
MEMBERSHIPS = {"person": "!int64", "cluster": "!int64", "since": f"!{INSTANT}", "until": INSTANT}
WITHHELD = {
    "person": "!int64",
    "reason": "!string",
    "initiative": "string",
    "since": "!date",
    "until": "date",
}
RATES = {"level": "!string", "year": "!int32", "rate": f"!{MONEY}", "source": "string"}

RELATIONS: dict[str, dict[str, str]] = {
    "entries": ENTRIES,
    "memberships": MEMBERSHIPS,
    "withheld": WITHHELD,
    "rates": RATES,
}


def schema(name: str) -> Schema:
    return Schema.from_tuples(RELATIONS[name].items())


def relation(name: str) -> Table:
    return ibis.table(schema(name), name=name)


ARROW_SCHEMAS: dict[str, pa.Schema] = {name: schema(name).to_pyarrow() for name in RELATIONS}
