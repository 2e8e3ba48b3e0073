"""Reads: which hours a certificate rests on, and whether it still says what is so."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from athar.engine.credentials.codes import read_code
from athar.engine.credentials.models import HoursCertificate
from athar.engine.ledger.models import Record
from athar.engine.ledger.queries import reversed_among
from athar.engine.register.models import Initiative


@dataclass(frozen=True)
class Line:
    """What of the hours belongs to one initiative."""

    initiative: Initiative
    hours: Decimal
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Standing:
    """
    A certificate, held against the ledger as it is now.

    :ivar state: ``in_force``; ``changed`` where a record was taken back since; ``ended`` where its holder took it back.
    :ivar hours: what of it counts today.
    :ivar taken_back: positions of records that count no longer.
    """

    certificate: HoursCertificate
    state: str
    hours: Decimal
    lines: tuple[Line, ...]
    taken_back: frozenset[int]


def certificates_of(people: Sequence[int]) -> QuerySet[HoursCertificate]:
    return HoursCertificate.objects.filter(person__in=people)


def certificate_by_code(text: str) -> HoursCertificate | None:
    """The certificate whose code somebody typed, in whatever way they spaced it."""
    code = read_code(text)
    if not code:
        return None
    return HoursCertificate.objects.select_related("person").filter(code=code).first()


def standing_of(certificate: HoursCertificate) -> Standing:
    """Recompute a certificate from its records: two questions to the database."""
    records = list(
        Record.objects.filter(position__in=certificate.positions)
        .select_related("initiative", "edition", "organisation").order_by("occurred_on", "position")
    )  # fmt: skip
    taken_back = reversed_among(records)
    counted = [record for record in records if record.position not in taken_back]
    state = "ended" if certificate.ended_at else "changed" if taken_back else "in_force"
    return Standing(certificate, state, _sum(counted), tuple(_lines(counted)), taken_back)


def _lines(records: Sequence[Record]) -> list[Line]:
    groups: defaultdict[Initiative, list[Record]] = defaultdict(list)
    for record in records:
        groups[record.initiative].append(record)
    lines = [Line(initiative, _sum(rows), tuple(rows)) for initiative, rows in groups.items()]
    return sorted(lines, key=lambda line: (-line.hours, line.initiative.code))


def _sum(records: Sequence[Record]) -> Decimal:
    return sum((record.quantity or Decimal(0) for record in records), Decimal(0))
