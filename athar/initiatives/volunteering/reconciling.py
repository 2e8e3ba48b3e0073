"""
A list of hours from the national platform, held against what is known here: known, different, or new.

The same person on the same day with as many hours is known, whichever of their rows has them, and whether they count, wait
or stand in an open import. Where other hours of that day are known, the difference is shown and nobody guesses which is right.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import Q, QuerySet

from athar.engine.intake import cells
from athar.engine.intake.models import Row as StagedRow
from athar.engine.intake.recognising import Described, rows_of_humans
from athar.engine.ledger.models import Proposal, Record
from athar.foundation.core.crypto import lookup_hashes
from athar.foundation.core.refusals import Refused
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.platform import Row

Value = TypeVar("Value")
Human = int | str  # the key of their first row, or the identity number of whoever is unknown
HASHES = ("participant__national_id_hash", "participant__same_as__national_id_hash")


@dataclass(frozen=True)
class Difference:
    """Somebody has other hours of that day here than the list says. ``person``: None where only an open import names them."""

    row: Row
    person: Person | None
    here: tuple[Decimal, ...]


@dataclass
class Compared:
    known: list[Row] = field(default_factory=list)
    different: list[Difference] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)


def compare(
    rows: Iterable[Row],
    *,
    records: QuerySet[Record],
    proposals: QuerySet[Proposal],
    staged: QuerySet[StagedRow],
) -> Compared:
    """
    Hold a list against hours that count, wait or stand in open imports; nine questions, however long it is.

    Where a person has several entries of a day, each stands for one line of the list.

    :param records: hours that count, as far as whoever asks may see them. :param proposals: hours that wait.
    :param staged: rows of hours in open imports.
    """
    rows = list(rows)
    humans = rows_of_humans(_described(row) for row in rows)
    who = {row.national_id: min(humans.get(row.national_id, ()), default=row.national_id) for row in rows}
    by_row = {pk: who[number] for number, several in humans.items() for pk in several}
    here = _hours_here({row.day for row in rows}, who, by_row, (records, proposals), staged)
    compared, different = Compared(), []
    for row in rows:
        known = here[who[row.national_id], row.day]
        if row.hours in known:
            known.remove(row.hours)
            compared.known.append(row)
        elif known:
            different.append((row, who[row.national_id], tuple(known)))
        else:
            compared.new.append(row)
    people = Person.objects.in_bulk({human for _row, human, _known in different if isinstance(human, int)})
    compared.different = [Difference(row, people.get(human), known) for row, human, known in different]
    return compared


def _hours_here(
    days: set[date],
    who: Mapping[str, Human],
    by_row: Mapping[int, Human],
    facts: tuple[QuerySet[Record], QuerySet[Proposal]],
    staged: QuerySet[StagedRow],
) -> defaultdict[tuple[Human, date], list[Decimal]]:
    """
    The hours of each human and day.

    :param who: by identity number. :param by_row: by key of each of their rows.
    """
    here: defaultdict[tuple[Human, date], list[Decimal]] = defaultdict(list)
    for of_people in facts:
        found = of_people.filter(person__in=list(by_row), occurred_on__in=days).order_by()
        for person, day, hours in found.values_list("person", "occurred_on", "quantity"):
            here[by_row[person], day].append(hours or Decimal(0))
    for human, day, hours in _staged(staged.filter(occurred_on__in=days), who, by_row):
        here[human, day].append(hours)
    return here


def _staged(
    staged: QuerySet[StagedRow], who: Mapping[str, Human], by_row: Mapping[int, Human]
) -> Iterator[tuple[Human, date, Decimal]]:
    """Hours of open imports: of whoever is known, or is named there with the same identity number."""
    by_hash = {hashed: human for number, human in who.items() for hashed in lookup_hashes(number)}
    whose = Q(participant__person__in=list(by_row))
    for path in HASHES:
        whose |= Q(**{f"{path}__in": list(by_hash)})
    found = staged.filter(whose, quantity__isnull=False).order_by()
    for person, *hashes, day, hours in found.values_list(
        "participant__person", *HASHES, "occurred_on", "quantity"
    ):
        named = [by_hash[bytes(hashed)] for hashed in hashes if hashed and bytes(hashed) in by_hash]
        human = by_row.get(person, named[0] if named else None)
        if human is not None:
            yield human, day, hours


def _described(row: Row) -> Described:
    """As the intake will read it; a cell that it cannot read describes nobody."""
    said = row.said
    born = _read(cells.day, said.get("birth_date", ""))
    return Described(
        row.national_id, said.get("person_name", ""), _read(cells.phone, said.get("phone", "")) or "", born
    )


def _read(reader: Callable[[str], Value], text: str) -> Value | None:
    try:
        return reader(text) if text else None
    except Refused:
        return None
