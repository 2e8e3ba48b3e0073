"""
Questions to the database that are composed once and asked for ever.

Django composes a queryset anew each time it is asked, which in a rush takes longer than the database takes to answer. Here the
queryset is written as always, with ``Given`` where a value is to stand; its SQL is kept, and only the values change.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import DateTimeField, Expression, Field, IntegerField, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone
from psycopg import sql

from athar.foundation.core.prepared import prepared_cursor

M = TypeVar("M", bound=Model)


class Given(Expression):
    """
    A value that is given when the question is asked, by name.

    :param field: of which kind it is; a whole number where nothing else is said.
    """

    def __init__(self, name: str, field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=field or IntegerField())
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (_Place(self.name),)


class Moment(Expression):
    """The present moment by our clock, read anew each time a question is asked, composed once or not."""

    output_field = DateTimeField()

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (_Now.fromtimestamp(timezone.now().timestamp(), tz=UTC),)


class _Now(datetime):
    """A moment that stands for the present one."""


class _Place(str):
    """Stands among the values of a statement for one that is given later."""

    __slots__ = ()


NOW = _Place("the present moment")


class Composed(Generic[M]):
    """
    A queryset of models, with what it joins and counts beside them. It cannot be narrowed any more.

    :param compose: called once, at the first question.
    """

    def __init__(self, compose: Callable[[], QuerySet[M]]) -> None:
        self.compose = compose

    def all(self, **given: Any) -> list[M]:
        """:raises KeyError: when a value is not given."""
        statement, names = self._statement
        with prepared_cursor() as cursor:
            cursor.execute(statement, {name: given[name] for name in names} | {NOW: timezone.now()})
            rows = cursor.fetchall()
        compiler = self._compiler
        if self._converters:
            rows = list(compiler.apply_converters(rows, self._converters))
        return [self._model(row) for row in rows]

    def first(self, **given: Any) -> M | None:
        """The first of them; a queryset that finds many should stop at one."""
        return next(iter(self.all(**given)), None)

    @cached_property
    def _compiler(self) -> SQLCompiler:
        compiler: SQLCompiler = self.compose().query.get_compiler(using=connection.alias)
        compiler.composed = compiler.as_sql()  # type: ignore[attr-defined]  # it learns here what it selects
        return compiler

    @cached_property
    def _statement(self) -> tuple[str, set[str]]:
        """The statement with the values that are always the same written in, and the names of those that are not."""
        statement, values = self._compiler.composed  # type: ignore[attr-defined]
        connection.ensure_connection()
        rest = iter(values)

        def written(found: re.Match[str]) -> str:
            if found[0] == "%%":
                return found[0]
            value = next(rest)
            if isinstance(value, _Now):
                value = NOW
            if isinstance(value, _Place):
                return f"%({value})s"
            return sql.Literal(value).as_string(connection.connection).replace("%", "%%")

        whole = re.sub("%%|%s", written, statement)
        return whole, {value for value in values if isinstance(value, _Place)}

    @cached_property
    def _converters(self) -> Any:
        compiler = self._compiler
        return compiler.get_converters([column[0] for column in compiler.select or ()])

    @cached_property
    def _shape(self) -> tuple[Any, slice, list[str], Any, dict[str, int]]:
        """As ``django.db.models.query.ModelIterable`` reads a row."""
        compiler = self._compiler
        kind: Any = compiler.klass_info
        part = slice(kind["select_fields"][0], kind["select_fields"][-1] + 1)
        select: Any = compiler.select
        names = [column[0].target.attname for column in select[part]]
        return (
            kind["model"],
            part,
            names,
            get_related_populators(kind, select, connection.alias),  # type: ignore[call-arg]  # as Django 5.2 has it
            compiler.annotation_col_map or {},
        )

    def _model(self, row: Any) -> M:
        model, part, names, populators, annotations = self._shape
        found: M = model.from_db(connection.alias, names, row[part])
        for populator in populators:
            populator.populate(row, found)
        for name, place in annotations.items():
            setattr(found, name, row[place])
        return found
