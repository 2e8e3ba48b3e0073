"""Reads about persons."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from athar.foundation.core.search_key import search_key
from athar.foundation.people.choices import STAFF, Role
from athar.foundation.people.models import Account, Person, RoleGrant

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

__all__ = [
    "INSIDE",
    "STAFF",
    "accounts_holding",
    "accounts_like",
    "as_roles",
    "endable_by",
    "grants_in_force",
    "grants_of",
    "lent_by",
    "roles_of",
    "roles_of_person",
    "with_duties",
    "with_roles",
]

# Whoever has work in the workspace; partner managers see their own organisation's.
INSIDE = STAFF | {Role.PARTNER_MANAGER}


def roles_of(user: "Account | AnonymousUser", *, at: datetime) -> frozenset[Role]:
    """The roles in force for whoever is signed in; a visitor has none."""
    person = getattr(user, "person", None)
    return roles_of_person(person, at=at) if person else frozenset()


def roles_of_person(person: Person, *, at: datetime) -> frozenset[Role]:
    """
    The roles a person holds for the whole of the association, and a partner's manager for her body.

    A role of staff that was given within one initiative or body is none of these: it opens nothing beyond it.
    """
    return as_roles(_whole_grants(person, at).values_list("role", flat=True))


def with_roles(accounts: "QuerySet[Account]", *, at: datetime) -> "QuerySet[Account]":
    """The accounts, each with the same roles of its holder as ``held``: a list of codes, in the same query."""
    return accounts.annotate(held=ArraySubquery(_whole_grants(OuterRef("person_id"), at).values("role")))


def as_roles(codes: Iterable[str]) -> frozenset[Role]:
    return frozenset(Role(code) for code in codes)


def _whole_grants(person: Person | OuterRef, at: datetime) -> "QuerySet[RoleGrant]":
    return RoleGrant.objects.filter(person=person).in_force(at).whole()


def accounts_like(text: str) -> "QuerySet[Account]":
    """Accounts whose holder's name, in any spelling or in Latin letters, or whose address holds the words."""
    found = Account.objects.select_related("person__organisation")
    for word in search_key(text).split():
        found = found.filter(
            Q(person__search_key__contains=word)
            | Q(person__name_latin__icontains=word)
            | Q(email__icontains=word)
        )
    return found


def with_duties(accounts: "QuerySet[Account]") -> "QuerySet[Account]":
    """The accounts, each with ``on_duty``: whether its holder ever had work in the workspace."""
    ever = RoleGrant.objects.filter(person=OuterRef("person_id"), role__in=INSIDE)
    return accounts.annotate(on_duty=Exists(ever))


def accounts_holding(accounts: "QuerySet[Account]", role: str, *, at: datetime) -> "QuerySet[Account]":
    held = RoleGrant.objects.in_force(at).filter(role=role)
    return accounts.filter(person__in=held.values("person"))


def grants_in_force(people: Iterable[int], *, at: datetime) -> dict[int, list[RoleGrant]]:
    """What each of these persons holds now, narrowed or not: one query."""
    found: dict[int, list[RoleGrant]] = {}
    rows = RoleGrant.objects.in_force(at).filter(person__in=list(people))
    for grant in rows.select_related("organisation").order_by("since", "pk"):
        found.setdefault(grant.person_id, []).append(grant)
    return found


def grants_of(person: Person) -> "QuerySet[RoleGrant]":
    """Everything a person holds or held, the newest first, with who gave it, who ended it and whom it was lent to."""
    joined = ("organisation", "granted_by", "ended_by", "delegates__person", "person")
    return RoleGrant.objects.filter(person=person).select_related(*joined).order_by("-since", "-pk")


def lent_by(person: Person, *, at: datetime) -> "QuerySet[RoleGrant]":
    """What a person lent to others and they hold now."""
    rows = RoleGrant.objects.in_force(at).filter(delegates__person=person)
    return rows.select_related("person", "organisation").order_by("until", "pk")


def endable_by(person: Person) -> "QuerySet[RoleGrant]":
    """Grants a person may end without administering anything: their own, and what was lent from their own."""
    rows = RoleGrant.objects.filter(Q(person=person) | Q(delegates__person=person))
    return rows.select_related("organisation", "granted_by", "ended_by", "delegates__person", "person")
