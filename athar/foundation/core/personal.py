"""
What of a person each table holds: the words in which every room declares it, in a ``privacy.py`` of its own.

A table's columns belong to persons part by part: a record is about one person, was entered by a second and
approved by a third. A part says whose its columns are, by which path, and what erasure does with them. What is no
part is named as impersonal, so that a column somebody adds tomorrow is found by its name until it is one or other.

Source: Personal Data Protection Law, art. 4 (access, correction, destruction), 11 (purpose), 18 (destruction), 31
(records of processing).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Text


class Category(models.TextChoices):
    """What kind of personal data a column holds."""

    IDENTITY = "identity", _("Identity")
    CONTACT = "contact", _("Contact")
    DEMOGRAPHIC = "demographic", _("Demographic")
    CHILD = "child", _("About a child")
    HEALTH = "health", _("Health")
    BEHAVIOURAL = "behavioural", _("What somebody did")
    CONTENT = "content", _("What somebody wrote")
    CREDENTIAL = "credential", _("Credential")
    TECHNICAL = "technical", _("Technical")


class Fate(models.TextChoices):
    """What erasure does with a column of the person's."""

    DELETE = "delete", _("The row is deleted")
    BLANK = "blank", _("Emptied")
    PSEUDONYMISE = "pseudonymise", _("Replaced by a pseudonym")
    KEEP = "keep", _("Stays")


@dataclass(frozen=True)
class Column:
    name: str
    category: Category
    label: Text


# A path of lookups from the table to the person's key; or, where there is none, what finds the rows of some persons.
Rows = Callable[[Sequence[int]], "models.QuerySet[Any]"]
Whose = str | Rows


@dataclass(frozen=True)
class Part:
    """Columns of a table that belong to one person. ``why`` they stay, where they do."""

    whose: Whose
    fate: Fate
    columns: tuple[Column, ...]
    why: Text = ""

    @property
    def path(self) -> str:
        return self.whose if isinstance(self.whose, str) else self.whose.__name__


@dataclass(frozen=True)
class Table:
    """
    A table that holds something of persons.

    ``purpose`` and ``retention`` are codes of the processing register (``privacy/data/processing.yaml``);
    ``impersonal`` names the other columns, apart by spaces. ``fixed``: its texts are published or proved and never
    change, so erasure looks for no mentions in them.
    """

    model: str
    label: Text
    purpose: str
    retention: str
    parts: tuple[Part, ...]
    impersonal: str = ""
    fixed: bool = False

    @property
    def rows(self) -> "models.QuerySet[Any]":
        return self.model_class._base_manager.all()

    @property
    def model_class(self) -> type[models.Model]:
        return apps.get_model(self.model)

    def of(self, part: Part, people: Sequence[int]) -> "models.QuerySet[Any]":
        """The rows in which this part is about one of these persons, by their keys."""
        if callable(part.whose):
            return part.whose(people)
        return self.rows.filter(**{f"{part.whose}__in": people})


@dataclass(frozen=True)
class Schedule:
    """
    How the rows of a table end with their retention period; rooms list theirs as ``SCHEDULES``.

    ``due`` gives, for a moment, the rows whose period began before it, each with ``since``: when it began. ``remove``
    takes away what it is given, row by row or at once.
    """

    model: str
    retention: str
    due: Callable[[datetime], "models.QuerySet[Any]"]
    remove: "Callable[[models.QuerySet[Any]], None]"


def _columns(category: Category, labels: dict[str, Text]) -> tuple[Column, ...]:
    return tuple(Column(name, category, label) for name, label in labels.items())


def identity(**labels: Text) -> tuple[Column, ...]:
    return _columns(Category.IDENTITY, labels)


def contact(**labels: Text) -> tuple[Column, ...]:
    return _columns(Category.CONTACT, labels)


def demographic(**labels: Text) -> tuple[Column, ...]:
    return _columns(Category.DEMOGRAPHIC, labels)


def child(**labels: Text) -> tuple[Column, ...]:
    return _columns(Category.CHILD, labels)


def health(**labels: Text) -> tuple[Column, ...]:
    """The most sensitive of all; what of it is text may name others too, and erasure looks for them in it."""
    return _columns(Category.HEALTH, labels)


def behavioural(**labels: Text) -> tuple[Column, ...]:
    return _columns(Category.BEHAVIOURAL, labels)


def content(**labels: Text) -> tuple[Column, ...]:
    """Free text; it may name others too, and erasure looks for them in it."""
    return _columns(Category.CONTENT, labels)


def credential(**labels: Text) -> tuple[Column, ...]:
    return _columns(Category.CREDENTIAL, labels)


def technical(**labels: Text) -> tuple[Column, ...]:
    return _columns(Category.TECHNICAL, labels)


@cache
def tables() -> tuple[Table, ...]:
    """Every declared table; those of higher rooms first, as apps are installed, so that rows go before what they point at."""
    return tuple(table for module in _modules() for table in getattr(module, "TABLES", ()))


@cache
def impersonal() -> frozenset[str]:
    """Models (``app.Model``) and bare tables that hold nothing of anybody."""
    return frozenset(name for module in _modules() for name in getattr(module, "IMPERSONAL", ()))


@cache
def schedules() -> tuple[Schedule, ...]:
    """Every declared schedule."""
    return tuple(schedule for module in _modules() for schedule in getattr(module, "SCHEDULES", ()))


def _modules() -> Iterator[Any]:
    for config in apps.get_app_configs():
        name = f"{config.name}.privacy"
        if config.name.startswith("athar.") and find_spec(name):
            yield import_module(name)
