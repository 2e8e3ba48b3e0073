"""
A list of hours from the national platform: read, and what is new of it written as a file for the intake.

Between the two, ``reconciling`` holds it against what is known. What is new becomes rows of an import whose hours count
once, on which a second person decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from athar.engine.intake.files import Table
from athar.engine.register.models import Edition, Initiative
from athar.foundation.core.dates import parse_date
from athar.foundation.core.identity import parse_national_id
from athar.foundation.core.numerals import parse_number
from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.core.search_key import search_key
from athar.foundation.core.spreadsheets import csv_text
from athar.foundation.core.yamls import read_yaml

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
