"""The figures that texts refer to: as published where a report tells them, live otherwise."""

from collections.abc import Iterable
from datetime import datetime

from athar.analytics.metrics import Period
from athar.direction.reporting.document import FigureRef
from athar.direction.reporting.models import FrozenFigure
from athar.direction.reporting.resolving import figure_ref
from athar.direction.strategy import measuring

Key = tuple[str, str]


def resolved(asked: Iterable[Key], language: str, *, at: datetime) -> dict[Key, FigureRef]:
    """
    Figures by code and period, as a reader meets them.

    The receipt a figure leads to shows what a published report tells, if one does; so must the text. One query
    for all of those, and two for each period of the others once their values are kept. What cannot be told is
    left out.
    """
    wanted = list(dict.fromkeys(asked))
    found = _published(wanted, language)
    live: dict[str, list[str]] = {}
    for code, period in wanted:
        if (code, period) not in found:
            live.setdefault(period, []).append(code)
    for period, codes in live.items():
        for code in codes:
            try:
                kept = measuring.measure([code], Period.read(period), at=at)[code]
            except (measuring.CannotBeTold, measuring.UnknownFigure):
                continue
            found[code, period] = figure_ref(kept, language)
    return found


def _published(wanted: list[Key], language: str) -> dict[Key, FigureRef]:
    """Of each figure the one in the newest report of that very period, else in the newest that tells it."""
    if not wanted:
        return {}
    rows = (
        FrozenFigure.objects.filter(
            code__in={code for code, _ in wanted},
            period__in={period for _, period in wanted},
            freeze__publication__isnull=False,
        )
        .select_related("measurement__indicator", "freeze__revision__report")
        .order_by("freeze__at", "pk")
    )
    best: dict[Key, FrozenFigure] = {}
    for row in sorted(rows, key=lambda row: row.freeze.revision.report.period == row.period):
        best[row.code, row.period] = row
    return {
        key: figure_ref(row.measurement, language, receipt=row.receipt)
        for key, row in best.items()
        if key in wanted
    }
