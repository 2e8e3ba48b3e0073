"""A record as tables and its own page show it, masked for whoever is looking."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.ledger.choices import Kind
from athar.engine.ledger.models import Record
from athar.foundation.core.nouns import NOUNS
from athar.foundation.core.numerals import active_digits, format_number
from athar.foundation.core.plurals import counted
from athar.foundation.evidence.models import Evidence
from athar.foundation.people.rules import Sight, label
from athar.web.site.presenting.figures import plain
from athar.web.site.words import language

WITHHELD = "•••"
SightOf = Callable[[Record], Sight]  # how much of the person a record is about may be seen


@dataclass(frozen=True)
class Row:
    position: int
    number: str
    url: str
    kind: str
    initiative: str
    region: str
    day: date
    beneficiary: str
    amount: str
    evidence: Evidence | None
    state: str  # "", "reversed" or "reversal"


def rows(
    records: Iterable[Record], sight_of: SightOf, *, reversed_ones: frozenset[int] = frozenset()
) -> list[Row]:
    return [row(record, sight_of, reversed_ones=reversed_ones) for record in records]


def row(record: Record, sight_of: SightOf, *, reversed_ones: frozenset[int] = frozenset()) -> Row:
    return Row(
        position=record.position,
        number=str(record),
        url=reverse("site:record", args=[record.position]),
        kind=record.get_kind_display(),
        initiative=str(record.initiative),
        region=record.region.name if record.region else "",
        day=record.occurred_on,
        beneficiary=beneficiary(record, sight_of(record)),
        amount=amount(record),
        evidence=record.evidence,
        state="reversal"
        if record.corrects is not None
        else "reversed"
        if record.position in reversed_ones
        else "",
    )


def beneficiary(record: Record, sight: Sight) -> str:
    """Whom the record is about, as far as the viewer may read it; never more than ``people.rules.label`` says."""
    if record.person is not None:
        return label(record.person, sight) or WITHHELD
    return _("No names") if record.kind == Kind.HEADCOUNT else ""


def amount(record: Record) -> str:
    """How many or how much: 380 people, 4 hours; empty where the record is about one person."""
    digits = active_digits()
    if record.headcount is not None:
        return counted(record.headcount, NOUNS["person"], language(), digits)
    if record.quantity is None:
        return ""
    value: int | Decimal = plain(record.quantity)
    if record.unit in NOUNS:
        return counted(value, NOUNS[record.unit], language(), digits)
    return f"{format_number(value, language(), digits)} {record.unit}".strip()
