"""Reads about persons."""

from datetime import datetime
from typing import TYPE_CHECKING

from athar.foundation.people.choices import Role
from athar.foundation.people.models import Person, RoleGrant

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from athar.foundation.people.models import Account

STAFF = frozenset({
    Role.PROGRAMME_MANAGER, Role.REVIEWER, Role.STRATEGY_OFFICER, Role.GOVERNANCE_OFFICER,
    Role.EXECUTIVE, Role.BOARD_MEMBER, Role.AUDITOR, Role.ADMINISTRATOR,
})  # fmt: skip


# Whoever has work in the workspace; partner managers see their own organisation's.
INSIDE = STAFF | {Role.PARTNER_MANAGER}


def roles_of(user: "Account | AnonymousUser", *, at: datetime) -> frozenset[Role]:
    """The roles in force for whoever is signed in; a visitor has none."""
    person = getattr(user, "person", None)
    return roles_of_person(person, at=at) if person else frozenset()


def roles_of_person(person: Person, *, at: datetime) -> frozenset[Role]:
    grants = RoleGrant.objects.filter(person=person).in_force(at).values_list("role", flat=True)
    return frozenset(Role(role) for role in grants)
