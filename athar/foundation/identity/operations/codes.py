"""One-time codes: sent to an address, answered by whoever reads them there."""

import hmac
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.crypto import lookup_hash
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.identity import brakes, messages
from athar.foundation.identity.choices import Channel, Use
from athar.foundation.identity.models import Challenge, Dispatch
from athar.foundation.identity.queries import account_at
from athar.foundation.identity.rules import CODE_LIVES, new_code
from athar.foundation.people.models import Account

KEPT = timedelta(days=1)
SUBJECTS = {
    Use.REGISTRATION: _("Your code to open an account"),
    Use.SIGN_IN: _("Your code to sign in"),
    Use.PHONE: _("Your code to prove your number"),
    Use.PASSWORD: _("Your code for a new password"),
    Use.EMAIL: _("Your code to prove your address"),
    Use.PROOF: _("Your code to go on"),
}


class CodeRefused(Refused):
    """No code can be sent, or this is not the code."""


def send_code(
    *, use: Use, channel: Channel, address: str, network: str, at: datetime, account: Account | None = None
) -> Challenge:
    """
    Send a code and return what it answers. Known and unknown addresses get the same answer, and both a message.

    :param network: the network address of whoever asks; too many messages from one close the way.
    :param account: whose address it is to become; left out, the address itself says whose it is.
    :raises CodeRefused: when this site sends no such messages.
    :raises TooManyAttempts: when too many were asked for.
    """
    if not messages.can_send(channel):
        raise CodeRefused(
            Reason(
                "cannot_send",
                _("This site cannot send messages of this kind."),
                _("Use another way, or write to the association."),
            )
        )
    asked = [brakes.of_messages_to(address), brakes.of_messages_from(network)]
    brakes.check(asked, at=at)
    brakes.press(asked, at=at)
    return _send(use=use, channel=channel, address=address, at=at, account=account)


@transaction.atomic
def _send(*, use: Use, channel: Channel, address: str, at: datetime, account: Account | None) -> Challenge:
    Challenge.objects.filter(sent_at__lt=at - KEPT).delete()
    Dispatch.objects.filter(written_at__lt=at - KEPT).delete()
    code, known = new_code(), account_at(channel, address)
    challenge = Challenge(
        use=use,
        channel=channel,
        address=address,
        account=account or known,
        sent_at=at,
        expires_at=at + CODE_LIVES,
    )
    challenge.code_hash = _hash(challenge, code)
    challenge.save()
    template = _template(use, known)
    if template or channel is Channel.EMAIL:  # a message to a number costs money, and a stranger's sleep
        messages.write(
            template=template or "no_account", subject=SUBJECTS[use] if template == "code" else _("About your account"),
            channel=channel, address=address, at=at, account=challenge.account, challenge=challenge,
            code=code, minutes=CODE_LIVES.seconds // 60,
        )  # fmt: skip
    return challenge


def _template(use: Use, known: Account | None) -> str:
    """Which message tells the owner of the address the truth, whatever the page says; empty: that nobody is known there."""
    if use in {Use.REGISTRATION, Use.EMAIL}:
        return "has_account" if known else "code"
    return "code" if known or use is Use.PHONE else ""


def answer_code(*, challenge: Challenge, code: str, network: str, at: datetime) -> Challenge:
    """
    Take the code for what it was sent for; it works once.

    Not one transaction: a wrong code must be remembered although it is refused.

    :raises CodeRefused: when it is wrong, late or used; the page cannot tell which address is known by it.
    :raises TooManyAttempts: when too many were wrong.
    """
    tracks = [brakes.of_account(challenge.address), brakes.of_network(network)]
    brakes.check(tracks, at=at)
    if not _answer(challenge=challenge, code=code, at=at):
        brakes.press(tracks, at=at)
        raise CodeRefused(
            Reason(
                "wrong_code",
                _("This code is not the one, or it works no longer."),
                _("Compare it with the newest message, or ask for another code."),
            )
        )
    brakes.release(tracks[0])
    return Challenge.objects.get(pk=challenge.pk)


@transaction.atomic
def _answer(*, challenge: Challenge, code: str, at: datetime) -> bool:
    current = Challenge.objects.open(at).select_for_update(of=("self",)).filter(pk=challenge.pk).first()
    if current is None:
        return False
    right = hmac.compare_digest(bytes(current.code_hash), _hash(current, code)) and _opens(current)
    current.tries += 1
    current.answered_at = at if right else None
    current.save(update_fields=["tries", "answered_at"])
    return right


def _opens(challenge: Challenge) -> bool:
    """A code that was never sent opens nothing, even guessed: none goes to a taken address, none to an unknown one."""
    if challenge.use == Use.REGISTRATION:
        return challenge.account_id is None
    return challenge.account_id is not None


def _hash(challenge: Challenge, code: str) -> bytes:
    return lookup_hash(f"{challenge.ref}:{code}", purpose="identity.code")
