"""Passkeys: kept by a device, guarded by its lock. One alone is as much as two proofs: what one has, and its lock."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused, filled, quoted
from athar.foundation.identity import brakes, messages, passkeys
from athar.foundation.identity.models import Passkey
from athar.foundation.identity.operations.second_proofs import (
    SUBJECT,
    after_removal,
    first_recovery_codes,
)
from athar.foundation.people.models import Account


class PasskeyRefused(Refused):
    """The passkey cannot be registered, or proves nothing."""


@transaction.atomic
def register_passkey(
    *, account: Account, answer: str, challenge: bytes, name: str, at: datetime
) -> list[str]:
    """
    Keep the passkey that a device has made for this account.

    :param answer: what the browser gave, as JSON.
    :returns: recovery codes to be shown once; empty where the account has some already.
    :raises PasskeyRefused: when the answer does not belong to the challenge, or the passkey is known already.
    """
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    try:
        made = passkeys.registered(answer, challenge=challenge)
        with transaction.atomic():
            Passkey.objects.create(
                account=account, credential_id=made.credential_id, public_key=made.credential_public_key,
                sign_count=made.sign_count, backed_up=made.credential_backed_up, name=name, registered_at=at,
            )  # fmt: skip
    except (passkeys.NoPasskey, IntegrityError) as error:
        raise PasskeyRefused(
            Reason(
                "no_passkey",
                _("The device gave no passkey that can be kept."),
                _("Try again, or use another device."),
            )
        ) from error
    words = filled(_("A passkey was added to your account: %(name)s."), name=quoted(name, 60))
    messages.notify(account, event="passkey added", subject=SUBJECT, words=words, at=at)
    return first_recovery_codes(account=account, at=at)


def prove_passkey(
    *, answer: str, challenge: bytes, network: str, at: datetime, account: Account | None = None
) -> Account:
    """
    Return the account whose passkey answered.

    Not one transaction: a wrong answer must be remembered although it is refused.

    :param account: whose passkey it has to be; left out, the passkey itself says whose it is.
    :raises PasskeyRefused: when the answer proves nothing.
    :raises TooManyAttempts: when too many did not.
    """
    track = brakes.of_network(network)
    brakes.check([track], at=at)
    try:
        return _proved(answer=answer, challenge=challenge, at=at, account=account)
    except passkeys.NoPasskey as error:
        brakes.press([track], at=at)
        raise PasskeyRefused(
            Reason(
                "wrong_passkey",
                _("This passkey opens no account here, or its answer came too late."),
                _("Try once more, or use another way."),
            )
        ) from error


@transaction.atomic
def _proved(*, answer: str, challenge: bytes, at: datetime, account: Account | None) -> Account:
    given = passkeys.read(answer)
    known = Passkey.objects.select_for_update(of=("self",)).select_related("account__person")
    known = known.filter(credential_id=given.raw_id, account__is_active=True)
    passkey = (known.filter(account=account) if account else known).first()
    if passkey is None:
        raise passkeys.NoPasskey
    proof = passkeys.proved(given, passkey, challenge=challenge)
    passkey.sign_count, passkey.backed_up, passkey.last_used_at = (
        proof.new_sign_count,
        proof.credential_backed_up,
        at,
    )
    passkey.save(update_fields=["sign_count", "backed_up", "last_used_at"])
    return passkey.account


@transaction.atomic
def remove_passkey(*, passkey: Passkey, at: datetime) -> None:
    """
    Let the passkey open the account no more. Removing it twice changes nothing.

    :raises SecondProofRefused: when it is the last second proof of somebody whose work asks for one.
    """
    account = Account.objects.select_for_update(of=("self",)).get(pk=passkey.account_id)
    if Passkey.objects.filter(pk=passkey.pk).delete()[0]:
        after_removal(account, at=at)
        words = filled(_("A passkey was removed from your account: %(name)s."), name=quoted(passkey.name, 60))
        messages.notify(account, event="passkey removed", subject=SUBJECT, words=words, at=at)
