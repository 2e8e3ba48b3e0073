"""Whether a qualification is held on a day: what it includes, when it ends, what renews it. Pure functions of days and codes."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

Includes = Mapping[str, Collection[str]]
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Renewal:
    """``days`` of training within ``within_months`` before the last day make it valid for another period."""

    days: int
    within_months: int


@dataclass(frozen=True)
class Held:
    """A qualification of somebody, from its day of award to its last day; without one, for good."""

    kind: str
    since: date
    until: date | None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def months_on(day: date, months: int) -> date:
    """
    The same day so many months on, or back; where that month is shorter, its last day.

    >>> months_on(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(
    awarded_on: date, months: int | None, renewal: Renewal | None, trained: Collection[date] = ()
) -> date | None:
    """
    The last day on which it is valid; None where it is for good.

    Periods are counted from the day of award, so that renewing early loses no day. A period is renewed by days in a window before its
    own end alone: no day counts for two periods, because a window is no longer than a period.
    """
    if months is None:
        return None
    periods = 1
    while True:
        end = months_on(awarded_on, months * periods) - A_DAY
        if renewal is None:
            return end
        opens = max(months_on(end, -renewal.within_months), awarded_on)
        if sum(opens < day <= end for day in set(trained)) < renewal.days:
            return end
        periods += 1


def covered(kind: str, includes: Includes) -> frozenset[str]:
    """The kind with everything it includes, at any remove."""
    found, ahead = {kind}, [kind]
    while ahead:
        for below in includes.get(ahead.pop(), ()):
            if below not in found:
                found.add(below)
                ahead.append(below)
    return frozenset(found)


def cycle_in(includes: Includes) -> str | None:
    """A kind that would include itself; None where there is none."""
    return next(
        (kind for kind, below in includes.items() if any(kind in covered(one, includes) for one in below)),
        None,
    )


def holds(wanted: str, held: Iterable[Held], includes: Includes, *, on: date) -> bool:
    """Whether somebody with these holds the wanted kind on a day, by itself or because another includes it."""
    return any(one.on(on) and wanted in covered(one.kind, includes) for one in held)


def latest(wanted: str, held: Iterable[Held], includes: Includes) -> date | None:
    """The last day on which the wanted kind was or will be held, where it ends; None where there was none."""
    return max(
        (one.until for one in held if one.until and wanted in covered(one.kind, includes)), default=None
    )
