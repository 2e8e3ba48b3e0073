"""What a report's text asks for: which figures, charts and tables, and whether they exist."""

from dataclasses import dataclass

from athar.analytics.metrics import Period
from athar.direction.reporting.document import References, ReportSourceError, parse
from athar.direction.reporting.document.model import LANGUAGES
from athar.direction.reporting.exhibits import CHARTS, TABLES
from athar.direction.reporting.models import Report, Revision
from athar.direction.strategy import headlines
from athar.direction.strategy.models import Indicator
from athar.foundation.core.refusals import Reason


@dataclass(frozen=True)
class Used:
    """What a text uses: codes by period, and exhibits by name."""

    period: Period
    figures: dict[Period, list[str]]
    exhibits: list[str]


def _references() -> References:
    return References(
        figures=set(Indicator.objects.values_list("code", flat=True)), charts=set(CHARTS), tables=set(TABLES)
    )


def faults_of(report: Report, source: str, language: str) -> list[Reason]:
    """Every fault of a text, each with its line; an empty list when it can be read."""
    try:
        parse(source, language, _references(), period=report.period)  # type: ignore[arg-type]
    except ReportSourceError as error:
        return list(error.reasons)
    return []


def used_in(report: Report, revision: Revision) -> Used:
    """
    What a revision uses in either language, and the headline figures of its period, which the data package
    always holds.

    :raises ReportSourceError: when the text has faults.
    """
    known = _references()
    for language in LANGUAGES:
        parse(revision.source(language), language, known, period=report.period)
    period = Period(report.starts_on, report.ends_on)
    figures: dict[Period, list[str]] = {
        period: list(headlines.YEAR if report.kind == "annual" else headlines.PLAN)
    }
    for code, name in known.asked_figures:
        codes = figures.setdefault(Period.read(name), [])
        if code not in codes:
            codes.append(code)
    return Used(period, figures, [*known.asked_charts, *known.asked_tables])
