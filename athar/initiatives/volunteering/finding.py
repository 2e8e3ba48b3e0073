"""
The search of whoever looks for an opportunity: one for the public page, for programs and for calendars.

To search by something more, add a column to ``Wanted``, a condition to ``narrowed`` and, where the choices are counted, the
same condition to ``Group.fits``.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.aggregates import BitOr
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import ExtractHour, ExtractWeekDay, TruncDate

from athar.engine.journeys.choices import Part
from athar.engine.journeys.models import SeatCounter, Session
from athar.foundation.core.dates import RIYADH
from athar.initiatives.volunteering.choices import Order, TimeOfWeek, Where
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.models.opportunity import OpportunityQuerySet

# When shifts are, as bits of one number; so many times as much where a seat of them is left.
BITS = {TimeOfWeek.DAYTIME: 1, TimeOfWeek.EVENING: 2, TimeOfWeek.WEEKEND: 4}
ANY, FREE = 7, 8
FRIDAY = 6  # as databases count a week that begins on Sunday with 1
EVENING = 17  # o'clock
MOST_DAYS = 1_000  # of a month, over all opportunities
MOST_SHIFTS = 1_000  # of a calendar that others subscribe to
ORDERS = {
    Order.SOON: (F("next_at").asc(nulls_last=True),),
    Order.NEW: (F("call__opens_at").desc(),),
    Order.CLOSING: (F("call__closes_at").asc(nulls_last=True), F("next_at")),
    Order.ROOM: (F("free").desc(nulls_last=True),),
}


@dataclass(frozen=True)
class Wanted:
    """
    What somebody looks for; what is empty narrows nothing.

    :ivar age: in whole years: only what takes somebody of that age.
    :ivar free: only where a seat is left.
    """

    words: str = ""
    field: str = ""
    level: str = ""
    region: str = ""
    where: str = ""
    when: str = ""
    age: int | None = None
    free: bool = False

    @property
    def mask(self) -> int:
        """Which bits of ``times`` will do; 0: any, and none at all."""
        if not (self.when or self.free):
            return 0
        bits = BITS[TimeOfWeek(self.when)] if self.when else ANY
        return bits * FREE if self.free else bits

    @property
    def chosen(self) -> list[str]:
        """The names of what narrows."""
        return [name for name, value in asdict(self).items() if value not in ("", None, False)]

    def without(self, *names: str) -> "Wanted":
        return replace(self, **{name: getattr(NOTHING, name) for name in names})


NOTHING = Wanted()


@dataclass(frozen=True)
class Group:
    """Opportunities that are alike in all that is counted: how many there are."""

    field: str
    level: str
    region: str
    remote: bool
    times: int
    many: int

    def fits(self, wanted: Wanted) -> bool:
        return (
            wanted.field in {"", self.field}
            and wanted.level in {"", self.level}
            and wanted.region in {"", self.region}
            and wanted.where in {"", Where.REMOTE if self.remote else Where.PLACE}
            and (not wanted.mask or bool(self.times & wanted.mask))
        )


@dataclass(frozen=True)
class Tally:
    """How many opportunities fit a search, and would fit it with one choice changed; asked of the database once."""

    wanted: Wanted
    groups: Sequence[Group]

    def many(self, **changes: Any) -> int:
        wanted = replace(self.wanted, **changes)
        return sum(group.many for group in self.groups if group.fits(wanted))


def found(wanted: Wanted = NOTHING, *, at: datetime, order: str = Order.SOON) -> QuerySet[Opportunity]:
    """What one can sign up for now and fits, with what its card says."""
    return (
        narrowed(wanted, at=at).with_next_shift(at=at)
        .select_related("edition__initiative", "organisation", "region", "call").order_by(*ORDERS[Order(order)], "pk")
    )  # fmt: skip


def tally(wanted: Wanted, *, at: datetime) -> Tally:
    """Count everything that its words and its age leave over, whatever else is chosen."""
    rows = _with_times(narrowed(Wanted(words=wanted.words, age=wanted.age), at=at), at)
    columns = ("field", "level", "region", "remote", "times")
    groups: QuerySet[Any] = rows.order_by().values(*columns).annotate(many=Count("pk"))
    return Tally(
        wanted,
        [
            Group(row["field"], row["level"], row["region"] or "", row["remote"], row["times"] or 0, row["many"])
            for row in groups
        ],
    )  # fmt: skip


def days_of(wanted: Wanted, first: date, last: date, *, at: datetime) -> list[dict[str, Any]]:
    """
    On which days of a stretch of time the shifts are that fit: ``edition__code``, its two names, and ``day``; by edition.

    At most ``MOST_DAYS``.
    """
    sessions = shifts_matching(wanted, at=at).annotate(day=TruncDate("starts_at", tzinfo=RIYADH))
    names = ("edition__code", "edition__name_ar", "edition__name_en", "day")
    rows: QuerySet[Any] = sessions.filter(day__gte=first, day__lte=last).order_by().values(*names).distinct()
    return list(rows.order_by("edition__code", "day")[:MOST_DAYS])


def shifts_matching(wanted: Wanted, *, at: datetime) -> QuerySet[Session]:
    """The shifts to come of what fits, each of which fits as well, the next first."""
    rows = _shifts(at).filter(edition__in=narrowed(wanted, at=at).order_by().values("edition"))
    if wanted.mask:
        rows = rows.annotate(meets=F("told").bitand(wanted.mask)).filter(meets__gt=0)
    return rows.order_by("starts_at", "pk")


def shifts_to_tell(sessions: QuerySet[Session]) -> list[Session]:
    """Of some shifts the next ``MOST_SHIFTS``, with what a calendar says of them."""
    return list(sessions.select_related("edition__opportunity")[:MOST_SHIFTS])


def shifts_told_of(opportunity: Opportunity, *, at: datetime) -> QuerySet[Session]:
    """Shifts of one opportunity that are not over, those that were cancelled among them."""
    rows = Session.objects.filter(edition=opportunity.edition_id, part=Part.VOLUNTEER, ends_at__gt=at)
    return rows.order_by("starts_at", "pk")


def narrowed(wanted: Wanted, *, at: datetime) -> OpportunityQuerySet:
    """What one can sign up for now and fits; in no order."""
    rows = Opportunity.objects.live(at=at).said_like(wanted.words)
    columns = {name: getattr(wanted, name) for name in ("field", "level", "region")}
    rows = rows.filter(**{name: value for name, value in columns.items() if value})
    if wanted.where:
        rows = rows.filter(remote=wanted.where == Where.REMOTE)
    if wanted.age is not None:
        rows = rows.filter(least_age__lte=wanted.age)
    if wanted.mask:
        rows = _with_times(rows, at).annotate(meets=F("times").bitand(wanted.mask)).filter(meets__gt=0)
    return rows


def _with_times(rows: OpportunityQuerySet, at: datetime) -> OpportunityQuerySet:
    """Each with ``times``: when its shifts to come are."""
    shifts = _shifts(at).filter(edition=OuterRef("edition")).order_by().values("edition")
    return rows.annotate(
        times=Subquery(shifts.annotate(all=BitOr("told")).values("all"), output_field=IntegerField())
    )


def _shifts(at: datetime) -> QuerySet[Session]:
    """Shifts to come, each with ``told``: its bit of the week, and that bit ``FREE`` times as much where a seat is left."""
    weekday, hour = ExtractWeekDay("starts_at", tzinfo=RIYADH), ExtractHour("starts_at", tzinfo=RIYADH)
    bit = Case(
        When(weekday__gte=FRIDAY, then=Value(BITS[TimeOfWeek.WEEKEND])), When(hour__gte=EVENING, then=Value(BITS[TimeOfWeek.EVENING])),
        default=Value(BITS[TimeOfWeek.DAYTIME]), output_field=IntegerField(),
    )  # fmt: skip
    has_room = Exists(SeatCounter.objects.filter(session=OuterRef("pk"), free__gt=0))
    told = Case(
        When(has_room, then=F("bit") * Value(1 + FREE)), default=F("bit"), output_field=IntegerField()
    )
    return (
        Session.objects.upcoming(at=at).filter(part=Part.VOLUNTEER)
        .annotate(weekday=weekday, hour=hour).annotate(bit=bit).annotate(told=told)
    )  # fmt: skip
