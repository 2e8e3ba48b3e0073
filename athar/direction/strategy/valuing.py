"""
What hours of volunteering would have cost, as a range: by level, at the dated rates of the year in which they were given.

Source of the method: ILO, Manual on the Measurement of Volunteer Work (2011), replacement cost. An estimate: no money was
received, and it is never added to the value of outcomes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from athar.direction.strategy.models import Rate
from athar.engine.ledger.choices import Level

NOTHING = Decimal(0)


@dataclass
class Valued:
    """
    Hours of one level, in riyals from low to high.

    :ivar unrated: hours of years for which there is no rate; they are in no sum.
    :ivar rates: what was used, by year.
    """

    level: str
    hours: Decimal = NOTHING
    low: Decimal = NOTHING
    central: Decimal = NOTHING
    high: Decimal = NOTHING
    unrated: Decimal = NOTHING
    rates: list[Rate] = field(default_factory=list)


def value_hours(cells: Iterable[tuple[str, int, Decimal]]) -> list[Valued]:
    """
    Value approved hours; one question to the database.

    :param cells: level, year and hours; each pair of level and year once.
    :returns: a line for each level that occurs, in the order of the levels.
    """
    cells = list(cells)
    years = {year for _level, year, _hours in cells}
    rates = {(rate.level, rate.year): rate for rate in Rate.objects.filter(year__in=years)}
    lines: dict[str, Valued] = {}
    for level, year, hours in sorted(cells):
        line = lines.setdefault(level, Valued(level))
        line.hours += hours
        rate = rates.get((level, year))
        if rate is None:
            line.unrated += hours
            continue
        low, high = rate.range
        line.low += hours * low
        line.central += hours * rate.rate
        line.high += hours * high
        line.rates.append(rate)
    return [lines[level] for level in Level.values if level in lines]
