"""The data package of a frozen report: figures, receipts, records, leaves, signed head; checked by `athar verify`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import connection

from athar.analytics.metrics import Period
from athar.analytics.packages import Package, PackageRecord
from athar.direction.reporting.models import Freeze, FrozenFigure
from athar.direction.reporting.queries import figures_of
from athar.direction.strategy.models import Rate
from athar.direction.strategy.queries import figure_path
from athar.direction.strategy.receipts import plain
from athar.engine.ledger.leaf import document, moment
from athar.engine.ledger.models import Record
from athar.engine.ledger.rows import facts_of, signatures_of
from athar.engine.ledger.signing import key
from athar.engine.register.models import Initiative
from athar.foundation.core.spreadsheets import csv_text

CHUNK = 5_000


def build(frozen: Freeze) -> bytes:
    """The package as a zip. Persons appear as numbers that mean nothing outside it."""
    report = frozen.revision.report
    figures = list(figures_of(frozen).values())
    package = Package({
        "report": report.slug,
        "issue": frozen.number,
        "titles": {"ar": report.title_ar, "en": report.title_en},
        "period": [report.starts_on.isoformat(), report.ends_on.isoformat()],
        "frozen_at": moment(frozen.at),
        "demonstration": settings.ATHAR_DEMO,
        "address": f"{settings.ATHAR_BASE_URL}/reports/{report.slug}/",
    })  # fmt: skip
    package.add("README.txt", README)
    package.add("checkpoint.txt", frozen.head.note)
    package.add("report.ar.md", frozen.revision.source_ar)
    package.add("report.en.md", frozen.revision.source_en)
    package.add_json("exhibits.json", frozen.data.content)
    _add_figures(package, figures)
    _add_references(package)
    package.add_leaves(_leaves(frozen.head.size))
    records = list(_records(figures, frozen))
    package.add_records(records)
    package.add("records.csv", _table(RECORD_COLUMNS, (_flat(record) for record in records)))
    return package.zipped(key())


def _add_figures(package: Package, figures: Sequence[FrozenFigure]) -> None:
    for figure in figures:
        package.add_json(f"receipts/{figure.code}@{figure.period}.json", figure.receipt)
    rows = [_figure_row(figure) for figure in figures]
    package.add_json("figures.json", rows)
    package.add("figures.csv", _table(list(rows[0]), rows))
    package.add_json(
        "facts.jsonld", {"@context": "https://schema.org", "@graph": [_fact(figure) for figure in figures]}
    )


def _figure_row(figure: FrozenFigure) -> dict[str, Any]:
    found = figure.measurement
    definition = found.indicator.definition
    return {
        "code": figure.code, "period": figure.period, "label_ar": definition["labels"]["ar"], "label_en": definition["labels"]["en"],
        "value": plain(found.value), "unit": definition["unit"]["code"], "basis": definition["basis"],
        "identified": found.identified, "headcount": found.headcount, "records": found.records,
        "definition_hash": found.indicator.definition_hash,
    }  # fmt: skip


def _fact(figure: FrozenFigure) -> dict[str, Any]:
    """A figure for machines, as a schema.org Observation."""
    found, definition = figure.measurement, figure.measurement.indicator.definition
    path = figure_path(figure.code, Period.read(figure.period))
    return {
        "@type": "Observation",
        "@id": f"{settings.ATHAR_BASE_URL}{path}",
        "name": [
            {"@language": language, "@value": definition["labels"][language]} for language in ("ar", "en")
        ],
        "description": [
            {"@language": language, "@value": definition["description"][language]}
            for language in ("ar", "en")
        ],
        "observationPeriod": f"{found.starts_on.isoformat()}/{found.ends_on.isoformat()}",
        "value": {
            "@type": "QuantitativeValue",
            "value": plain(found.value),
            "unitText": definition["unit"]["code"],
        },
        "measurementMethod": definition["basis"],
    }


def _add_references(package: Package) -> None:
    initiatives = [
        {
            "code": row.code,
            "number": row.number,
            "name_ar": row.name_ar,
            "name_en": row.name_en,
            "strategic": str(row.strategic).lower(),
        }
        for row in Initiative.objects.order_by("number")
    ]
    package.add("initiatives.csv", _table(["code", "number", "name_ar", "name_en", "strategic"], initiatives))
    rates = list(Rate.objects.values("level", "year", "rate", "source_ar", "source_en"))
    package.add("rates.csv", _table(["level", "year", "rate", "source_ar", "source_en"], rates))


def _leaves(size: int) -> Iterator[bytes]:
    hashes = Record.objects.filter(position__lt=size).order_by("position").values_list("hash", flat=True)
    return (bytes(digest) for digest in hashes.iterator(chunk_size=20_000))


def _records(figures: Sequence[FrozenFigure], frozen: Freeze) -> Iterator[PackageRecord]:
    """Every record below the cut-off in any period the report tells about, counted or not."""
    start = min(figure.measurement.starts_on for figure in figures)
    end = max(figure.measurement.ends_on for figure in figures)
    standing = _standing(frozen)
    numbers: dict[int, int] = {}
    rows = (
        Record.objects.filter(position__lt=frozen.head.size)
        .within(start, end)
        .with_what_is_hashed()
        .order_by("position")
    )
    for record in rows.iterator(chunk_size=CHUNK):
        cluster, excluded = standing.get(record.position, (record.person_id, None))
        person = None if cluster is None else numbers.setdefault(cluster, len(numbers) + 1)
        leaf = document(
            facts_of(record),
            signatures_of(record),
            position=record.position,
            commitment=bytes(record.commitment),
        )
        yield PackageRecord(leaf, person, excluded)


def _standing(frozen: Freeze) -> dict[int, tuple[int | None, str | None]]:
    """Cluster as of the freeze, and why a record does not count, for the records where either is not the plain case."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"at": frozen.at, "size": frozen.head.size})
        return {position: (cluster, excluded) for position, cluster, excluded in cursor.fetchall()}


