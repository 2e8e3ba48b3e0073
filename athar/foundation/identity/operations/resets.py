"""An administrator helps somebody who lost every second proof."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.facts import announce
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.identity import messages
from athar.foundation.identity.facts import SecondProofsReset
from athar.foundation.identity.models import CodeApp, FactorReset, Passkey, RecoveryCode
from athar.foundation.identity.models.factor_reset import CHECKS_OF_A_RESET
from athar.foundation.identity.operations.sign_ins import end_other_sign_ins
from athar.foundation.identity.queries import has_second_proof
from athar.foundation.people.choices import IdentityCheck, Role
from athar.foundation.people.models import Account, Person
from athar.foundation.people.queries import roles_of_person


class ResetRefused(Refused):
    """The second proofs stay; carries every reason."""


@transaction.atomic
def second_factor_reset(
    *, account: Account, by: Person, checked: IdentityCheck | None, reason: str, at: datetime
) -> FactorReset:
    """
    Take away every second proof of an account whose holder lost them, and end its sign-ins.

    The next sign-in asks for a new second proof. The holder is told by e-mail and on their pages.

    :param by: an administrator who made sure, outside this system, that the holder asked for it.
    :param checked: how; a copy of a document is not enough.
    :raises ResetRefused: when ``by`` administers nothing or is the holder, there is nothing to take away, or it does not
        say why and how identity was checked.
    """
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if reasons := _refusals(account, by=by, checked=checked, reason=reason, at=at):
        raise ResetRefused(*reasons)
    for held in (CodeApp, Passkey, RecoveryCode):
        held.objects.filter(account=account).delete()
    end_other_sign_ins(account=account, keep=None, at=at)
    messages.notify(
        account, event="second proofs taken away", subject=_("The security of your account"), at=at,
        words=_(
            "An administrator took away your second proofs, because you lost them, and signed you out everywhere. Sign in and set up new ones. Did you not ask for this? Tell the association at once."
        ),
    )  # fmt: skip
    announce(SecondProofsReset(account.person_id, at))
    return FactorReset.objects.create(
        person=account.person, by=by, at=at, checked=checked or "", reason=reason.strip()
    )


def _refusals(
    account: Account, *, by: Person, checked: IdentityCheck | None, reason: str, at: datetime
) -> list[Reason]:
    answers = (
        (
            Role.ADMINISTRATOR not in roles_of_person(by, at=at),
            Reason("not_administrator", _("Only an administrator can do this."), _("Ask one of them.")),
        ),
        (
            account.person_id == by.pk,
            Reason(
                "own_reset",
                _("Nobody takes away their own second proofs this way."),
                _("Ask another administrator, or use a recovery code."),
            ),
        ),
        (
            not has_second_proof(account),
            Reason(
                "nothing_to_reset",
                _("The account has no second proof."),
                _("They sign in with the first proof alone, and set up a second one themselves."),
            ),
        ),
        (
            checked not in CHECKS_OF_A_RESET,
            Reason(
                "unchecked",
                _("It does not say how identity was checked."),
                _("Make sure first who asks, then choose how you did."),
            ),
        ),
        (
            not reason.strip(),
            Reason("no_reason", _("The reason is missing."), _("Write why, and how you knew who asked.")),
        ),
    )
    return [answer for stands, answer in answers if stands]
