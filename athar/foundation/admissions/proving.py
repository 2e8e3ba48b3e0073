"""Reading a link proves the address it was sent to, as a code would."""

import os
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.identity.choices import Channel, Use
from athar.foundation.identity.models import Challenge
from athar.foundation.identity.queries import account_at
from athar.foundation.identity.rules import CODE_LIVES


class AddressTaken(Refused):
    """There is an account with this address already."""


@transaction.atomic
def prove_address(*, address: str, at: datetime) -> Challenge:
    """
    Note that whoever opens an account now read a link at this e-mail address.

    :raises AddressTaken: when an account is entered through it.
    """
    if account_at(Channel.EMAIL, address):
        raise AddressTaken(
            Reason(
                "has_account",
                _("There is an account with this address."),
                _("Sign in; the link waits for you."),
            )
        )
    return Challenge.objects.create(
        use=Use.REGISTRATION, channel=Channel.EMAIL, address=address, sent_at=at, expires_at=at + CODE_LIVES,
        answered_at=at, code_hash=os.urandom(32),  # no code answers it: it is answered
    )  # fmt: skip
