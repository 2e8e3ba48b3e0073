"""Why a role cannot be given, ended or delegated: lists of small checks, so that people see every reason at once."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Person, RoleGrant
from athar.foundation.people.models.role import RoleGrantQuerySet

# Roles that hold within one body alone, and would be far too wide without it.
NEED_A_BODY = frozenset({Role.PARTNER_MANAGER})
# Work can be handed over for a while; being a volunteer or somebody's guardian cannot.
LENT = frozenset(Role) - {Role.VOLUNTEER, Role.GUARDIAN}


def grant_refusals(grant: RoleGrant, *, at: datetime) -> list[Reason]:
    answers = [
        None if administers(grant.granted_by, at=at) else NO_ADMINISTRATOR,
        _to_oneself(grant),
        _no_reason(grant.reason),
        _no_body(grant),
        _no_scope(grant),
        _ended(grant),
        _over_before_it_began(grant),
        _held_already(grant, at=at),
    ]
    return [answer for answer in answers if answer]


def delegation_refusals(lent: RoleGrant, source: RoleGrant, *, at: datetime) -> list[Reason]:
    answers = [
        None if source.person_id == lent.granted_by_id else NOT_YOURS,
        DELEGATED if source.delegates_id else None,
        None if source.role in LENT or source.custom_id else STAYS,
        None if holds(source, at=at) else OVER,
        _outlives(lent, source),
        _to_oneself(lent),
        _no_reason(lent.reason),
        _over_before_it_began(lent),
        _held_already(lent, at=at),
    ]
    return [answer for answer in answers if answer]


def ending_refusals(grant: RoleGrant, *, by: Person, at: datetime, reason: str) -> list[Reason]:
    """Administrators end any role, whoever delegated one takes it back, and anybody may lay their own down."""
    may = (
        administers(by, at=at)
        or by.pk == grant.person_id
        or (grant.delegates_id and by.pk == grant.granted_by_id)
    )
    answers = [
        None if may else NO_ADMINISTRATOR,
        None if holds(grant, at=at) else OVER,
        _no_reason(reason.strip()),
        _last_administrator(grant, at=at),
    ]
    return [answer for answer in answers if answer]


def administers(person: Person | None, *, at: datetime) -> bool:
    return RoleGrant.objects.in_force(at).whole().filter(person=person, role=Role.ADMINISTRATOR).exists()


def holds(grant: RoleGrant, *, at: datetime) -> bool:
    return RoleGrant.objects.in_force(at).filter(pk=grant.pk).exists()


NO_ADMINISTRATOR = Reason(
    "no_administrator",
    _("Only an administrator gives and ends roles."),
    _("Ask an administrator of the association."),
)
NOT_YOURS = Reason(
    "not_yours", _("Nobody delegates a role of somebody else."), _("Choose a role of your own.")
)
DELEGATED = Reason(
    "delegated", _("A delegated role is not delegated further."), _("Ask whoever delegated it to you.")
)
LAST_ADMINISTRATOR = Reason(
    "last_administrator",
    _("Somebody must administer the association."),
    _("Appoint another administrator first."),
)
STAYS = Reason(
    "stays", _("This role is about the person alone and cannot be lent."), _("Ask an administrator.")
)
OVER = Reason("over", _("This role does not hold now."), _("Choose one that is in force."))


def _to_oneself(grant: RoleGrant) -> Reason | None:
    if grant.person_id != grant.granted_by_id:
        return None
    return Reason("to_oneself", _("Nobody gives themselves a role."), _("Ask another administrator."))


def _no_reason(text: str) -> Reason | None:
    return (
        None
        if text
        else Reason("no_reason", _("A role is given, ended or delegated for a reason."), _("Write why."))
    )


def _no_body(grant: RoleGrant) -> Reason | None:
    if grant.role not in NEED_A_BODY or grant.organisation_id:
        return None
    return Reason("no_body", _("This role holds within one body."), _("Choose the body."))


def _no_scope(grant: RoleGrant) -> Reason | None:
    narrowed = grant.organisation_id or grant.initiative
    if grant.custom is None or not grant.custom.scoped or narrowed:
        return None
    return Reason(
        "no_scope",
        _("This role holds only within a scope."),
        _("Choose the organisation, the initiative or the edition."),
    )


def _ended(grant: RoleGrant) -> Reason | None:
    if grant.custom is None or grant.custom.ended_at is None:
        return None
    return Reason("ended", _("This role is ended."), _("Choose another, or draw a new one."))


def _over_before_it_began(grant: RoleGrant) -> Reason | None:
    if grant.until is None or grant.until > grant.since:
        return None
    return Reason("past", _("The role would end before it begins."), _("Choose a later end."))


def _outlives(lent: RoleGrant, source: RoleGrant) -> Reason | None:
    if source.until is None or (lent.until is not None and lent.until <= source.until):
        return None
    return Reason(
        "outlives", _("A delegation ends no later than the role it comes from."), _("Choose an earlier end.")
    )


def _held_already(grant: RoleGrant, *, at: datetime) -> Reason | None:
    same = RoleGrant.objects.in_force(at).filter(
        person=grant.person_id, role=grant.role, custom=grant.custom_id, organisation=grant.organisation_id,
        initiative=grant.initiative, edition=grant.edition,
    )  # fmt: skip
    if not same.exists():
        return None
    return Reason("held", _("The person holds this role in this scope already."), _("End that one first."))


def _last_administrator(grant: RoleGrant, *, at: datetime) -> Reason | None:
    if grant.role != Role.ADMINISTRATOR or grant.delegates_id:
        return None
    return None if lasting_administrators(at=at).exclude(pk=grant.pk).exists() else LAST_ADMINISTRATOR


def lasting_administrators(*, at: datetime) -> RoleGrantQuerySet:
    """
    Grants of administrators who stay: lent by nobody, without an end, held by somebody who can sign in.

    One that ends by itself would leave the association with nobody.
    """
    return (
        RoleGrant.objects.in_force(at)
        .whole()
        .filter(role=Role.ADMINISTRATOR, delegates=None, until=None, person__account__is_active=True)
    )
