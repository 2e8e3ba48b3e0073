"""Figures with what proves them."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Path, Query, Router

from athar.analytics.metrics import Period
from athar.direction.reporting.queries import newest_period, published_figure
from athar.direction.strategy import behind, headlines, measuring, queries, tellings
from athar.direction.strategy.measuring import CannotBeTold, UnknownFigure
from athar.direction.strategy.models import Measurement
from athar.foundation.core.refusals import Reason
from athar.web.api import schemas
from athar.web.api.callers import anybody, caller_of
from athar.web.api.paging import Cursor, Limit, page_of
from athar.web.api.problems import Problem
from athar.web.api.telling import record_told

router = Router(tags=[_("Figures")])
CODE = r"^[a-z_]{1,40}\.[a-z_]{1,40}$"
PERIOD = r"^20[0-9]{2}(-20[0-9]{2})?$"
Code = Annotated[str, Path(pattern=CODE, description=_("Code of the figure, as beneficiaries.reached."))]
Told = Annotated[
    str,
    Query(
        pattern=PERIOD,
        description=_(
            "A year or the years of a plan: 2023, 2020-2023. The newest that is published, if not said."
        ),
    ),
]
Issue = Annotated[
    Literal["published", "live"],
    Query(
        alias="as",
        description=_("published: as a report tells it, where one does; live: as the records say today."),
    ),
]


@router.get(
    "",
    response=schemas.Figures,
    url_name="figures",
    auth=anybody,
    summary=_("The headline figures of a period"),
)
def figures(request: HttpRequest, period: Told = "") -> dict[str, Any]:
    asked = period_of(period)
    codes = headlines.YEAR if asked.start.year == asked.end.year else headlines.PLAN
    return {
        "period": [asked.start, asked.end],
        "figures": [figure_told(measurement) for measurement in _those_told(codes, asked)],
    }


@router.get(
    "/{code}",
    response=schemas.WholeFigure,
    url_name="figure",
    auth=anybody,
    summary=_("One figure, broken down, with its receipt"),
)
def figure(request: HttpRequest, code: Code, period: Told = "", issue: Issue = "published") -> dict[str, Any]:
    asked = period_of(period)
    live = measured(code, asked)
    published = published_figure(code, asked)
    is_published = published is not None and issue == "published"
    shown = published.measurement if published and is_published else live
    texts = shown.indicator.definition["description"]
    return figure_told(shown) | {
        "definition_ar": texts["ar"],
        "definition_en": texts["en"],
        "records": shown.records,
        "published": number(published.measurement.value) if published else None,
        "breakdowns": [breakdown_told(told) for told in tellings.breakdowns_of(live)],
        "proof": published.receipt if published and is_published else live.receipt,
    }


@router.get(
    "/{code}/receipt",
    response=dict[str, Any],
    url_name="figure-receipt",
    auth=anybody,
    summary=_("The receipt of a figure, for athar verify"),
)
def receipt(
    request: HttpRequest, code: Code, period: Told = "", issue: Issue = "published"
) -> dict[str, Any]:
    asked = period_of(period)
    published = published_figure(code, asked)
    document: dict[str, Any] = (
        published.receipt if published and issue == "published" else measured(code, asked).receipt
    )
    return document


@router.get(
    "/{code}/records",
    response=schemas.Records,
    url_name="figure-records",
    auth=anybody,
    summary=_("The records that make a figure"),
)
def records(
    request: HttpRequest,
    response: HttpResponse,
    code: Code,
    period: Told = "",
    cursor: Cursor = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    found = behind.page_of(measured(code, period_of(period)), {}, after=cursor, size=limit + 1)
    page, following = page_of(
        found, limit, position=lambda row: row.position, request=request, response=response
    )
    return {"records": record_told(page, caller_of(request).sight_of), "next_cursor": following}


def period_of(name: str) -> Period:
    """:raises Http404: for a period of which nothing is told."""
    told = queries.told_periods(timezone.localdate())
    try:
        asked = Period.read(name) if name else newest_period() or _newest_year(told)
    except ValueError as error:  # a plan that ends before it begins
        raise Http404 from error
    if asked is None or asked not in told:
        raise Http404
    return asked


def _newest_year(told: list[Period]) -> Period | None:
    return max((period for period in told if period.start.year == period.end.year), default=None)


def measured(code: str, period: Period) -> Measurement:
    """:raises Http404: when there is no such figure. :raises Problem: when the records do not determine it."""
    try:
        return measuring.measure([code], period)[code]
    except UnknownFigure as error:
        raise Http404 from error
    except CannotBeTold as error:
        raise Problem("refused", Reason("cannot_be_told", str(error))) from error


def _those_told(codes: tuple[str, ...], period: Period) -> list[Measurement]:
    """All that the records determine; one that they do not must not hide the others."""
    try:
        found = measuring.measure(codes, period)
    except CannotBeTold:
        found = {}
        for code in codes:
            try:
                found |= measuring.measure([code], period)
            except CannotBeTold:
                continue
    return list(found.values())


def figure_told(measurement: Measurement) -> dict[str, Any]:
    definition = measurement.indicator.definition
    period = Period(measurement.starts_on, measurement.ends_on)
    target = queries.target_for(measurement.code, period)
    is_split = measurement.identified is not None and measurement.headcount is not None
    return {
        "code": measurement.code,
        "period": [measurement.starts_on, measurement.ends_on],
        "label_ar": definition["labels"]["ar"],
        "label_en": definition["labels"]["en"],
        "value": number(measurement.value),
        "unit": definition["unit"]["code"],
        "basis": definition["basis"],
        "breakdown": {"identified": measurement.identified, "headcount": measurement.headcount} if is_split else None,
        "target": None if target is None else number(target),
        "receipt": f"{settings.ATHAR_BASE_URL}{reverse('api:figure-receipt', args=[measurement.code])}?period={period.name}",
    }  # fmt: skip


def breakdown_told(told: tellings.Told) -> dict[str, Any]:
    return {
        "by": told.by,
        "of": told.definition["code"],
        "rows": [_row(told, row) for row in told.breakdown.rows if row.value],
        "overlap": number(told.breakdown.overlap or 0),
        "total": number(told.breakdown.total or 0),
    }


def _row(told: tellings.Told, row: Any) -> dict[str, Any]:
    key = row.key.isoformat() if isinstance(row.key, date) else row.key
    names, split = told.names.get(key, {}), row.breakdown or {}
    return {
        "key": key,
        "label_ar": names.get("ar"),
        "label_en": names.get("en"),
        "value": number(row.value),
        "identified": int(split["identified"]) if split else None,
        "headcount": int(split["headcount"]) if split else None,
    }


def number(value: Any) -> int | float:
    """A JSON number: whole where the value is whole. Two decimals are exact in a float's shortest form."""
    exact = Decimal(value)
    return int(exact) if exact == int(exact) else float(exact)
