"""Approved hours as a list and as a file, and what they would have cost."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from athar.direction.strategy.valuing import Valued
from athar.engine.journeys.models import Session
from athar.engine.ledger.models import Record
from athar.foundation.core.identity import masked
from athar.foundation.core.tables import Cell, Column
from athar.foundation.core.templatetags.athar_text import digits
from athar.foundation.core.templatetags.athar_ui.addresses import address
from athar.foundation.people.choices import Sensitive
from athar.foundation.people.noticing import notice
from athar.foundation.people.rules import Sight
from athar.initiatives.volunteering.choices import Level
from athar.initiatives.volunteering.entered import key_in
from athar.web.ui.viewer import Viewer
from athar.web.workspace.scope import name_of

IDENTITY = "identity"


@dataclass(frozen=True)
class Hours:
    """A record of hours as this viewer may read it."""

    record: Record
    who: str
    shift: str
    seen: Sight

    @property
    def identity(self) -> str:
        """Whole for whoever sees people in full, else its last digits; those who know somebody only by name get no more."""
        number: str | None = self.record.person.national_id if self.record.person else None
        if not number or self.seen is Sight.NOTHING:
            return ""
        if self.seen is not Sight.FULL:
            return masked(number)
        notice(Sensitive.NUMBER, about="approved hours")
        return number


def hours(viewer: Viewer) -> Callable[[Sequence[Record]], list[Hours]]:
    """Of records; one question for the names of their shifts."""

    def shaped(records: Sequence[Record]) -> list[Hours]:
        keys = {key for record in records if (key := key_in(record.session)) is not None}
        shifts = Session.objects.in_bulk(keys)
        return [_shown(record, viewer, shifts) for record in records]

    return shaped


def _shown(record: Record, viewer: Viewer, shifts: dict[int, Session]) -> Hours:
    shift = shifts.get(key_in(record.session) or 0)
    named = str(shift) if shift else record.session
    return Hours(record, name_of(record.person, viewer, record), named, viewer.sight_of(record))


HOURS = [
    Column(
        "position", gettext_lazy("Record"),
        lambda row: Cell(str(row.record), url=address(f"records/{row.record.position}/")), "code", ("position",),
    ),
    Column("person", pgettext_lazy("volunteer", "Whom"), lambda row: row.who),
    Column(IDENTITY, gettext_lazy("Identity number"), lambda row: row.identity, "code", shown=False),
    Column("opportunity", gettext_lazy("Opportunity"), lambda row: str(row.record.edition or row.record.initiative)),
    Column("initiative", gettext_lazy("Initiative"), lambda row: str(row.record.initiative), orders=("initiative__number",), shown=False),
    Column("shift", gettext_lazy("Shift"), lambda row: row.shift, shown=False),
    Column("organisation", gettext_lazy("Organisation"), lambda row: str(row.record.organisation or ""), shown=False),
    Column("occurred_on", gettext_lazy("Day"), lambda row: row.record.occurred_on, "day", ("occurred_on",)),
    Column("hours", gettext_lazy("Hours"), lambda row: row.record.quantity, "number", ("quantity",)),
    Column("level", gettext_lazy("Level"), lambda row: row.record.get_level_display(), orders=("level",)),
    Column("entered_by", gettext_lazy("Entered by"), lambda row: str(row.record.entered_by), shown=False),
    Column("approved_by", gettext_lazy("Approved by"), lambda row: str(row.record.approved_by)),
    Column("approved_at", gettext_lazy("Approved on"), lambda row: row.record.approved_at, "day", ("approved_at",)),
]  # fmt: skip


@dataclass(frozen=True)
class Worth:
    """What hours of one level would have cost, or all of them."""

    level: str
    hours: Decimal
    low: int
    central: int
    high: int
    rates: str
    unrated: Decimal


def worth(lines: Iterable[Valued], write: Callable[[Any], str]) -> list[Worth]:
    """
    Each level and, where there are several, their sum; in whole riyals.

    :param write: writes a number as the reader likes it.
    """
    lines = list(lines)
    rows = [
        _worth(line, str(Level(line.level).label), _(", ").join(_rate(rate, write) for rate in line.rates))
        for line in lines
    ]
    if len(lines) > 1:
        total = Valued("")
        for line in lines:
            for name in ("hours", "low", "central", "high", "unrated"):
                setattr(total, name, getattr(total, name) + getattr(line, name))
        rows.append(_worth(total, _("All levels"), ""))
    return rows


def _worth(line: Valued, level: str, rates: str) -> Worth:
    low, central, high = (int(value.to_integral_value()) for value in (line.low, line.central, line.high))
    return Worth(level, line.hours, low, central, high, rates, line.unrated)


def _rate(rate: Any, write: Callable[[Any], str]) -> str:
    low, high = rate.range
    return _("%(year)s: %(low)s to %(high)s, counted at %(rate)s") % {
        "year": digits(rate.year), "low": write(low), "high": write(high), "rate": write(rate.rate),
    }  # fmt: skip
