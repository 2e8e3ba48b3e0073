"""A measurement as the part ``{% figure %}`` shows it."""

from dataclasses import dataclass
from decimal import Decimal

from athar.analytics.metrics import Period
from athar.direction.strategy.models import Measurement
from athar.foundation.core.dates import period_label
from athar.foundation.core.numerals import active_digits, format_number
from athar.web.site.asking import figure_address
from athar.web.site.words import language, spoken, unit_of


@dataclass(frozen=True)
class Shown:
    """A number with everything that must stand beside it. ``url`` leads to its receipt, ``page`` to its own page."""

    code: str
    label: str
    value: int | Decimal
    unit: str
    period: str
    basis: str
    identified: int | None
    headcount: int | None
    url: str
    page: str
    when: Period
    note: str = ""

    @property
    def spoken(self) -> str:
        """Number and unit as one phrase, for those who hear the seal."""
        return f"{format_number(self.value, language(), active_digits())} {self.unit}".strip()


def plain(value: int | Decimal) -> int | Decimal:
    """A whole number where the value is whole: 72347, not 72347.00."""
    return int(value) if value == int(value) else value


def period_of(measurement: Measurement) -> Period:
    return Period(measurement.starts_on, measurement.ends_on)


def period_words(period: Period) -> str:
    return period_label(period.start, period.end, language(), active_digits())


def shown(measurement: Measurement, *, label: str = "", note: str = "", live: bool = False) -> Shown:
    """:param live: lead to the receipt of the present value even where a report tells an older one."""
    definition = measurement.indicator.definition
    value = plain(measurement.value)
    period = period_of(measurement)
    narrowed = {name: values[0] for name, values in measurement.scope.items()}
    query = {**narrowed, "as": "live" if live else ""}
    basis, identified, headcount = _counted(measurement)
    return Shown(
        code=measurement.code,
        label=label or spoken(definition["labels"]),
        value=value,
        unit=unit_of(definition, value),
        period=period_words(period),
        basis=basis,
        identified=identified,
        headcount=headcount,
        url=figure_address("receipt", period, measurement.code, **query),
        page=figure_address("figure", period, measurement.code, **narrowed),
        when=period,
        note=note,
    )


def _counted(measurement: Measurement) -> tuple[str, int | None, int | None]:
    """Basis and parts; a total that could mix both and holds only one of them is told as what it is."""
    if measurement.identified and not measurement.headcount:
        return "identified", None, None
    if measurement.headcount and not measurement.identified:
        return "headcount", None, None
    return measurement.indicator.definition["basis"], measurement.identified, measurement.headcount
