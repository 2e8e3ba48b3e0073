"""The figure that an address asks for: code, period and scope, live and as published."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from athar.analytics.metrics import Period, Scope
from athar.direction.reporting.models import FrozenFigure
from athar.direction.reporting.queries import published_figure
from athar.direction.strategy import measuring, queries
from athar.direction.strategy.models import Measurement
from athar.engine.register.models import Initiative
from athar.foundation.places.models import Region

LIVE = "live"
# Beside a number of persons its receipt shows how many participations it was counted from.
BESIDE = dict.fromkeys(
    ("beneficiaries.reached", "beneficiaries.identified"), ("beneficiaries.participations",)
)


@dataclass(frozen=True)
class Asked:
    """``live`` is the value of today; ``published`` the one a frozen report tells, if one does."""

    code: str
    period: Period
    narrowed: dict[str, str]  # initiative and region, by code
    places: tuple[str, ...]  # their names, as people read them
    live: Measurement
    beside: dict[str, Measurement]
    published: FrozenFigure | None
    wants_live: bool

    @property
    def is_published(self) -> bool:
        return self.published is not None and not self.wants_live

    @property
    def measurement(self) -> Measurement:
        """The one this page is about: as published, unless the live one was asked for."""
        return self.published.measurement if self.published and not self.wants_live else self.live

    @property
    def differs(self) -> bool:
        return self.published is not None and self.published.measurement.value != self.live.value

    def address(self, name: str, **query: Any) -> str:
        """The address of something about this figure, in the same scope."""
        return figure_address(name, self.period, self.code, **(self.narrowed | query))


def figure_address(name: str, period: Period | str, code: str, **query: Any) -> str:
    kept = {key: value for key, value in query.items() if value not in {None, ""}}
    return reverse(f"site:{name}", args=[period, code]) + (f"?{urlencode(kept)}" if kept else "")


def ask(request: HttpRequest, period: Period, code: str, *, narrow: bool = True) -> Asked:
    """
    :param narrow: whether initiative and region in the query narrow the figure; a list of its records
        narrows itself by them.
    :raises Http404: when there is no such figure, period, initiative or region.
    """
    narrowed, places = _narrowed(request) if narrow else ({}, [])
    wants_live = request.GET.get("as") == LIVE
    published = None if narrowed else published_figure(code, period)
    if published is None and not _is_told(period):
        raise Http404
    scope = Scope(**{name: (value,) for name, value in narrowed.items()})
    beside = BESIDE.get(code, ())
    try:
        found = measuring.measure([code, *beside], period, scope=scope)
    except measuring.UnknownFigure as error:
        raise Http404 from error
    parts = {name: found[name] for name in beside}
    return Asked(code, period, narrowed, tuple(places), found[code], parts, published, wants_live)


def _narrowed(request: HttpRequest) -> tuple[dict[str, str], list[str]]:
    """What the query narrows a figure to; only codes that exist, or strangers could have us keep endless values."""
    narrowed, places = {}, []
    for name, model in (("initiative", Initiative), ("region", Region)):
        if code := request.GET.get(name, ""):
            found = model.objects.filter(code=code).first()
            if found is None:
                raise Http404
            narrowed[name] = code
            places.append(getattr(found, "name", None) or str(found))
    return narrowed, places


def told_periods() -> list[Period]:
    """The years of every plan up to this one, and the plans themselves."""
    return queries.told_periods(timezone.localdate())


def told_years() -> list[Period]:
    return [period for period in told_periods() if is_year(period)]


def is_year(period: Period) -> bool:
    return period.start == date(period.start.year, 1, 1) and period.end == date(period.start.year, 12, 31)


def _is_told(period: Period) -> bool:
    return period in told_periods()