STANDING = """
SELECT r.position, coalesce(m.cluster, r.person_id),
    CASE
        WHEN r.corrects IS NOT NULL THEN 'reversed'
        WHEN EXISTS (SELECT 1 FROM ledger_record c WHERE c.corrects = r.position AND c.occurred_on = r.occurred_on
                     AND c.position < %(size)s) THEN 'reversed'
        ELSE (SELECT min(w.reason) FROM withheld w WHERE w.person = r.person_id AND r.occurred_on >= w.since
              AND (w.until IS NULL OR r.occurred_on < w.until) AND (w.initiative IS NULL OR w.initiative = i.code))
    END
FROM ledger_record r
JOIN register_initiative i ON i.id = r.initiative_id
LEFT JOIN memberships m ON m.person = r.person_id AND m.since <= %(at)s AND (m.until IS NULL OR m.until > %(at)s)
WHERE r.position < %(size)s AND (
    m.cluster IS NOT NULL OR r.corrects IS NOT NULL
    OR r.position IN (SELECT corrects FROM ledger_record WHERE corrects IS NOT NULL)
    OR r.person_id IN (SELECT person FROM withheld)
)
"""

RECORD_COLUMNS = [
    "record", "kind", "occurred_on", "initiative", "edition", "session", "organisation", "region", "place", "person", "headcount", "method",
    "quantity", "unit", "level", "corrects", "excluded", "evidence",
]  # fmt: skip


def _flat(record: PackageRecord) -> dict[str, Any]:
    leaf = record.document
    return {name: leaf.get(name) for name in RECORD_COLUMNS} | {
        "record": f"R-{leaf['position']:06d}", "person": record.person, "excluded": record.excluded,
    }  # fmt: skip


def _table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    return csv_text(columns, ([row.get(column) for column in columns] for row in rows))


README = """بيانات التقرير
==============
figures.csv  الأرقام كما نُشرت          records.csv  القيود التي صنعتها، بلا أسماء
receipts/    إثبات كل رقم، مختومًا       checkpoint.txt  رأس السجل الموقّع
تحقّق منها كلها بلا اتصال ولا حساب:       athar verify data.zip
عمود «person» رقم لا معنى له خارج هذه الحزمة، يدل على أن قيدين لشخص واحد ولا يدل عليه.

The data of the report
======================
figures.csv   the figures as published          records.csv     the records they were made of, without names
receipts/     the receipt of each, sealed        checkpoint.txt  the signed head of the ledger
Check all of it, without a connection or an account:   athar verify data.zip
The column "person" is a number without meaning outside this package: it tells that two records are about one
human, and not who.
"""
