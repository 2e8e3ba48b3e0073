"""`athar figures`: every headline figure of a year or a plan, from either engine."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import typer

from athar.cli import django
from athar.cli.output import fail, out, print_json


class Engine(StrEnum):
    POSTGRES = "postgres"
    DUCKDB = "duckdb"


def figures(
    *,
    year: Annotated[str, typer.Option(help="A year, like 2023.")] = "",
    plan: Annotated[str, typer.Option(help="The years of a plan, like 2020-2023.")] = "",
    engine: Annotated[
        Engine, typer.Option(help="The live database, or DuckDB over Parquet files exported from it.")
    ] = Engine.POSTGRES,
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Every headline figure with its basis, value and receipt."""
    if bool(year) == bool(plan):
        fail("say either --year 2023 or --plan 2020-2023.")
    if not re.fullmatch(r"\d{4}" if year else r"\d{4}-\d{4}", year or plan):
        fail(
            f"{year or plan} is no {'year' if year else 'plan'}; write it like {'2023' if year else '2020-2023'}."
        )
    django.start()
    from athar.analytics.metrics import Period
    from athar.direction.strategy import headlines, measuring
    from athar.direction.strategy.queries import target_for

    try:
        period = Period.read(year or plan)
    except ValueError as error:
        fail(str(error))
    codes = headlines.YEAR if year else headlines.PLAN
    measured = measuring.measure(codes, period)
    values = {code: measurement.value for code, measurement in measured.items()}
    if engine is Engine.DUCKDB:
        values = _recomputed_in_the_lake(codes, next(iter(measured.values())))
    rows = [_row(measured[code], values[code], target_for(code, period)) for code in codes]
    if json:
        print_json(
            {
                "period": [period.start.isoformat(), period.end.isoformat()],
                "engine": engine.value,
                "figures": rows,
            }
        )
        return
    for row in rows:
        split = row["breakdown"]
        parts = f"  ({split['identified']:,} identified + {split['headcount']:,} counted)" if split else ""
        out.print(
            f"{row['value']:>12,} {row['unit']:<14} {row['basis']:<12} {row['code']:<34} {row['label_en']}{parts}",
            markup=False,
        )


def _recomputed_in_the_lake(codes: tuple[str, ...], measured: Any) -> dict[str, Any]:
    """Export the relations and compute on them with the other engine, at the same cut-off."""
    from django.conf import settings

    from athar.analytics.metrics import connect, evaluate, export, runner
    from athar.config import database
    from athar.direction.strategy import measuring

    settings.ATHAR_LAKE.mkdir(parents=True, exist_ok=True)
    export(database.url(), settings.ATHAR_LAKE)
    connection = connect(settings.ATHAR_LAKE)
    known = measuring.definitions()
    results = evaluate(
        list(known.values()),
        runner(connection),
        measuring.frame_of(measured),
        dialect="duckdb",
        codes=list(codes),
    )
    return {code: results[code].value for code in codes}


def _row(measurement: Any, value: Any, target: Decimal | None) -> dict[str, Any]:
    from athar.direction.strategy.queries import receipt_address

    definition = measurement.indicator.definition
    split = (
        None
        if measurement.identified is None
        else {"identified": measurement.identified, "headcount": measurement.headcount}
    )
    return {
        "code": measurement.code,
        "label_ar": definition["labels"]["ar"],
        "label_en": definition["labels"]["en"],
        "value": number(value),
        "unit": definition["unit"]["code"],
        "basis": definition["basis"],
        "breakdown": split,
        "target": None if target is None else number(target),
        "receipt": receipt_address(measurement),
    }


def number(value: Any) -> int | float | None:
    """A JSON number: whole where the value is whole. Two decimals are exact in a float's shortest form."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
