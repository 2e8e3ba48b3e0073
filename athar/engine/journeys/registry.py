"""The guards and effects that workflows may name; each room registers its own, the engine the general ones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Q

from athar.engine.journeys.designs.faults import Known
from athar.engine.journeys.designs.fitting import Terms
from athar.engine.journeys.models import Session
from athar.foundation.core.refusals import Reason, Text
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Person

Guard = Callable[..., Reason | None]
Effect = Callable[..., None]
SeatNeeds = Callable[[Session, Person, datetime], list[Reason]]
Narrowing = Callable[[datetime], Q]
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Entry(Generic[F]):
    """One of them: what it does in words for the editor, and its settings by name, in words too."""

    code: str
    label: Text
    settings: Mapping[str, Text]
    run: F


@dataclass(frozen=True)
class Domain:
    """Things of a kind that people come to take part in by a workflow: what they are called, and what they ask of one."""

    code: str
    label: Text
    terms: Terms


guards: dict[str, Entry[Guard]] = {}
effects: dict[str, Entry[Effect]] = {}
domains: dict[str, Domain] = {}
seat_needs: list[SeatNeeds] = []
narrowings: dict[str, Narrowing] = {}


def guard(code: str, label: Text, **settings: Text) -> Callable[[Guard], Guard]:
    """
    Register what must hold before a step: called with an ``Attempt`` and its settings, it gives a reason or None.

    :raises ValueError: when the code is taken.
    """
    return _register(guards, code, label, settings)


def narrows(code: str) -> Callable[[Narrowing], Narrowing]:
    """
    Register which cases a guard may agree to at a moment, as a condition of the database: called with the moment.

    The clock asks the guard of these cases alone. A condition may let too many through, and never too few.

    :raises KeyError: when there is no such guard.
    """
    guards[code]

    def register(narrowing: Narrowing) -> Narrowing:
        narrowings[code] = narrowing
        return narrowing

    return register


def effect(code: str, label: Text, **settings: Text) -> Callable[[Effect], Effect]:
    """
    Register what follows from a step: called with a ``Consequence`` and its settings.

    It runs in the transaction that marks it done, so what it writes is written once. What leaves the database (a letter)
    it hands to a job.

    :raises ValueError: when the code is taken.
    """
    return _register(effects, code, label, settings)


def needed_for_a_seat(needs: SeatNeeds) -> SeatNeeds:
    """
    Register what a room asks of whoever is to have a seat: called with the session, the person and the moment, it gives every reason against it.

    The engine asks where it gives out a seat by itself, to whoever waits; a room that gives one out asks its own.
    """
    if needs not in seat_needs:
        seat_needs.append(needs)
    return needs


def domain(code: str, label: Text, terms: Terms) -> Domain:
    """Register what things of a kind ask of a workflow; the pages of workflows say whether one fits them."""
    domains[code] = Domain(code, label, terms)
    return domains[code]


def named(*codes: str) -> dict[str, Text]:
    """Conditions by code, each with what it asks in words; registered before."""
    return {code: guards[code].label for code in codes}


def known() -> Known:
    """What a workflow may name today."""
    return Known(
        guards={code: tuple(entry.settings) for code, entry in guards.items()},
        effects={code: tuple(entry.settings) for code, entry in effects.items()},
        roles=Role.values,
    )


def _register(
    entries: dict[str, Entry[F]], code: str, label: Text, settings: Mapping[str, Text]
) -> Callable[[F], F]:
    def register(run: F) -> F:
        if code in entries and entries[code].run is not run:
            raise ValueError(f"{code} is registered twice.")
        entries[code] = Entry(code, label, settings, run)
        return run

    return register
