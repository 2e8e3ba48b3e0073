"""
A list of hours from the national platform, held against what is known here: known, different, or new.

The same person on the same day with as many hours is known. Where other hours of that day are known, the difference is shown
and nobody guesses which is right. What is new becomes rows of an ordinary import, on which a second person decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from athar.engine.intake.files import Table
from athar.engine.ledger.models import Proposal, Record
from athar.engine.register.models import Edition, Initiative
from athar.foundation.core.crypto import lookup_hashes
from athar.foundation.core.dates import parse_date
from athar.foundation.core.identity import parse_national_id
from athar.foundation.core.numerals import parse_number
from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.core.search_key import search_key
from athar.foundation.core.spreadsheets import csv_text
from athar.foundation.core.yamls import read_yaml
from athar.foundation.people.models import Person

FILE = Path(__file__).parent / "data" / "platform.yaml"
MOST_ROWS = 20_000
CENT = Decimal("0.01")
MOST_HOURS = Decimal(24)
HEADERS = (
    "kind", "initiative", "edition", "occurred_on", "person_name", "national_id", "phone", "birth_date", "quantity", "unit", "level",
    "external_id",
)  # fmt: skip


class ListRefused(Refused):
    """The file is no list of hours; every reason is listed."""


@dataclass(frozen=True)
class Row:
    """A line of the list, read. ``said``: the cells as they were written, by our name of the column."""

    line: int
    national_id: str
    day: date
    hours: Decimal
    level: str
    said: dict[str, str]


@dataclass(frozen=True)
class Difference:
    """Somebody has other hours of that day here than the list says."""

    row: Row
    person: Person
    here: tuple[Decimal, ...]


@dataclass
class Compared:
    known: list[Row] = field(default_factory=list)
    different: list[Difference] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)


@dataclass
class Read:
    """
    What a file says.

    :ivar wrong: lines that cannot be read, each with its reasons.
    :ivar aside: headers that nothing is read from.
    """

    rows: list[Row] = field(default_factory=list)
    wrong: list[tuple[int, Sequence[Reason]]] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)


def read_list(table: Table) -> Read:
    """
    Read a list row by row.

    :raises ListRefused: when a needed column is missing, or there are too many rows.
    """
    names, aside = _layout(table.headers)
    read = Read(aside=aside)
    for line in table.lines():
        if len(read.rows) + len(read.wrong) >= MOST_ROWS:
            raise ListRefused(
                Reason("too_many_rows", filled(_("The list has more than %(most)s rows."), most=MOST_ROWS), _("Send it in parts."))
            )  # fmt: skip
        said = {name: line.cells[place].strip() for name, place in names.items() if place < len(line.cells)}
        try:
            read.rows.append(_row(line.number, said))
        except Refused as refused:
            read.wrong.append((line.number, refused.reasons))
    return read


def compare(rows: Iterable[Row], *, records: QuerySet[Record], proposals: QuerySet[Proposal]) -> Compared:
    """
    Hold a list against hours that count or wait; three questions, however long it is.

    Where a person has several entries of a day, each stands for one line of the list.

    :param records: hours that count, as far as whoever asks may see them. :param proposals: hours that wait.
    """
    rows = list(rows)
    people = _people(row.national_id for row in rows)
    days = {row.day for row in rows}
    here: defaultdict[tuple[str, date], list[Decimal]] = defaultdict(list)
    by_human = {person.pk: number for number, several in people.items() for person in several}
    whose = {"person__in": list(by_human), "occurred_on__in": days}
    for facts in (records.filter(**whose), proposals.filter(**whose)):
        for person, day, hours in facts.order_by().values_list("person", "occurred_on", "quantity"):
            here[by_human[person], day].append(hours or Decimal(0))
    compared = Compared()
    for row in rows:
        known = here[row.national_id, row.day]
        if row.hours in known:
            known.remove(row.hours)
            compared.known.append(row)
        elif known:
            compared.different.append(Difference(row, people[row.national_id][0], tuple(known)))
        else:
            compared.new.append(row)
    return compared


def as_records(rows: Iterable[Row], initiative: Initiative) -> bytes:
    """What is new as a file that the intake reads. A row that names an edition of the initiative belongs to it."""
    editions = {
        search_key(name): edition.code
        for edition in Edition.objects.filter(initiative=initiative)
        for name in (edition.name_ar, edition.name_en, edition.code)
        if name
    }
    lines = [
        (
            "hours", initiative.code, editions.get(search_key(row.said.get("opportunity", "")), ""), row.day.isoformat(),
            row.said.get("person_name", ""), row.national_id, row.said.get("phone", ""), row.said.get("birth_date", ""), str(row.hours),
            "hour", row.level, f"platform:{row.said['reference']}" if row.said.get("reference") else "",
        )
        for row in rows
    ]  # fmt: skip
    return csv_text(HEADERS, lines).encode()


@cache
def _mapping() -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(FILE)
    return found


def _layout(headers: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    by_header = {
        search_key(header): name for name, several in _mapping()["columns"].items() for header in several
    }
    found: dict[str, int] = {}
    aside = []
    for place, header in enumerate(headers):
        name = by_header.get(search_key(header))
        if name and name not in found:
            found[name] = place
        elif header.strip():
            aside.append(header)
    missing = [_mapping()["columns"][name][0] for name in _mapping()["needed"] if name not in found]
    if missing:
        raise ListRefused(
            Reason(
                "headers_missing",
                filled(_("These columns are missing: %(columns)s."), columns="، ".join(missing)),
                _("Send the list as the platform gives it, with its headers in the first row."),
            )
        )
    return found, aside


def _row(line: int, said: dict[str, str]) -> Row:
    hours = parse_number(said["hours"]).quantize(CENT)
    if not 0 < hours <= MOST_HOURS:
        raise ListRefused(
            Reason("hours", _("Nobody gives so many hours on one day."), _("Check the number of hours."))
        )
    levels = {search_key(word): level for level, words in _mapping()["levels"].items() for word in words}
    level = levels.get(search_key(said.get("level", "")), "general")
    return Row(
        line, parse_national_id(said["national_id"]), parse_date(said["occurred_on"]), hours, level, said
    )


def _people(numbers: Iterable[str]) -> dict[str, list[Person]]:
    """Whose number each is: all rows of that human with the number, the oldest first."""
    by_hash = {bytes(hashed): number for number in set(numbers) for hashed in lookup_hashes(number)}
    found: defaultdict[str, list[Person]] = defaultdict(list)
    for person in Person.objects.filter(national_id_hash__in=list(by_hash)).order_by("pk"):
        found[by_hash[bytes(person.national_id_hash)]].append(person)  # type: ignore[arg-type]
    return found
