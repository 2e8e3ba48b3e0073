"""
A volunteer's passport: what somebody gave, in what they took part, and what they can do.

Its hours are the records that the page of hours sums (``ledger.queries.standing_about``); they are added up here by
year, level, field and part, and counted in no other way.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from athar.engine.journeys.choices import Part
from athar.engine.journeys.models import Enrolment
from athar.engine.ledger.choices import Kind, Level
from athar.engine.ledger.models import Record
from athar.engine.ledger.queries import standing_about
from athar.foundation.core.dates import riyadh_day
from athar.foundation.qualifications.catalogue import skill_names
from athar.foundation.qualifications.choices import State
from athar.foundation.qualifications.models import Qualification
from athar.foundation.qualifications.queries import qualifications_of, skills_of
from athar.initiatives.volunteering.choices import Field
from athar.initiatives.volunteering.kudos import kudos_of
from athar.initiatives.volunteering.models import Kudos
from athar.initiatives.volunteering.queries import parts_of

SOON = timedelta(days=60)  # how long before it runs out a qualification is marked
LEARNT = (Kind.TRAINING, Kind.COMPLETION)


@dataclass(frozen=True)
class Share:
    """What of the hours belongs to one year, level or field. ``year``: where it is one."""

    label: str
    hours: Decimal
    records: int
    year: int | None = None


@dataclass(frozen=True)
class Role:
    """In what somebody took part: ``organisation`` empty where none is known, ``until`` None while it goes on."""

    part: str
    what: str
    initiative: str
    organisation: str
    since: date
    until: date | None
    hours: Decimal


@dataclass(frozen=True)
class Ability:
    """A qualification that is approved and valid today; ``soon``: it runs out within two months."""

    one: Qualification
    soon: bool


@dataclass(frozen=True)
class Passport:
    """
    ``records``: of how many records the hours are the sum. ``learnt``: records of training and completion.

    ``thanks``: those that its holder shows; ``thanked``: how many there are, shown or not.
    """

    hours: Decimal
    records: int
    years: list[Share]
    levels: list[Share]
    fields: list[Share]
    roles: list[Role]
    learnt: list[Record]
    abilities: list[Ability]
    skills: list[str]
    thanks: list[Kudos]
    thanked: int

    @property
    def is_empty(self) -> bool:
        given = self.records or self.roles or self.learnt or self.thanks
        return not (given or self.abilities or self.skills)


def passport_of(people: Sequence[int], *, on: date) -> Passport:
    """
    The passport of one human in the language being spoken: five questions to the database.

    :param people: the rows that are this human.
    """
    rows = list(
        standing_about(people).filter(kind__in=[Kind.HOURS, *LEARNT]).select_related("edition__opportunity")
    )
    hours = [record for record in rows if record.kind == Kind.HOURS]
    thanks = list(kudos_of(people))
    return Passport(
        hours=_sum(hours),
        records=len(hours),
        years=_years(hours),
        levels=_shares(hours, _level),
        fields=_shares(hours, _field),
        roles=_roles(parts_of(people), hours, on),
        learnt=[record for record in rows if record.kind != Kind.HOURS],
        abilities=_abilities(people, on),
        skills=skill_names(skills_of(people)),
        thanks=[one for one in thanks if one.on_passport],
        thanked=len(thanks),
    )


def _sum(records: Iterable[Record]) -> Decimal:
    return sum((record.quantity or Decimal(0) for record in records), Decimal(0))


def _grouped(records: Iterable[Record], by: Callable[[Record], Any]) -> dict[Any, list[Record]]:
    groups: defaultdict[Any, list[Record]] = defaultdict(list)
    for record in records:
        groups[by(record)].append(record)
    return groups


def _years(hours: Iterable[Record]) -> list[Share]:
    """The newest first."""
    years = _grouped(hours, lambda record: record.occurred_on.year)
    return [
        Share(str(year), _sum(rows), len(rows), year) for year, rows in sorted(years.items(), reverse=True)
    ]


def _shares(hours: Iterable[Record], by: Callable[[Record], str]) -> list[Share]:
    """The largest first."""
    shares = [Share(label, _sum(rows), len(rows)) for label, rows in _grouped(hours, by).items()]
    return sorted(shares, key=lambda share: (-share.hours, share.label))


def _level(record: Record) -> str:
    return str(Level(record.level).label) if record.level else _("Not recorded")


def _field(record: Record) -> str:
    """The field of the opportunity it comes from; hours from before there were opportunities have none."""
    opportunity = getattr(record.edition, "opportunity", None)
    return str(Field(opportunity.field).label) if opportunity else _("Not recorded")


def _roles(parts: Iterable[Enrolment], hours: Iterable[Record], on: date) -> list[Role]:
    """What somebody is entered in, and where their hours alone say that they served; the newest first."""
    left = _grouped(hours, lambda record: (record.initiative_id, record.edition_id))
    roles = []
    for part in parts:
        where = (part.edition.initiative_id, part.edition_id)
        served = left.pop(where, []) if part.part == Part.VOLUNTEER else []
        roles.append(_entered(part, served, on))
    roles += [_served(rows) for rows in left.values()]
    return sorted(roles, key=lambda role: role.since, reverse=True)


def _entered(part: Enrolment, served: list[Record], on: date) -> Role:
    edition, since = part.edition, riyadh_day(part.since)
    opportunity = getattr(edition, "opportunity", None)
    until = riyadh_day(part.ended_at) if part.ended_at else edition.ends_on
    return Role(
        part=str(Part(part.part).label),
        what=str(edition),
        initiative=str(edition.initiative),
        organisation=str(opportunity.organisation) if opportunity else "",
        since=since,
        until=max(since, until) if part.ended_at or until < on else None,
        hours=_sum(served),
    )


def _served(rows: list[Record]) -> Role:
    days = [record.occurred_on for record in rows]
    first = rows[0]
    return Role(
        part=str(Part.VOLUNTEER.label),
        what=str(first.edition or first.initiative),
        initiative=str(first.initiative),
        organisation="",
        since=min(days),
        until=max(days),
        hours=_sum(rows),
    )


def _abilities(people: Sequence[int], on: date) -> list[Ability]:
    """What runs out first stands first."""
    valid = qualifications_of(people).filter(Q(expires_on=None) | Q(expires_on__gte=on), state=State.APPROVED)
    return [
        Ability(one, soon=one.expires_on is not None and one.expires_on - on <= SOON)
        for one in valid.order_by("expires_on", "pk")
    ]
