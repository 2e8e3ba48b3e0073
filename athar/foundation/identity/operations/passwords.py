"""A password is set or changed; whoever else is signed in has to come in anew."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.identity import messages
from athar.foundation.identity.choices import Use
from athar.foundation.identity.models import Challenge
from athar.foundation.identity.operations.sign_ins import end_other_sign_ins
from athar.foundation.identity.rules import ANSWER_COUNTS
from athar.foundation.people.models import Account


class PasswordRefused(Refused):
    """The password stays as it is."""


@transaction.atomic
def set_password(*, account: Account, password: str, keep: int | None, at: datetime) -> Account:
    """
    Set a password that was validated, and end every other sign-in.

    :param keep: the sign-in in which it is set.
    """
    current = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    current.set_password(password)
    current.save(update_fields=["password"])
    end_other_sign_ins(account=current, keep=keep, at=at)
    messages.notify(
        current, event="password changed", subject=_("Your password was changed"), at=at,
        words=_("Your account has a new password. Wherever else you were signed in, you sign in anew."),
    )  # fmt: skip
    return current


@transaction.atomic
def replace_password(*, challenge: Challenge, password: str, at: datetime) -> Account:
    """
    Set a new password for whoever answered the code that was sent for it; it does so once.

    :raises PasswordRefused: when it was not answered, or too long ago, or was used for this already.
    """
    answered = Challenge.objects.select_for_update(of=("self",)).filter(pk=challenge.pk).first()
    if answered is None or not opens_password(answered, at=at) or answered.account is None:
        raise PasswordRefused(
            Reason("not_answered", _("The address is not proven, or no longer."), _("Ask for a code again."))
        )
    account = answered.account
    answered.delete()
    return set_password(account=account, password=password, keep=None, at=at)


def opens_password(challenge: Challenge, *, at: datetime) -> bool:
    answered = challenge.answered_at
    return challenge.use == Use.PASSWORD and answered is not None and at - answered <= ANSWER_COUNTS
