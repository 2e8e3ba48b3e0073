"""Everything that is held of a human, found by the rooms' declarations and said in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.backends.postgresql.psycopg_any import Range
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from athar.foundation.core.counting import counted
from athar.foundation.core.dates import clock_span
from athar.foundation.core.numerals import active_digits
from athar.foundation.core.personal import Category, Column, Part, Table, tables
from athar.foundation.core.templatetags.athar_text import both_dates, number
from athar.foundation.people.models import Person

# Whoever found a copy, or looked over a shoulder, could come in with it.
SECRET = gettext_lazy("Kept, and shown to nobody: it is a key to your account")
MARKS = re.compile(r"[\ue000-\uf8ff]")  # private signs by which names sort; no font has a picture of them
SHORT = 12  # of a binary key, hex digits that tell it from another


@dataclass(frozen=True)
class Holding:
    """One way in which a table is about a human: the parts that share a path. ``key`` names it in addresses."""

    table: Table
    parts: tuple[Part, ...]

    @property
    def key(self) -> str:
        return f"{self.table.model.lower()}-{self.path.strip('_')}"

    @property
    def path(self) -> str:
        return self.parts[0].path

    @property
    def columns(self) -> list[Column]:
        return [column for part in self.parts for column in part.columns]

    @property
    def label(self) -> str:
        return str(self.table.label)

    @property
    def part_label(self) -> str:
        """As what the human stands in the table; empty where the table is about nobody else."""
        found = next((str(column.label) for column in self.columns if column.name == self.path), "")
        return found if len({part.path for part in self.table.parts}) > 1 else ""

    def rows(self, people: Sequence[int]) -> QuerySet[Any]:
        """The rows, each with what its columns point at."""
        found = self.table.of(self.parts[0], people)
        pointing = [
            column.name
            for column in self.columns
            if self.table.model_class._meta.get_field(column.name).is_relation
        ]
        return found.select_related(*pointing) if pointing else found


def holdings() -> list[Holding]:
    """All ways in which tables are about humans, in the order a reader expects: the profile first."""
    found = [
        Holding(table, tuple(part for part in table.parts if part.path == path))
        for table in tables()
        for path in dict.fromkeys(part.path for part in table.parts)
    ]
    return sorted(found, key=lambda holding: holding.key != "people.person-pk")


def holding_named(key: str) -> Holding | None:
    return next((holding for holding in holdings() if holding.key == key), None)


def counts(people: Sequence[int]) -> list[tuple[Holding, int | None]]:
    """
    How many rows of each kind are held, in one query; kinds without any are left out.

    None where the rows can only be found by opening a whole table: that is done when somebody asks for them.
    """
    found = holdings()
    asked = {
        f"held_{index}": counted(holding.table.of(holding.parts[0], people))
        for index, holding in enumerate(found)
        if isinstance(holding.parts[0].whose, str)
    }
    row = Person.objects.filter(pk=people[0]).annotate(**asked).values(*asked).get()
    many = [(holding, row.get(f"held_{index}")) for index, holding in enumerate(found)]
    return [(holding, count) for holding, count in many if count != 0]


def said(holding: Holding, row: models.Model) -> Iterator[tuple[Column, str]]:
    """What a row says of the human, column by column, in the reader's language; what is empty is left out."""
    for column in holding.columns:
        if column.name == holding.path:
            continue
        text = str(SECRET) if column.category is Category.CREDENTIAL else in_words(row, column.name)
        if text:
            yield column, text


def in_words(row: models.Model, name: str) -> str:  # noqa: PLR0911 -- one answer per kind of value
    """A column's value as somebody reads it."""
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display and getattr(row, name) else getattr(row, name)
    match value:
        case None | "" | b"":
            return ""
        case bool():
            return str(_("Yes") if value else _("No"))
        case bytes() | memoryview():
            return f"{bytes(value).hex()[:SHORT]}…"
        case datetime() | date():
            return both_dates(value)
        case Range():
            return _span(value)
        case int() | float():
            return number(value)
        case dict() | list():
            return str(value) if value else ""
        case models.fields.files.FieldFile():
            return str(value.name or "")
        case _:
            return MARKS.sub("", str(value))


def _span(value: Any) -> str:
    """A stretch of time by the day on which it begins, in both calendars, and the clock of Riyadh; a stretch of days by both."""
    begin, end = value.lower, value.upper
    if isinstance(begin, datetime) and isinstance(end, datetime):
        return _(", ").join(
            (both_dates(begin), clock_span(begin, end, get_language() or "ar", active_digits()))
        )
    return _(", ").join(both_dates(side) for side in (begin, end) if side)
