"""Everything the page of a figure shows."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.direction.reporting.models import FrozenFigure
from athar.direction.reporting.queries import records_since
from athar.direction.strategy import behind
from athar.direction.strategy.models import Measurement
from athar.foundation.people.choices import Role
from athar.web.site import histories
from athar.web.site.asking import LIVE, Asked, figure_address, is_year, told_periods
from athar.web.site.presenting import breakdowns, charts, receipts, records
from athar.web.site.presenting.figures import Shown, period_of, period_words, shown
from athar.web.site.presenting.sums import sum_of
from athar.web.site.words import spoken
from athar.web.ui.viewer import Viewer

MOST_CHANGES = 20


@dataclass(frozen=True)
class Told:
    """A published value: in which report, when, and what it was."""

    figure: Shown
    report: str
    url: str
    issue: int
    at: Any


def page(asked: Asked, viewer: Viewer) -> dict[str, Any]:
    indicator = asked.measurement.indicator
    issues = [_told(row) for row in histories.issues_of(asked.code, asked.period)] if asked.published else []
    sample = behind.sample_of(asked.measurement)
    return {
        "asked": asked,
        "trail": trail(asked),
        "places": _(", ").join(asked.places),
        "figure": shown(asked.measurement, live=asked.wants_live),
        "live": shown(asked.live, live=True),
        "status": receipts.status(asked),
        "definition": definition_of(asked),
        "sum": sum_of(asked.measurement, None if asked.is_published else asked.beside),
        "exhibits": exhibits(asked),
        "gross_and_net": breakdowns.gross_and_net(asked),
        "rows": records.rows(sample, viewer.sight_of),
        "records": asked.measurement.records,
        "records_url": asked.address("figure-records"),
        "records_file": asked.address("figure-records-file"),
        "evidence": receipts.evidence(asked.measurement),
        "approvals": receipts.approvals(asked.published, viewer) if asked.published else [],
        "exclusions": receipts.excluded(asked.measurement),
        "issues": issues,
        "issues_last": issues[-1] if issues else None,
        "changes": changes(asked, viewer) if asked.published else [],
        "history": history(asked),
        "basis": indicator.definition["basis"],
        "recompute_url": asked.address("recomputation"),
        "receipt_url": asked.address("receipt"),
        "receipt_file": asked.address("receipt-file"),
        "live_receipt_url": asked.address("receipt", **{"as": LIVE}),
        "file_name": file_name(asked),
        "base_url": settings.ATHAR_BASE_URL,
        "indicator": indicator,
    }


def trail(asked: Asked) -> list[tuple[str, str]]:
    label = spoken(asked.measurement.indicator.definition["labels"])
    if not asked.narrowed:
        return [
            (_("Figures"), reverse("site:home") + "#figures"),
            (f"{label}{_(', ')}{period_words(asked.period)}", ""),
        ]
    whole = (
        f"{label}{_(', ')}{period_words(asked.period)}",
        figure_address("figure", asked.period, asked.code),
    )
    return [(_("Figures"), reverse("site:home") + "#figures"), whole, (_(", ").join(asked.places), "")]


def exhibits(asked: Asked) -> list[charts.Drawn]:
    heading = spoken(asked.live.indicator.definition["labels"])
    return [
        charts.drawn(table, mapped=True, name=f"by-{table.by}", heading=table.of or heading, period=period_words(asked.period))
        for table in breakdowns.tables(asked)
    ]  # fmt: skip


def definition_of(asked: Asked) -> dict[str, Any]:
    indicator = asked.measurement.indicator
    definition, texts = indicator.definition, indicator.texts
    owner = dict(Role.choices).get(definition["owner"], definition["owner"])
    return {
        "label": spoken(definition["labels"]),
        "description": spoken(definition["description"]),
        "formula": spoken(texts["formula"]) if "formula" in texts else "",
        "version": indicator.version,
        "valid_from": indicator.valid_from,
        "owner": owner,
        "hash": indicator.definition_hash,
        "code": indicator.code,
    }


def _told(row: FrozenFigure) -> Told:
    report = row.freeze.revision.report
    return Told(
        shown(row.measurement),
        str(report),
        reverse("site:report", args=[report.slug]),
        row.freeze.number,
        row.freeze.publication.at,
    )


def changes(asked: Asked, viewer: Viewer) -> list[records.Row]:
    """What came into the ledger for this figure's period after the published cut-off."""
    if asked.published is None:
        return []
    since = records_since(asked.published.measurement).filter(kind__in=behind.kinds_of(asked.live))
    return records.rows(since[:MOST_CHANGES], viewer.sight_of)


def history(asked: Asked) -> list[dict[str, Any]]:
    """The same figure in every year and every plan, in the same scope; periods without any are left out."""
    found = histories.through(
        asked.live, sorted(told_periods(), key=lambda period: (not is_year(period), period))
    )
    return [
        {"figure": shown(measurement, live=True), "period": period_words(period), "current": period == asked.period}
        for period, measurement in found.items()
        if measurement.value or period == asked.period
    ]  # fmt: skip


def file_name(asked: Asked) -> str:
    return f"athar-{asked.code}-{asked.period.name}"


def label_of(measurement: Measurement) -> str:
    return f"{spoken(measurement.indicator.definition['labels'])}, {period_words(period_of(measurement))}"
