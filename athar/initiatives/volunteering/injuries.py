"""Reads about injuries: who was at a session, what somebody reads of their own report, and numbers that name nobody."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import reduce
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from athar.engine.journeys.models import AttendanceMark, Seat, Session, Statement
from athar.foundation.core.dates import RIYADH
from athar.foundation.people.models import Person
from athar.foundation.privacy.queries import about_humans
from athar.initiatives.volunteering.choices import InjuryState
from athar.initiatives.volunteering.models import Injury, InjuryEntry
from athar.initiatives.volunteering.satisfaction import FEWEST

EARLY = timedelta(hours=3)  # before a session: on the way there, or setting up
LATE = timedelta(hours=24)  # after it: heat and exhaustion show later


def participants_of(session: Session) -> QuerySet[Person]:
    """Whoever has a seat in the session or came, by what was stated last or else by marks, in the order of their names."""
    here = {"session": session, "person": OuterRef("pk")}
    there = (
        Q(Exists(Seat.objects.confirmed().filter(**here)))
        | Q(Exists(AttendanceMark.objects.unstated().filter(**here)))
        | Q(Exists(Statement.objects.standing().filter(**here, came_at__isnull=False)))
    )
    return Person.objects.filter(there).order_by("sort_key", "pk")


def is_near(session: Session, moment: datetime) -> bool:
    """Whether something that happened then may have happened at the session."""
    return session.starts_at - EARLY <= moment <= session.ends_at + LATE


def injuries_of(people: Sequence[int], *, at: datetime) -> QuerySet[Injury]:
    """Reports about some humans, the newest first, each with how it stands and the entries that are meant for them."""
    shared = InjuryEntry.objects.filter(shared=True).select_related("by")
    return (
        Injury.objects.with_standing().filter(about_humans(people, at=at))
        .select_related("session__edition__opportunity", "person", "reported_by")
        .prefetch_related(Prefetch("entries", queryset=shared, to_attr="told"))
    )  # fmt: skip


def open_injuries_of(people: Sequence[int], *, at: datetime) -> list[tuple[int, datetime]]:
    """Key and moment of the reports about some persons that are not closed, the newest first."""
    rows: Any = Injury.objects.with_standing().filter(about_humans(people, at=at))
    rows = rows.exclude(state=InjuryState.CLOSED)
    return list(rows.order_by("-happened_at").values_list("pk", "happened_at"))


def injuries_at(session: Session, people: Sequence[int]) -> list[tuple[int, datetime]]:
    """Key and moment of the reports about one human at a session."""
    rows = Injury.objects.filter(session=session, person__in=people).order_by("happened_at")
    return list(rows.values_list("pk", "happened_at"))


@dataclass(frozen=True)
class Group:
    """
    Injuries counted together, and nobody named.

    :ivar opportunity: its key and its names; empty for what is put together.
    :ivar month: year and month in Riyadh.
    :ivar severities: how many of each; ``days``: lost in all, as far as somebody said.
    """

    many: int
    days: int
    severities: Counter[str] = field(default_factory=Counter)
    opportunity: tuple[int, str, str] | None = None
    month: tuple[int, int] | None = None


@dataclass(frozen=True)
class Numbers:
    """:ivar whole: None where nothing may be told; ``rest``: groups that are too small to be told by themselves."""

    whole: Group | None
    groups: tuple[Group, ...] = ()
    rest: Group | None = None


def numbers_of(rows: QuerySet[Any]) -> Numbers:
    """Injuries by opportunity and month, the newest first, as they are; one question to the database."""
    edition = "session__edition"
    read = rows.with_standing().order_by().values_list(  # type: ignore[attr-defined]
        f"{edition}__opportunity", f"{edition}__name_ar", f"{edition}__name_en", "happened_at", "severity", "days_lost"
    )  # fmt: skip
    found: dict[Any, list[Any]] = {}
    for *opportunity, happened_at, severity, days in read:
        local = happened_at.astimezone(RIYADH)
        found.setdefault((tuple(opportunity), (local.year, local.month)), []).append((severity, days or 0))
    groups = [
        Group(len(cases), sum(days for _severity, days in cases), Counter(severity for severity, _days in cases), *key)
        for key, cases in found.items()
    ]  # fmt: skip
    ordered = sorted(groups, key=lambda group: (group.month, group.opportunity), reverse=True)
    return Numbers(together(ordered), tuple(ordered))


def folded(numbers: Numbers) -> Numbers:
    """
    The same for whoever may not read the reports: nothing in it is about fewer than ``FEWEST``.

    Small groups are put together; where that is still too few, the smallest of the others joins them, since it could be
    reckoned from the whole. How grave they were is told only where each degree that occurs has enough.
    """
    small = [group for group in numbers.groups if group.many < FEWEST]
    large = sorted((group for group in numbers.groups if group.many >= FEWEST), key=lambda group: group.many)
    while small and large and sum(group.many for group in small) < FEWEST:
        small.append(large.pop(0))
    if not large and sum(group.many for group in small) < FEWEST:
        return Numbers(None)
    whole = together(numbers.groups)
    if min(whole.severities.values()) < FEWEST:
        whole = Group(whole.many, whole.days)
    shown = tuple(
        Group(one.many, one.days, opportunity=one.opportunity, month=one.month)
        for one in numbers.groups
        if one in large
    )
    rest = together(small)
    return Numbers(whole, shown, Group(rest.many, rest.days) if small else None)


def together(groups: Iterable[Group]) -> Group:
    return reduce(
        lambda one, other: Group(
            one.many + other.many, one.days + other.days, one.severities + other.severities
        ),
        groups,
        Group(0, 0),
    )
