"""Figures in several periods, and in every issue of the reports that tell them."""

from collections.abc import Mapping, Sequence

from django.db.models import Q

from athar.analytics.metrics import Period, Scope
from athar.direction.reporting.models import FrozenFigure
from athar.direction.strategy import measuring
from athar.direction.strategy.models import Measurement


def through(
    code: str, periods: Sequence[Period], scope: dict[str, str], state: str
) -> dict[Period, Measurement]:
    """A figure in several periods: what is kept for that state of the data in one query, the rest computed."""
    key = {name: [value] for name, value in scope.items()}
    known = {
        Period(found.starts_on, found.ends_on): found
        for found in Measurement.objects.filter(code=code, state=state, scope=key).select_related(
            "indicator", "head"
        )
    }
    asked = Scope(**{name: (value,) for name, value in scope.items()})
    return {
        period: known.get(period) or measuring.measure([code], period, scope=asked)[code]
        for period in periods
    }  # fmt: skip


def measured(wanted: Mapping[Period, Sequence[str]]) -> dict[tuple[str, Period], Measurement]:
    """Figures of several periods: what is kept for the present data in two queries, the rest computed."""
    state = measuring.data_state().digest
    asked = Q(pk=None)
    for period, codes in wanted.items():
        asked |= Q(starts_on=period.start, ends_on=period.end, code__in=codes)
    rows = Measurement.objects.filter(asked, state=state, scope={}).select_related("indicator", "head")
    found = {(one.code, Period(one.starts_on, one.ends_on)): one for one in rows}
    for period, codes in wanted.items():
        missing = [code for code in codes if (code, period) not in found]
        if missing:
            found |= {(code, period): one for code, one in measuring.measure(missing, period).items()}
    return found


def issues_of(code: str, period: Period) -> list[FrozenFigure]:
    """A figure in every published issue of every report that tells it, oldest first."""
    return list(
        FrozenFigure.objects.filter(code=code, period=period.name, freeze__publication__isnull=False)
        .select_related("measurement__indicator", "freeze__publication", "freeze__revision__report")
        .order_by("freeze__at", "pk")
    )
