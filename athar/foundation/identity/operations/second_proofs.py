"""A second proof after the first: an app that shows codes, and codes on paper for the day it is lost."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.crypto import lookup_hash, lookup_hashes
from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.identity import brakes, messages, totp
from athar.foundation.identity.models import CodeApp, RecoveryCode
from athar.foundation.identity.queries import has_second_proof, needs_second_proof, recovery_codes_left
from athar.foundation.identity.rules import (
    CODE_DIGITS,
    RECOVERY_CODES,
    new_recovery_code,
    plain_answer,
)
from athar.foundation.people.models import Account

SUBJECT = _("The security of your account")
PURPOSE = "identity.recovery_code"


class SecondProofRefused(Refused):
    """The second proof does not hold, or cannot be set up or taken away."""


def set_up_code_app(*, account: Account, secret: str, code: str, network: str, at: datetime) -> list[str]:
    """
    Take an app for second proofs, once it shows the code of this secret; an app that was there before goes.

    Not one transaction: a wrong code must be remembered although it is refused.

    :returns: recovery codes to be shown once; empty where the account has some already.
    :raises SecondProofRefused: when the code is not that of the secret now.
    :raises TooManyAttempts: when too many were wrong.
    """
    step = totp.step_of(secret, plain_answer(code), at=at)
    _braked(account, network=network, at=at, proves=lambda: step is not None)
    return _set_up(account=account, secret=secret, step=step or 0, at=at)


@transaction.atomic
def _set_up(*, account: Account, secret: str, step: int, at: datetime) -> list[str]:
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    CodeApp.objects.update_or_create(
        account=account, defaults={"secret": secret, "last_step": step, "set_up_at": at}
    )
    messages.notify(
        account,
        event="app for codes set up",
        subject=SUBJECT,
        words=_("An app for codes was set up. Signing in now takes its code, too."),
        at=at,
    )
    return first_recovery_codes(account=account, at=at)


def answer_second_proof(*, account: Account, answer: str, network: str, at: datetime) -> None:
    """
    Take a code of the app, or a recovery code; each is good once.

    Not one transaction: a wrong code must be remembered although it is refused.

    :raises SecondProofRefused: when it is neither, or was used before.
    :raises TooManyAttempts: when too many were wrong.
    """
    code = plain_answer(answer)
    by_app = len(code) == CODE_DIGITS and code.isdigit()
    answered = _answered_by_app if by_app else _answered_on_paper
    _braked(account, network=network, at=at, proves=lambda: answered(account=account, code=code, at=at))


@transaction.atomic
def _answered_by_app(*, account: Account, code: str, at: datetime) -> bool:
    app = CodeApp.objects.select_for_update().filter(account=account).first()
    step = totp.step_of(app.secret, code, at=at, after=app.last_step) if app else None
    if app is None or step is None:
        return False
    app.last_step = step
    app.save(update_fields=["last_step"])
    return True


@transaction.atomic
def _answered_on_paper(*, account: Account, code: str, at: datetime) -> bool:
    hashes = lookup_hashes(f"{account.pk}:{code}", purpose=PURPOSE)
    unused = RecoveryCode.objects.filter(account=account, used_at=None, code_hash__in=hashes)
    if not unused.update(used_at=at):
        return False
    words = filled(
        _("A recovery code was used to sign in. Left: %(left)s."), left=recovery_codes_left(account)
    )
    messages.notify(account, event="recovery code used", subject=SUBJECT, words=words, at=at)
    return True


def _braked(account: Account, *, network: str, at: datetime, proves: Callable[[], bool]) -> None:
    tracks = [brakes.of_second_proof(account.pk), brakes.of_network(network)]
    brakes.check(tracks, at=at)
    if not proves():
        brakes.press(tracks, at=at)
        raise SecondProofRefused(
            Reason(
                "wrong_second_proof",
                _("This code is not the one now, or it was used already."),
                _(
                    "Wait until the app shows the next code and write that one. Does it stay so? Set the clock of your phone to automatic."
                ),
            )
        )
    brakes.release(tracks[0])


def first_recovery_codes(*, account: Account, at: datetime) -> list[str]:
    """New codes for an account that has none left; else nothing."""
    return [] if recovery_codes_left(account) else renew_recovery_codes(account=account, at=at)


@transaction.atomic
def renew_recovery_codes(*, account: Account, at: datetime) -> list[str]:
    """
    Make ten new recovery codes; the old ones open nothing any more.

    :returns: the codes, to be shown once: they are kept as hashes only.
    :raises SecondProofRefused: when there is no second proof that they could stand in for.
    """
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if not has_second_proof(account):
        raise SecondProofRefused(
            Reason("no_second_proof", _("There is no second proof yet."), _("Set one up first."))
        )
    RecoveryCode.objects.filter(account=account).delete()
    codes = [new_recovery_code() for _number in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(
            account=account, made_at=at, code_hash=lookup_hash(f"{account.pk}:{plain_answer(code)}", purpose=PURPOSE)
        )
        for code in codes
    )  # fmt: skip
    return codes


@transaction.atomic
def remove_code_app(*, account: Account, at: datetime) -> None:
    """
    Sign in without the app from now on. Taking away what is not there changes nothing.

    :raises SecondProofRefused: when it is the last second proof of somebody whose work asks for one.
    """
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if CodeApp.objects.filter(account=account).delete()[0]:
        after_removal(account, at=at)
        messages.notify(
            account,
            event="app for codes removed",
            subject=SUBJECT,
            words=_("The app for codes was taken away from your account."),
            at=at,
        )


def after_removal(account: Account, *, at: datetime) -> None:
    """Within the transaction of the removal, which a refusal undoes."""
    if has_second_proof(account):
        return
    if needs_second_proof(account, at=at):
        raise SecondProofRefused(
            Reason(
                "second_proof_needed",
                _("Your work here asks for a second proof, and this is your last."),
                _("Set up another one first."),
            )
        )
    RecoveryCode.objects.filter(account=account).delete()
