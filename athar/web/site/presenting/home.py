"""The home page: the newest published year in figures, and the initiatives it was made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from athar.analytics.metrics import Period
from athar.direction.reporting.models import FrozenFigure, Publication
from athar.direction.strategy import tellings
from athar.direction.strategy.models import Indicator, Measurement
from athar.engine.ledger.choices import Kind
from athar.engine.ledger.models import Record, SignedHead
from athar.engine.register.models import Initiative
from athar.foundation.core.numerals import active_digits, format_number
from athar.web.site import histories
from athar.web.site.asking import is_year, told_periods
from athar.web.site.presenting.figures import Shown, period_of, plain, shown
from athar.web.site.words import language

LEAD = "beneficiaries.reached"
YEAR = ("initiatives.run", "ramadan.hours")
PLAN = ("trainers.accredited", "youth.enabled")


@dataclass(frozen=True)
class Home:
    publication: Publication | None
    year: Period
    lead: Shown
    beside: list[Shown]
    rings: list[dict[str, Any]]
    strategic: list[dict[str, Any]]
    head: SignedHead | None

    @property
    def root(self) -> str:
        return bytes(self.head.root).hex() if self.head else ""


def home() -> Home | None:
    """None while nothing has been counted yet."""
    publication = newest_publication()
    periods = told_periods()
    year = _year(publication, periods)
    if year is None:
        return None
    own = own_figures()
    initiatives = list(Initiative.objects.filter(strategic=True))
    wanted = [own[initiative.code] for initiative in initiatives if initiative.code in own]
    plan = next(
        (
            period
            for period in periods
            if not is_year(period) and period.start <= year.start and year.end <= period.end
        ),
        None,
    )
    found = histories.measured({year: [LEAD, *YEAR, *wanted]} | ({plan: PLAN} if plan else {}))
    measured = {code: found[code, year] for code in (LEAD, *YEAR, *wanted)}
    over_plan = [found[code, plan] for code in PLAN] if plan else []
    told = _published_values([measured[code] for code in (LEAD, *YEAR)]) if publication else {}
    return Home(
        publication=publication,
        year=year,
        lead=_with_note(measured[LEAD], told),
        beside=[_with_note(measured[code], told) for code in YEAR] + [shown(measurement) for measurement in over_plan],
        rings=[{"value": line.gross, "counted": line.headcount > line.identified} for line in tellings.lines_of(measured[LEAD]).rows],
        strategic=[
            {"initiative": initiative, "figure": shown(measured[own[initiative.code]]) if initiative.code in own else None}
            for initiative in initiatives
        ],
        head=SignedHead.objects.last(),
    )  # fmt: skip


def newest_publication() -> Publication | None:
    """The newest issue of the newest published annual report."""
    return (
        Publication.objects.filter(freeze__revision__report__kind="annual")
        .select_related("freeze__revision__report")
        .order_by("-freeze__revision__report__ends_on", "-freeze__number")
        .first()
    )


def newest_year() -> Period | None:
    """The year that pages speak of: that of the newest published annual report."""
    return _year(newest_publication(), told_periods())


def _year(publication: Publication | None, periods: Sequence[Period]) -> Period | None:
    if publication is not None:
        return Period.read(publication.freeze.revision.report.period)
    # While no report has been published: the newest year in which somebody was served.
    newest = Record.objects.exclude(kind=Kind.TARGET).aggregate(day=Max("occurred_on"))["day"]
    return next(
        (period for period in periods if newest and is_year(period) and period.start.year == newest.year),
        None,
    )


def own_figures() -> dict[str, str]:
    """
    The figure that tells each initiative by its own noun: 2,400 participants, not beneficiaries.

    Of several the widest is taken: a programme's participants before those of them who completed it.
    """
    widest: dict[str, tuple[int, str]] = {}
    rows = Indicator.objects.filter(definition__where__has_key="initiative").values_list(
        "code", "definition__where", "definition__basis"
    )
    for code, where, basis in rows:
        if basis in {"identified", "headcount"} and len(where["initiative"]) == 1:
            [initiative] = where["initiative"]
            widest[initiative] = max(widest.get(initiative, (0, "")), (len(where["kind"]), code))
    return {initiative: code for initiative, (_kinds, code) in widest.items()}


def _with_note(measurement: Measurement, told: dict[str, Decimal]) -> Shown:
    """The live number; where a published report tells another one, that is said beside it."""
    published = told.get(measurement.code, measurement.value)
    if published == measurement.value:
        return shown(measurement)
    written = format_number(plain(published), language(), active_digits())
    return shown(measurement, live=True, note=_("As published: %(value)s") % {"value": written})


def _published_values(measurements: Sequence[Measurement]) -> dict[str, Decimal]:
    period = period_of(measurements[0]).name
    found = FrozenFigure.objects.filter(
        code__in=[measurement.code for measurement in measurements],
        period=period,
        freeze__publication__isnull=False,
    )
    return {
        row.code: row.measurement.value for row in found.select_related("measurement").order_by("freeze__at")
    }
