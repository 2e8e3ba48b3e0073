"""
What is read that deserves care is noticed where it is read from the database, so that no page can forget to.

A row of a person who is under age is noticed by the model itself. Whoever shows an identity number in clear or one
person's page says so in the same breath. What was noticed during a request is written down at its end (``web.ui``); by
whom and in what role is known there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from athar.foundation.core.dates import age_on, riyadh_day
from athar.foundation.people.choices import OF_AGE, Sensitive


@dataclass(frozen=True)
class Noticed:
    """What was read: of whom (the key of a person), or what, where it is no person's row."""

    kind: Sensitive
    subject: int | None = None
    about: str = ""


_noticed: ContextVar[set[Noticed] | None] = ContextVar("noticed", default=None)


@contextmanager
def noticing(into: set[Noticed] | None = None) -> Iterator[set[Noticed]]:
    """Collect what is read within the block."""
    found: set[Noticed] = set() if into is None else into
    token = _noticed.set(found)
    try:
        yield found
    finally:
        _noticed.reset(token)


@contextmanager
def unnoticed() -> Iterator[None]:
    """For the log of such reads itself, which would otherwise grow whenever somebody opens it."""
    token = _noticed.set(None)
    try:
        yield
    finally:
        _noticed.reset(token)


def notice(kind: Sensitive, *, subject: int | None = None, about: str = "") -> None:
    found = _noticed.get()
    if found is not None:
        found.add(Noticed(kind, subject, about))


def notice_row(values: dict[str, Any]) -> None:
    """A row of a person as it comes from the database."""
    born = values.get("birth_date")
    if _noticed.get() is not None and isinstance(born, date) and _is_minor(born):
        notice(Sensitive.MINOR, subject=values["id"])


def _is_minor(born: date) -> bool:
    return age_on(born, riyadh_day(timezone.now())) < OF_AGE
