"""An administrator helps somebody who lost every second proof."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.identity import messages
from athar.foundation.identity.models import CodeApp, FactorReset, Passkey, RecoveryCode
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Account, Person
from athar.foundation.people.queries import roles_of_person


class ResetRefused(Refused):
    """The second proofs stay; carries every reason."""


@transaction.atomic
def second_factor_reset(*, account: Account, by: Person, reason: str, at: datetime) -> FactorReset:
    """
    Take away every second proof of an account whose holder lost them; they set up new ones after their next sign-in.

    :param by: an administrator who made sure, outside this system, that the holder asked for it.
    :raises ResetRefused: when ``by`` administers nothing or is the holder, or there is no reason.
    """
    if reasons := _refusals(account, by=by, reason=reason, at=at):
        raise ResetRefused(*reasons)
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    for held in (CodeApp, Passkey, RecoveryCode):
        held.objects.filter(account=account).delete()
    messages.notify(
        account, subject=_("The security of your account"), at=at,
        words=_("An administrator took away your second proofs, because you lost them. Sign in and set up new ones."),
    )  # fmt: skip
    return FactorReset.objects.create(person=account.person, by=by, at=at, reason=reason.strip())


def _refusals(account: Account, *, by: Person, reason: str, at: datetime) -> list[Reason]:
    reasons = []
    if Role.ADMINISTRATOR not in roles_of_person(by, at=at):
        reasons.append(
            Reason("not_administrator", _("Only an administrator can do this."), _("Ask one of them."))
        )
    if account.person_id == by.pk:
        reasons.append(
            Reason(
                "own_reset",
                _("Nobody takes away their own second proofs this way."),
                _("Ask another administrator, or use a recovery code."),
            )
        )
    if not reason.strip():
        reasons.append(
            Reason("no_reason", _("The reason is missing."), _("Write why, and how you knew who asked."))
        )
    return reasons
