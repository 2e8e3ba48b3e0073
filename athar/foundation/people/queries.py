"""Reads about persons."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Expression, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from athar.foundation.core.search_key import search_key
from athar.foundation.people.choices import STAFF, Role
from athar.foundation.people.holdings import Roles, holding_from
from athar.foundation.people.models import Account, CustomRole, Person, RoleGrant

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

__all__ = [
    "INSIDE",
    "STAFF",
    "accounts_holding",
    "accounts_like",
    "as_roles",
    "custom_roles",
    "endable_by",
    "grants_in_force",
    "grants_of",
    "holders_of_roles",
    "lent_by",
    "roles_of",
    "roles_of_person",
    "with_duties",
    "with_roles",
    "works_inside",
]

# Whoever has work in the workspace; partner managers see their own organisation's.
INSIDE = STAFF | {Role.PARTNER_MANAGER}


def roles_of(user: "Account | AnonymousUser", *, at: datetime) -> Roles:
    """The roles in force for whoever is signed in; a visitor has none."""
    person = getattr(user, "person", None)
    return roles_of_person(person, at=at) if person else Roles()


def roles_of_person(person: Person, *, at: datetime) -> Roles:
    """
    The roles a person holds for the whole of the association, and a partner's manager for her body.

    A role of staff that was given within one initiative or body is none of these: it opens nothing beyond it, and stands
    apart as ``narrow``.
    """
    return as_roles(_grants(person, at).values_list(_HOLDING, flat=True))


def with_roles(accounts: "QuerySet[Account]", *, at: datetime | Expression) -> "QuerySet[Account]":
    """The accounts, each with what its holder holds as ``held``, for ``as_roles``, in the same query."""
    return accounts.annotate(held=ArraySubquery(_grants(OuterRef("person_id"), at).values(holding=_HOLDING)))


def as_roles(rows: Iterable[dict[str, Any]]) -> Roles:
    return Roles.of(holding_from(row) for row in rows)


def works_inside(roles: Roles) -> bool:
    """Whether somebody has work in the workspace: by a built-in role, by one the association drew, or within a scope."""
    return bool(INSIDE & roles or roles.drawn or roles.narrow)


_HOLDING = JSONObject(
    role="role", code="custom__code", name_ar="custom__name_ar", name_en="custom__name_en", places="custom__places",
    acts="custom__acts", organisation="organisation_id", initiative="initiative", edition="edition",
)  # fmt: skip


def _grants(person: Person | OuterRef, at: datetime | Expression) -> "QuerySet[RoleGrant]":
    return RoleGrant.objects.filter(person=person).in_force(at)


def accounts_like(text: str, *, masked: bool = False) -> "QuerySet[Account]":
    """
    Accounts whose holder's name, in any spelling or in Latin letters, or whose address holds the words.

    :param masked: find by words only those on duty: an answer would say who is behind a name that is shown masked.
    """
    found = Account.objects.select_related("person__organisation")
    if masked and text.strip():
        found = found.filter(_ever_on_duty())
    for word in search_key(text).split():
        found = found.filter(
            Q(person__search_key__contains=word)
            | Q(person__name_latin__icontains=word)
            | Q(email__icontains=word)
        )
    return found


def with_duties(accounts: "QuerySet[Account]") -> "QuerySet[Account]":
    """The accounts, each with ``on_duty``: whether its holder ever had work in the workspace."""
    return accounts.annotate(on_duty=_ever_on_duty())


def _ever_on_duty() -> Exists:
    inside = Q(role__in=INSIDE) | Q(custom__isnull=False)
    return Exists(RoleGrant.objects.filter(inside, person=OuterRef("person_id")))


def accounts_holding(accounts: "QuerySet[Account]", role: str, *, at: datetime) -> "QuerySet[Account]":
    held = RoleGrant.objects.in_force(at).filter(Q(role=role) | Q(custom__code=role))
    return accounts.filter(person__in=held.values("person"))


def grants_in_force(people: Iterable[int], *, at: datetime) -> dict[int, list[RoleGrant]]:
    """What each of these persons holds now, narrowed or not: one query."""
    found: dict[int, list[RoleGrant]] = {}
    rows = RoleGrant.objects.in_force(at).filter(person__in=list(people))
    for grant in rows.select_related("organisation", "custom").order_by("since", "pk"):
        found.setdefault(grant.person_id, []).append(grant)
    return found


def grants_of(person: Person) -> "QuerySet[RoleGrant]":
    """Everything a person holds or held, the newest first, with who gave it, who ended it and whom it was lent to."""
    joined = ("organisation", "custom", "granted_by", "ended_by", "delegates__person", "person")
    return RoleGrant.objects.filter(person=person).select_related(*joined).order_by("-since", "-pk")


def lent_by(person: Person, *, at: datetime) -> "QuerySet[RoleGrant]":
    """What a person lent to others and they hold now."""
    rows = RoleGrant.objects.in_force(at).filter(delegates__person=person)
    return rows.select_related("person", "organisation", "custom").order_by("until", "pk")


def endable_by(person: Person) -> "QuerySet[RoleGrant]":
    """Grants a person may end without administering anything: their own, and what was lent from their own."""
    rows = RoleGrant.objects.filter(Q(person=person) | Q(delegates__person=person))
    return rows.select_related(
        "organisation", "custom", "granted_by", "ended_by", "delegates__person", "person"
    )


def custom_roles(*, at: datetime) -> "QuerySet[CustomRole]":
    """Every role the association drew, ended ones last, each with how many people hold it now as ``holders``."""
    held = RoleGrant.objects.in_force(at).filter(custom=OuterRef("pk")).order_by().values("custom")
    many = Subquery(held.annotate(many=Count("person", distinct=True)).values("many"))
    rows = CustomRole.objects.select_related("changed_by").annotate(holders=Coalesce(many, 0))
    return rows.order_by(F("ended_at").desc(nulls_first=True), "code")


def holders_of_roles(*, at: datetime) -> dict[str, int]:
    """How many people hold each built-in role now."""
    rows = RoleGrant.objects.in_force(at).exclude(role="").order_by().values_list("role")
    return dict(rows.annotate(many=Count("person", distinct=True)))
