"""Reads: what somebody was told, how much of it is unread, and how they want to be told."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from athar.foundation.core.telling import Kind, Way, kinds
from athar.foundation.notices.models import Notice, NoticeQuerySet, Rhythm, Wish
from athar.foundation.notices.rules import Hours, way_of
from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import Holding
from athar.foundation.people.models import Person, RoleGrant

if TYPE_CHECKING:
    from athar.foundation.people.models import Account

__all__ = ["holders", "hours_of", "letters_to", "notices_of", "offered", "untold", "with_unread"]


def notices_of(person: Person) -> NoticeQuerySet:
    """What the person was told, the newest first."""
    return Notice.objects.known().filter(person=person)


def with_unread(accounts: "QuerySet[Account]") -> "QuerySet[Account]":
    """The accounts, each with ``unread``: how many notices its holder has not read, in the same query."""
    rows = Notice.objects.known().unread().filter(person=OuterRef("person_id")).order_by()
    many = rows.annotate(one=Value(1)).values("one").annotate(many=Count("pk")).values("many")
    return accounts.annotate(unread=Coalesce(Subquery(many, output_field=IntegerField()), 0))


def holders(roles: Iterable[Role], *, at: datetime, about: Any = None) -> list[int]:
    """
    Keys of the persons who hold one of these roles for the whole of the association.

    :param about: a thing that says where it belongs; then also of those within whose scope it lies.
    """
    grants = RoleGrant.objects.in_force(at).filter(role__in=list(roles))
    found = set(grants.whole().values_list("person", flat=True))
    if about is not None:
        for grant in grants:
            holding = Holding(Role(grant.role), None, grant.organisation_id, grant.initiative, grant.edition)
            if holding.is_narrow and holding.bound.covers(about):
                found.add(grant.person_id)
    return sorted(found)


def offered(person: Person, *, inside: bool) -> list[tuple[Kind, Way]]:
    """Every kind that may concern the person, with how they are told of it."""
    chosen = dict(Wish.objects.filter(person=person).values_list("kind", "way"))
    return [(kind, way_of(kind, chosen)) for kind in kinds().values() if inside or not kind.inside]


def untold(people: Iterable[int], kind: str, **facts: Any) -> list[int]:
    """Those of the persons whom nobody told this yet; for reminders, which come again and again and are told once."""
    told = Notice.objects.filter(kind=kind, **{f"facts__{name}": value for name, value in facts.items()})
    return sorted(set(people) - set(told.values_list("person", flat=True)))


def hours_of(person: Person) -> Hours:
    rhythm = Rhythm.objects.filter(person=person).first()
    return rhythm.hours if rhythm else Hours()


def letters_to(person: int, *, at: datetime) -> list[datetime]:
    """When letters went out to the person within a day; what one letter tells went out at one moment."""
    rows = Notice.objects.filter(person=person, sent_at__gt=at - timedelta(days=1))
    return list(rows.order_by("sent_at").values_list("sent_at", flat=True).distinct())  # type: ignore[arg-type]
