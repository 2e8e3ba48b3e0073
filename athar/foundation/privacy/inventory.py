"""Holds the declarations of all rooms against what the database really holds."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from athar.foundation.core.personal import Category, Table, impersonal, tables
from athar.foundation.privacy.processing import processing

# Years of the ledger: the same columns as the table they are parts of.
_PARTITIONS = "SELECT inhrelid::regclass::text FROM pg_inherits"


def faults() -> list[str]:
    """Everything that is held and not declared, or declared and not held; empty as a rule."""
    return [*_columns(), *_bare_tables(), *_declarations()]


def _columns() -> Iterator[str]:
    declared = {table.model: table for table in tables()}
    for model in apps.get_models(include_auto_created=True):
        name = model._meta.label
        if model._meta.proxy or name in impersonal() or _is_a_view(model):
            continue
        if name not in declared:
            yield f"{name}: declare what of persons it holds, or that it is impersonal, in its room's privacy.py"
            continue
        held, said = {field.name for field in model._meta.concrete_fields}, _names(declared[name])
        yield from (
            f"{name}.{column} has no class and is not named as impersonal" for column in sorted(held - said)
        )
        yield from (f"{name}.{column} is declared and does not exist" for column in sorted(said - held))


def _is_a_view(model: type[models.Model]) -> bool:
    """Models over queries, of pghistory, keep nothing themselves."""
    return not model._meta.managed and model._meta.db_table not in connection.introspection.table_names()


def _names(table: Table) -> set[str]:
    return {column.name for part in table.parts for column in part.columns} | set(table.impersonal.split())


def _bare_tables() -> Iterator[str]:
    """Tables no model stands for."""
    with connection.cursor() as cursor:
        cursor.execute(_PARTITIONS)
        partitions = {name for (name,) in cursor.fetchall()}
    known = (
        {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        | partitions
        | impersonal()
    )
    for name in sorted(set(connection.introspection.table_names()) - known):
        yield f"{name} is a table without a model: name it as impersonal, or give it one"


def _declarations() -> Iterator[str]:
    known, seen = processing(), set[str]()
    for table in tables():
        if table.model in seen:
            yield f"{table.model} is declared twice"
        seen.add(table.model)
        if table.purpose not in known.purposes:
            yield f"{table.model}: there is no purpose {table.purpose}"
        if table.retention not in known.retention:
            yield f"{table.model}: there is no retention {table.retention}"
        for part in table.parts:
            if part.fate == part.fate.KEEP and not part.why:
                yield f"{table.model}: {part.path} stays without a reason"
            if any(column.category not in Category for column in part.columns):
                yield f"{table.model}: {part.path} has a column of an unknown class"
            yield from _twice(table)


def _twice(table: Table) -> Iterator[str]:
    names = [column.name for part in table.parts for column in part.columns] + table.impersonal.split()
    yield from sorted({f"{table.model}.{name} is declared twice" for name in names if names.count(name) > 1})
