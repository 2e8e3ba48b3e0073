"""Reads: published reports and figures, and what has changed since."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, Q, QuerySet

from athar.analytics.metrics import Period
from athar.direction.reporting.models import Freeze, FrozenFigure, Publication, Report
from athar.direction.strategy.models import Measurement
from athar.engine.ledger.models import Record


def published_reports() -> QuerySet[Report]:
    """Reports the public may read, newest period first."""
    return Report.objects.filter(revisions__freezes__publication__isnull=False).distinct()


def latest_publication(report: Report) -> Publication | None:
    """The newest issue of a report, with everything its page shows about itself."""
    return (
        Publication.objects.filter(freeze__revision__report=report)
        .select_related(
            "freeze__revision__report",
            "freeze__revision__approval__by",
            "freeze__revision__written_by",
            "freeze__head",
            "freeze__by",
            "by",
        )
        .order_by("-freeze__number")
        .first()
    )


def newest_publications() -> list[Publication]:
    """The newest issue of every published report, newest period first."""
    newest: dict[int, Publication] = {}
    for publication in Publication.objects.select_related(
        "freeze__revision__report", "freeze__revision__approval"
    ).order_by("freeze__number"):
        newest[publication.freeze.revision.report_id] = publication
    return sorted(
        newest.values(),
        key=lambda one: (one.freeze.revision.report.ends_on, one.freeze.revision.report.slug),
        reverse=True,
    )


def newest_period() -> Period | None:
    """The period of the newest published annual report."""
    annual = [one for one in newest_publications() if one.freeze.revision.report.kind == "annual"]
    return Period.read(annual[0].freeze.revision.report.period) if annual else None


def issues_of(report: Report) -> QuerySet[Publication]:
    return (
        Publication.objects.filter(freeze__revision__report=report)
        .select_related("freeze__head")
        .order_by("-freeze__number")
    )


def published_figure(code: str, period: Period) -> FrozenFigure | None:
    """A figure as it stands in the newest published report that tells it; first the report of that very period."""
    found = (
        FrozenFigure.objects.filter(code=code, period=period.name, freeze__publication__isnull=False)
        .select_related(
            "measurement__indicator", "measurement__head", "freeze__head", "freeze__publication", "freeze__revision__approval__by",
            "freeze__revision__report", "freeze__revision__written_by",
        )
        .order_by("-freeze__at", "-pk")
    )  # fmt: skip
    return found.filter(freeze__revision__report__period=period.name).first() or found.first()


def figures_of(freeze: Freeze) -> dict[tuple[str, str], FrozenFigure]:
    """The figures of a frozen report by code and period, in one query."""
    rows = FrozenFigure.objects.filter(freeze=freeze).select_related(
        "measurement__indicator", "measurement__head"
    )
    return {(row.code, row.period): row for row in rows}


@dataclass(frozen=True)
class Restatement:
    """A published figure beside the live one."""

    published: FrozenFigure
    live: Measurement

    @property
    def differs(self) -> bool:
        return self.published.measurement.value != self.live.value

    @property
    def difference(self) -> Decimal:
        return self.live.value - self.published.measurement.value


def records_since(measurement: Measurement) -> QuerySet[Record]:
    """Records posted after a measurement's cut-off that fall in its period: what may have changed the figure."""
    return (
        Record.objects.filter(position__gte=measurement.head.size)
        .within(measurement.starts_on, measurement.ends_on)
        .with_everything()
        .order_by("position")
    )  # fmt: skip


def corrections() -> QuerySet[Record]:
    """Every correction ever made, newest first."""
    return Record.objects.filter(~Q(corrects=None)).with_everything().order_by("-position")


def reports_in_work() -> QuerySet[Report]:
    """All reports, with the number of their newest revision and issue."""
    return Report.objects.annotate(newest=Max("revisions__number"), issue=Max("revisions__freezes__number"))
