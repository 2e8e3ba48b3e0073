"""Figures in several periods, and in every issue of the reports that tell them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from django.db.models import Q

from athar.analytics.metrics import Period, evaluate
from athar.direction.reporting.models import FrozenFigure
from athar.direction.strategy import measuring
from athar.direction.strategy.behind import known_for, remembered
from athar.direction.strategy.models import Measurement


def through(measurement: Measurement, periods: Sequence[Period]) -> dict[Period, Measurement]:
    """
    The same figure in other periods, in the scope and at the cut-off of a measurement.

    Values alone, which are not kept in the database: each has its receipt made when somebody asks for it.
    """
    name = "through:" + ",".join(period.name for period in periods)
    return remembered(name, measurement, lambda: _through(measurement, periods))


def _through(measurement: Measurement, periods: Sequence[Period]) -> dict[Period, Measurement]:
    known, frame = known_for(measurement), measuring.frame_of(measurement)
    code = measurement.code
    found = {}
    for period in periods:
        result = evaluate(known.values(), measuring.run, replace(frame, period=period), codes=[code])[code]
        split = result.breakdown or {}
        found[period] = Measurement(
            indicator=measurement.indicator, code=code, starts_on=period.start, ends_on=period.end, scope=measurement.scope,
            value=Decimal(result.value or 0), identified=int(split["identified"]) if split else None, headcount=int(split["headcount"]) if split else None,
        )  # fmt: skip
    return found


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
