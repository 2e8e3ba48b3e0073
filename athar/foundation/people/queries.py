"""Reads about persons."""

from datetime import datetime
from typing import TYPE_CHECKING

from athar.foundation.people.choices import STAFF, Role
from athar.foundation.people.models import Person, RoleGrant

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from athar.foundation.people.models import Account

__all__ = ["INSIDE", "STAFF", "roles_of", "roles_of_person"]

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
    grants = RoleGrant.objects.filter(person=person).in_force(at).whole().values_list("role", flat=True)
    return frozenset(Role(role) for role in grants)
