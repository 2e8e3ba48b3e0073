"""Reads about persons."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from athar.foundation.people.choices import STAFF, Role
from athar.foundation.people.models import Person, RoleGrant

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from athar.foundation.people.models import Account

__all__ = ["INSIDE", "STAFF", "as_roles", "roles_of", "roles_of_person", "with_roles"]

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
