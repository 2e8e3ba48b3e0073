"""The receipt of a figure: eight knots from the number to its proof (see core/receipt.html)."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from athar.direction.reporting.models import FrozenFigure
from athar.direction.reporting.reasons import reason_words
from athar.direction.strategy import behind
from athar.direction.strategy.models import Measurement
from athar.foundation.core.numerals import active_digits, format_number
from athar.foundation.core.templatetags.athar_text import digits
from athar.web.site.asking import LIVE, Asked
from athar.web.site.presenting import figures, records
from athar.web.site.presenting.sums import sum_of
from athar.web.site.words import called, language, spoken, unit_of
from athar.web.ui.viewer import Viewer

Receipt = dict[str, Any]


def receipt(
    asked: Asked, viewer: Viewer, *, result: dict[str, Any] | None = None, sentence: str = ""
) -> Receipt:
    """The receipt of the value this address is about: as published, or live."""
    measurement = asked.measurement
    definition = measurement.indicator.definition
    value = figures.plain(measurement.value)
    return {
        "path": _path(asked),
        "sentence": sentence,
        "value": value,
        "unit": unit_of(definition, value),
        "period_label": figures.period_words(asked.period),
        "scope": _(", ").join(asked.places),
        "status": status(asked),
        "basis": definition["basis"],
        "definition_text": spoken(definition["description"]),
        "breakdown": sum_of(measurement, None if asked.is_published else asked.beside),
        "exclusions": excluded(measurement),
        "records": _sample(measurement, viewer),
        "records_count": measurement.records,
        "records_url": asked.address("figure-records", **_version(asked)),
        "records_csv_url": asked.address("figure-records-file", **_version(asked)),
        "evidence": evidence(measurement),
        "approvals": approvals(asked.published, viewer) if asked.is_published and asked.published else [],
        "proof": proof(asked),
        "result": result,
        "actions": {
            "recompute_url": asked.address("recomputation", **_version(asked)),
            "verify_url": f"{reverse('site:verification')}#offline",
            "json_url": asked.address("receipt-file", **_version(asked)),
        },
    }


def _path(asked: Asked) -> list[Any]:
    label = spoken(asked.measurement.indicator.definition["labels"])
    path: list[Any] = [{"label": label, "url": asked.address("figure")}]
    if asked.published and not asked.wants_live:
        report = asked.published.freeze.revision.report
        path.insert(0, {"label": digits(report), "url": reverse("site:report", args=[report.slug])})
    return path


def status(asked: Asked) -> str:
    """Whether the number is frozen, and what the live one is today."""
    if asked.published is None:
        return _("Live: it changes when records are added or corrected.")
    live, published = _written(asked.live), _written(asked.published.measurement)
    if asked.wants_live:
        return _("As restated: the live number of today. As published it was %(published)s.") % {
            "published": published
        }
    if asked.differs:
        return _("As published and frozen. As restated, the live number today is %(live)s.") % {"live": live}
    return _("As published and frozen. The live number today is the same.")


def _written(measurement: Measurement) -> str:
    value: int | Decimal = figures.plain(measurement.value)
    return f"{format_number(value, language(), active_digits())} {unit_of(measurement.indicator.definition, value)}"


def _version(asked: Asked) -> dict[str, str]:
    return {"as": LIVE} if asked.wants_live else {}


def excluded(measurement: Measurement) -> list[dict[str, Any]]:
    """Reasons, with the number of entries each of them kept out."""
    return [
        {"label": reason_words(line["reason"]), "value": line["records"], "quantity": figures.plain(Decimal(line["quantity"]))}
        for line in measurement.exclusions
    ]  # fmt: skip


def _sample(measurement: Measurement, viewer: Viewer) -> list[dict[str, Any]]:
    return [
        {"number": row.number, "url": row.url, "kind": row.kind, "beneficiary": row.beneficiary, "day": row.day}
        for row in records.rows(behind.sample_of(measurement), viewer.sight_of)
    ]  # fmt: skip


def evidence(measurement: Measurement) -> list[dict[str, Any]]:
    return [
        {
            "title": item[f"evidence__title_{language()}"],
            "url": reverse("site:evidence", args=[item["evidence__sha256"]]),
            "sha256": item["evidence__sha256"],
        }
        for item in behind.trace_of(measurement).evidence
    ]  # fmt: skip


def approvals(published: FrozenFigure, viewer: Viewer) -> list[dict[str, Any]]:
    """Who wrote, approved and published the report that tells the number. The board approves in public, by name."""
    freeze = published.freeze
    revision, approval = freeze.revision, freeze.revision.approval
    writer = called(revision.written_by) if viewer.is_staff else _("Measurement office")
    board = called(approval.by) + (
        _(", resolution %(number)s") % {"number": digits(approval.resolution)} if approval.resolution else ""
    )
    return [
        {"role": _("Written by"), "name": writer, "when": revision.written_at},
        {"role": _("Approved by the board"), "name": board, "when": approval.at},
        {"role": _("Published"), "name": _("Frozen with its figures"), "when": freeze.publication.at},
    ]


def proof(asked: Asked) -> dict[str, Any]:
    measurement = asked.measurement
    document = asked.published.receipt if asked.published and asked.is_published else measurement.receipt
    return {
        "checkpoint": measurement.head.note.splitlines()[0] + f" · {measurement.head.size}",
        "size": measurement.head.size,
        "root": bytes(measurement.head.root).hex(),
        "definition_hash": measurement.indicator.definition_hash,
        "signature": document["signature"]["value"],
    }
