"""A figure told by region, month and so on: rows with words, and the line that says what they count twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from athar.analytics.metrics import Row
from athar.direction.strategy import tellings
from athar.direction.strategy.tellings import Told
from athar.engine.ledger.choices import Level
from athar.foundation.core.dates import AGE_GROUPS, age_group_label, month_name
from athar.foundation.core.numerals import active_digits, arabic_digits
from athar.foundation.people.choices import Gender
from athar.web.site.asking import Asked, is_year
from athar.web.site.words import BREAKDOWN_COLUMNS, BREAKDOWNS, language, spoken

WORDS: dict[str, dict[str, Any]] = {"gender": dict(Gender.choices), "level": dict(Level.choices)}
ORDER = ("initiative", "region", "month", "gender", "age_group", "level")


@dataclass(frozen=True)
class BreakdownRow:
    key: str
    label: str
    short: str  # where little room is left: the month without its year, in English by its first letters
    value: int | Decimal
    identified: int | None
    headcount: int | None
    url: str  # the same figure of this row alone, where it has a page
    receipt: str


@dataclass(frozen=True)
class Table:
    by: str
    title: str
    column: str
    rows: list[BreakdownRow]
    overlap: int | Decimal
    total: int | Decimal
    of: str  # what is told, when it is only a part of the figure
    basis: str
    csv: str

    @property
    def is_mixed(self) -> bool:
        return any(row.headcount for row in self.rows) and any(row.identified for row in self.rows)

    @property
    def has_receipts(self) -> bool:
        return any(row.receipt for row in self.rows)


def tables(asked: Asked) -> list[Table]:
    told = {found.by: found for found in tellings.breakdowns_of(asked.live)}
    return [_table(asked, told[by]) for by in ORDER if by in told and told[by].breakdown.rows]


def _table(asked: Asked, told: Told) -> Table:
    return Table(
        by=told.by,
        title=str(BREAKDOWNS[told.by]),
        column=str(BREAKDOWN_COLUMNS[told.by]),
        rows=[_row(asked, told, row) for row in _rows(asked, told) if row.value or told.by == "month"],
        overlap=told.breakdown.overlap or 0,
        total=told.breakdown.total or 0,
        of=spoken(told.definition["labels"]) if told.part else "",
        basis=told.definition["basis"],
        csv=asked.address("figure-breakdown-file", by=told.by),
    )


def _rows(asked: Asked, told: Told) -> Sequence[Row]:
    """Of a year every month, for one in which nothing happened is part of the year."""
    if told.by != "month" or not is_year(asked.period):
        return told.breakdown.rows
    found = {row.key: row for row in told.breakdown.rows}
    months = [asked.period.start.replace(month=month) for month in range(1, 13)]
    return [found.get(month) or Row(month, 0, {"identified": 0, "headcount": 0}) for month in months]


def _row(asked: Asked, told: Told, row: Row) -> BreakdownRow:
    key = row.key.isoformat() if isinstance(row.key, date) else row.key or ""
    split = row.breakdown or {}
    basis = told.definition["basis"]
    has_page = told.by in {"initiative", "region"} and bool(key)
    return BreakdownRow(
        key=key,
        label=_label(told, row.key),
        short=_short_month(row.key.month) if isinstance(row.key, date) else "",
        value=row.value or 0,
        identified=_part(split, "identified", row, basis),
        headcount=_part(split, "headcount", row, basis),
        url=asked.address("figure", **{told.by: key}) if has_page else "",
        receipt=asked.address("receipt", **{told.by: key}) if has_page else "",
    )


def _short_month(month: int) -> str:
    """Twelve English names do not fit under twelve columns; Arabic has no short ones, and needs none."""
    name = month_name(month, language())
    return name[:3] if language() == "en" else name


def _part(split: Any, name: str, row: Row, basis: str) -> int | None:
    if split:
        return int(split[name])
    return int(row.value or 0) if basis == name else None


def _label(told: Told, key: Any) -> str:
    if key is None:
        return _("Not stated")
    if isinstance(key, date):
        return f"{month_name(key.month, language())} {_digits(str(key.year))}"
    if key in told.names:
        return str(spoken(told.names[key]))
    if told.by == "age_group" and key in AGE_GROUPS:
        return _digits(spoken(age_group_label(key)))
    return str(WORDS.get(told.by, {}).get(key) or _digits(key))


def _digits(text: str) -> str:
    return arabic_digits(text) if active_digits() == "arabic" else text


@dataclass(frozen=True)
class GrossAndNet:
    rows: list[dict[str, Any]]
    gross: int
    above: int
    net: int


def gross_and_net(asked: Asked) -> GrossAndNet | None:
    """The table whose last column adds up to the figure; None where there is nothing to take off."""
    found = tellings.lines_of(asked.live)
    lines = found.rows
    if len(lines) < 2 or asked.narrowed.get("initiative"):  # noqa: PLR2004 -- one row has no row above it
        return None
    rows = [
        {"line": line, "name": spoken(found.names[line.initiative]), "url": asked.address("figure", initiative=line.initiative),
         "receipt": asked.address("receipt", initiative=line.initiative)}
        for line in lines
    ]  # fmt: skip
    return GrossAndNet(
        rows,
        sum(line.gross for line in lines),
        sum(line.above for line in lines),
        sum(line.net for line in lines),
    )
