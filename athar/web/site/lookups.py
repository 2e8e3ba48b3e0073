"""What somebody may mean who types a number: a record, a certificate, a figure by its code, a published value, a hash."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from athar.analytics.metrics import Period
from athar.direction.reporting.models import FrozenFigure
from athar.direction.strategy.queries import indicator
from athar.engine.credentials.queries import certificate_by_code
from athar.engine.ledger.models import Record
from athar.engine.ledger.models.record import number
from athar.foundation.core.numerals import NumberRefused, latin_digits, parse_number
from athar.foundation.evidence.models import Evidence
from athar.web.site.asking import figure_address
from athar.web.site.presenting.figures import period_words, shown
from athar.web.site.presenting.home import newest_year
from athar.web.site.words import spoken

RECORD = re.compile(r"(?:r[\s-]?)?0*(\d{1,12})")
CODE = re.compile(r"([a-z_]+\.[a-z_]+)(?:[\s@/]+(20\d\d(?:-20\d\d)?))?")
HASH = re.compile(r"[0-9a-f]{64}")
MOST = 12


@dataclass(frozen=True)
class Found:
    what: str
    note: str
    url: str


def find(text: str) -> list[Found]:
    """Everything the text may mean; an empty list when it is nothing of ours."""
    plain = latin_digits(text).strip().lower()
    if code := CODE.fullmatch(plain):
        return _figure(code[1], code[2])
    if HASH.fullmatch(plain):
        return _evidence(plain)
    found = [*_certificate(plain), *_record(plain)]
    return found if plain.startswith("r") else [*_published(plain), *found]


def _figure(code: str, period: str | None) -> list[Found]:
    known = indicator(code)
    where = _period(period) if period else newest_year()
    if known is None or where is None:
        return []
    return [
        Found(spoken(known.definition["labels"]), period_words(where), figure_address("figure", where, code))
    ]


def _period(name: str) -> Period | None:
    try:
        return Period.read(name)
    except ValueError:
        return None


def _record(text: str) -> list[Found]:
    wanted = RECORD.fullmatch(text)
    if wanted is None or not Record.objects.filter(position=int(wanted[1])).exists():
        return []
    position = int(wanted[1])
    return [
        Found(
            _("Record %(number)s") % {"number": number(position)},
            _("A record of the ledger"),
            reverse("site:record", args=[position]),
        )
    ]


def _certificate(text: str) -> list[Found]:
    certificate = certificate_by_code(text)
    if certificate is None:
        return []
    return [
        Found(
            _("Certificate %(code)s") % {"code": certificate},
            _("A certificate of volunteer hours"),
            reverse("site:certificate", args=[certificate.code]),
        )
    ]


def _evidence(sha256: str) -> list[Found]:
    evidence = Evidence.objects.filter(sha256=sha256).first()
    if evidence is None or not Record.objects.filter(evidence=evidence).exists():
        return []
    return [Found(str(evidence), _("Evidence"), reverse("site:evidence", args=[sha256]))]


def _published(text: str) -> list[Found]:
    """Figures whose published value is this number: what somebody reads in a report and asks about."""
    try:
        value = parse_number(text)
    except NumberRefused:
        return []
    if abs(value) >= Decimal(10) ** 14:
        return []
    rows = (
        FrozenFigure.objects.filter(measurement__value=value, freeze__publication__isnull=False)
        .select_related("measurement__indicator")
        .order_by("code", "period", "-freeze__at")
        .distinct("code", "period")[:MOST]
    )
    return [_as_found(row) for row in rows]


def _as_found(row: FrozenFigure) -> Found:
    figure = shown(row.measurement)
    return Found(figure.label, figure.period, figure_address("figure", row.period, row.code))
