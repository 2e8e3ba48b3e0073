"""Accounts closed and opened again by an administrator: nobody signs in with a closed one, and nothing is deleted."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.choices import Role
from athar.foundation.people.grant_rules import LAST_ADMINISTRATOR, administers, lasting_administrators
from athar.foundation.people.granting import lock_administrators, lock_people
from athar.foundation.people.models import Account, Closure, Person, RoleGrant

log = logging.getLogger("athar.audit")


class ClosingRefused(Refused):
    """The account cannot be closed, or opened again, so; carries every reason."""


NO_ADMINISTRATOR = Reason(
    "no_administrator",
    _("Only an administrator closes and opens accounts."),
    _("Ask an administrator of the association."),
)
NO_REASON = Reason("no_reason", _("An account is closed or opened for a reason."), _("Write why."))
OWN = Reason("own", _("Nobody closes their own account."), _("Ask another administrator."))
CLOSED = Reason("closed", _("The account is closed already."), _("Nothing needs to be done."))
OPEN = Reason("open", _("The account is open."), _("Nothing needs to be done."))


@transaction.atomic
def close_account(*, account: Account, by: Person, at: datetime, reason: str) -> Closure:
    """
    Close an account: whoever is signed in with it is signed in no more from the next page on. Roles stay as they are.

    :raises ClosingRefused: when ``by`` administers nothing, it is her own, there is no reason, it is closed already, or
        nobody would be left to administer the association.
    """
    current = _locked(account, by)
    answers = [
        None if administers(by, at=at) else NO_ADMINISTRATOR,
        OWN if current.person_id == by.pk else None,
        None if reason.strip() else NO_REASON,
        None if current.is_active else CLOSED,
        _last_administrator(current.person, at=at),
    ]
    _refuse(answers)
    _turn(current, is_active=False)
    log.info("account closed", extra={"facts": {"account": current.pk, "by": by.pk}})
    return Closure.objects.create(person=current.person, since=at, closed_by=by, reason=reason.strip())


@transaction.atomic
def reopen_account(*, account: Account, by: Person, at: datetime, reason: str) -> Account:
    """
    Open a closed account again.

    :raises ClosingRefused: when ``by`` administers nothing, there is no reason, or it is open already.
    """
    current = _locked(account, by)
    answers = [
        None if administers(by, at=at) else NO_ADMINISTRATOR,
        None if reason.strip() else NO_REASON,
        OPEN if current.is_active else None,
    ]
    _refuse(answers)
    _turn(current, is_active=True)
    log.info("account opened again", extra={"facts": {"account": current.pk, "by": by.pk}})
    Closure.objects.standing().filter(person=current.person_id).update(
        until=at, reopened_by=by, reopen_reason=reason.strip()
    )
    return current


def _locked(account: Account, by: Person) -> Account:
    lock_people(account.person, by)
    lock_administrators()
    return Account.objects.select_for_update(of=("self",)).get(pk=account.pk)


def _turn(account: Account, *, is_active: bool) -> None:
    account.is_active = is_active
    account.save(update_fields=["is_active"])


def _refuse(answers: list[Reason | None]) -> None:
    if reasons := [answer for answer in answers if answer]:
        raise ClosingRefused(*reasons)


def _last_administrator(person: Person, *, at: datetime) -> Reason | None:
    holds_it = RoleGrant.objects.in_force(at).whole().filter(person=person, role=Role.ADMINISTRATOR)
    others = lasting_administrators(at=at).exclude(person=person)
    return LAST_ADMINISTRATOR if holds_it.exists() and not others.exists() else None
