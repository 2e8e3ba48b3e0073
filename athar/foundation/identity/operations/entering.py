"""Signing in with a password, and writing it again."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.identity import brakes
from athar.foundation.identity.choices import Channel
from athar.foundation.identity.queries import account_at
from athar.foundation.people.models import Account


class EntryRefused(Refused):
    """The proof does not hold."""


def check_password(*, email: str, password: str, network: str, at: datetime) -> Account:
    """
    Return the account that e-mail and password open.

    Not one transaction: a failure must be remembered although it is refused.

    :raises EntryRefused: without saying which of the two is wrong.
    :raises TooManyAttempts: when too many were.
    """
    tracks = [brakes.of_account(email), brakes.of_network(network)]
    brakes.check(tracks, at=at)
    account = account_at(Channel.EMAIL, email)
    if account is None:
        make_password(password)  # as slow as checking one, so that the clock does not tell who is known
    if account is None or not account.check_password(password):
        brakes.press(tracks, at=at)
        raise EntryRefused(
            Reason(
                "wrong_password",
                _("E-mail and password do not belong together."),
                _("Check both; the password tells capital letters from small ones. Or sign in with a code."),
            )
        )
    brakes.release(tracks[0])
    return account


def confirm_password(*, account: Account, password: str, network: str, at: datetime) -> None:
    """
    Let the holder prove once more who they are.

    :raises EntryRefused: when it is not their password.
    :raises TooManyAttempts: when too many were wrong.
    """
    check_password(email=account.email, password=password, network=network, at=at)
