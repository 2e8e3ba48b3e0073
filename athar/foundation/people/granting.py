"""Roles given, ended and delegated. Every step keeps who, when and why; nothing is ever deleted."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction

from athar.foundation.core.facts import announce
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.choices import Role
from athar.foundation.people.facts import RoleEnded, RoleGiven
from athar.foundation.people.grant_rules import (
    delegation_refusals,
    ending_refusals,
    grant_refusals,
)
from athar.foundation.people.models import CustomRole, Organisation, Person, RoleGrant

log = logging.getLogger("athar.audit")


class GrantRefused(Refused):
    """The role cannot be given, ended or delegated so; carries every reason."""


@transaction.atomic
def grant_role(
    *,
    person: Person,
    role: Role | CustomRole,
    by: Person,
    at: datetime,
    reason: str,
    organisation: Organisation | None = None,
    initiative: str = "",
    edition: str = "",
    until: datetime | None = None,
) -> RoleGrant:
    """
    Give a person a role from ``at`` on, within a scope: a body, an initiative, one edition of it, or all.

    :param until: when it ends by itself; None: when somebody ends it.
    :raises GrantRefused: when ``by`` administers nothing, or gives it to herself, without a reason, without the scope
        the role needs, with an end that is past, or when the person has this very grant already.
    """
    lock_people(person, by)
    grant = RoleGrant(
        person=person, **_named(role), organisation=organisation, initiative=initiative, edition=edition,
        since=at, until=until, granted_by=by, reason=reason.strip(),
    )  # fmt: skip
    return _kept(grant, grant_refusals(grant, at=at))


@transaction.atomic
def end_role(*, grant: RoleGrant, by: Person, at: datetime, reason: str) -> RoleGrant:
    """
    End a role now. What was delegated from it ends with it, because it holds only while its source does.

    :raises GrantRefused: when ``by`` may not end it, it is over already, there is no reason, or it is that of the last
        administrator.
    """
    lock_people(grant.person, by)
    lock_administrators(grant.role)
    current = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    if reasons := ending_refusals(current, by=by, at=at, reason=reason):
        raise GrantRefused(*reasons)
    current.until, current.ended_by, current.end_reason = at, by, reason.strip()
    current.save(update_fields=["until", "ended_by", "end_reason"])
    log.info("role ended", extra={"facts": _told(current) | {"by": by.pk}})
    announce(RoleEnded(current.person_id, current.role, at, *_names(current)))
    return current


@transaction.atomic
def delegate_role(
    *, grant: RoleGrant, to: Person, by: Person, at: datetime, until: datetime, reason: str
) -> RoleGrant:
    """
    Lend one's own role to somebody until a day; whoever lends keeps it, and stays named as who gave it.

    The role and its scope are those of the grant, so nothing can be lent that is not held.

    :raises GrantRefused: when the grant is another's, over, or itself delegated; when the delegation would outlive it, has
        no reason, goes to oneself, or repeats what the person holds.
    """
    lock_people(to, by)
    source = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    lent = RoleGrant(
        person=to, role=source.role, custom_id=source.custom_id, organisation_id=source.organisation_id, initiative=source.initiative,
        edition=source.edition, since=at, until=until, granted_by=by, reason=reason.strip(), delegates=source,
    )  # fmt: skip
    return _kept(lent, delegation_refusals(lent, source, at=at))


def _named(role: Role | CustomRole) -> dict[str, Any]:
    return {"custom": role} if isinstance(role, CustomRole) else {"role": role}


def _names(grant: RoleGrant) -> tuple[str, ...]:
    """In Arabic and in English, of a role that the association drew."""
    return (grant.custom.name_ar, grant.custom.name_en) if grant.custom else ()


def _told(grant: RoleGrant) -> dict[str, Any]:
    """What the log says of a grant: numbers and codes, nobody's name."""
    return {"grant": grant.pk, "person": grant.person_id, "role": grant.role or f"custom {grant.custom_id}"}


def lock_people(*people: Person) -> None:
    """Two steps about one person come one after the other, so that each sees what the other did."""
    keys: list[Any] = [person.pk for person in people]
    list(Person.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def lock_administrators(role: str = Role.ADMINISTRATOR) -> None:
    """Administrators go one at a time, or the last two could go at once, each because the other was still there."""
    if role == Role.ADMINISTRATOR:
        rows = RoleGrant.objects.select_for_update().filter(role=Role.ADMINISTRATOR, until=None)
        list(rows.order_by("pk").values_list("pk"))


def _kept(grant: RoleGrant, reasons: list[Reason]) -> RoleGrant:
    if reasons:
        raise GrantRefused(*reasons)
    grant.save(force_insert=True)
    log.info("role given", extra={"facts": _told(grant) | {"by": grant.granted_by_id}})
    announce(RoleGiven(grant.person_id, grant.role, grant.since, *_names(grant)))
    return grant
