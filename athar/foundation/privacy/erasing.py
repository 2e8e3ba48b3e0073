"""
Emptying what is held of a human, table by table, as the rooms declared it.

Totals and proofs stay: rows that count stay, and are about nobody. The history triggers are silent meanwhile, or they
would keep what is being forgotten; that it happened is a row of its own.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

import pgtrigger
from django.core.cache import caches
from django.db import models, transaction
from django.db.models import Q, QuerySet

from athar.foundation.core.personal import Category, Fate, Part, Table, tables
from athar.foundation.core.search_key import search_key, sort_key
from athar.foundation.people.models import Person
from athar.foundation.privacy.facts import PersonErasing

BLACK = "▇▇▇"
WORDED = (Category.CONTENT, Category.HEALTH)  # in which somebody else may be named


def erase(fact: PersonErasing) -> None:
    """Empty everything of the persons; within a transaction."""
    with pgtrigger.ignore():
        for table in tables():
            for part in table.parts:
                _apply(table, part, fact.people)
        for table in tables():
            if not table.fixed:
                _black_out(table, fact.values)
    # What was drawn and kept may show a name; it is drawn anew.
    for name in ("default", "shared"):
        transaction.on_commit(caches[name].clear)


def _apply(table: Table, part: Part, people: Sequence[int]) -> None:
    rows = table.of(part, people)
    match part.fate:
        case Fate.DELETE:
            _delete(rows)
        case Fate.BLANK:
            for name in (column.name for column in part.columns):
                _remove_files(rows, name)
            rows.update(**{column.name: _nothing(table, column.name) for column in part.columns})
        case Fate.PSEUDONYMISE:
            for row in Person.objects.filter(pk__in=people):
                _pseudonymise(row)


def _delete(rows: QuerySet[Any]) -> None:
    """Delete without asking what points at the rows: whatever does was declared too, and stands before."""
    table: Any = rows.model._base_manager
    table.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()


def _nothing(table: Table, name: str) -> Any:
    field = table.model_class._meta.get_field(name)
    if getattr(field, "null", False):
        return None
    if isinstance(field, models.BinaryField):
        return b""
    if isinstance(field, models.JSONField):
        return {} if field.default is dict else []
    return ""


def _remove_files(rows: QuerySet[Any], name: str) -> None:
    field = rows.model._meta.get_field(name)
    if isinstance(field, models.FileField):
        for path in rows.exclude(**{name: ""}).values_list(name, flat=True):
            transaction.on_commit(lambda path=path: field.storage.delete(path))  # type: ignore[misc]


def _pseudonymise(row: Person) -> None:
    """A name that is nobody's and still tells two erased people apart."""
    name = f"بيانات ممحوّة {str(row.ref)[:8]}"
    Person.objects.filter(pk=row.pk).update(
        name=name, name_latin="", search_key=search_key(name), sort_key=sort_key(name)
    )


def _black_out(table: Table, values: Sequence[str]) -> None:
    """Take the persons out of what others wrote about them."""
    names = [
        column.name
        for part in table.parts
        for column in part.columns
        if column.category in WORDED and _is_text(table, column.name)
    ]
    for name in names:
        mentions = Q()
        for value in values:
            mentions |= Q(**{f"{name}__icontains": _as_kept(table, name, value)})
        for row in table.rows.filter(mentions) if values else ():
            changed = _without(getattr(row, name), values)
            table.rows.filter(pk=row.pk).update(**{name: changed})


def _is_text(table: Table, name: str) -> bool:
    field = table.model_class._meta.get_field(name)
    wordy = isinstance(field, models.CharField | models.TextField | models.JSONField)
    return wordy and not isinstance(field, models.FileField)


def _as_kept(table: Table, name: str, value: str) -> str:
    """As the database writes it: within JSON, quotation marks stand behind a stroke."""
    if isinstance(table.model_class._meta.get_field(name), models.JSONField):
        return json.dumps(value, ensure_ascii=False)[1:-1]
    return value


def _without(found: Any, values: Sequence[str]) -> Any:
    match found:
        case str():
            for value in values:
                found = re.sub(re.escape(value), BLACK, found, flags=re.IGNORECASE)
            return found
        case list():
            return [_without(item, values) for item in found]
        case dict():
            return {key: _without(item, values) for key, item in found.items()}
        case _:
            return found
