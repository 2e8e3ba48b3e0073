"""Another address for an account: proved first, told to the old one, and taken back from there for some days."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.crypto import lookup_hash, lookup_hashes
from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.identity import messages
from athar.foundation.identity.choices import Use
from athar.foundation.identity.models import Challenge, EmailChange, ExternalIdentity
from athar.foundation.identity.operations.sign_ins import end_other_sign_ins
from athar.foundation.identity.rules import EMAIL_TAKEN_BACK_WITHIN
from athar.foundation.people.models import Account, Person

PURPOSE = "identity.email_change"


class EmailRefused(Refused):
    """The account keeps its address."""


@transaction.atomic
def change_email(*, account: Account, challenge: Challenge, at: datetime) -> EmailChange:
    """
    Give the account the address at which its holder has just read a code, and write to the old one.

    :raises EmailRefused: when the address was not proved for this account, or is another account's by now.
    """
    if challenge.use != Use.EMAIL or challenge.account_id != account.pk or challenge.answered_at is None:
        raise EmailRefused(
            Reason("not_proven", _("The e-mail address is not proven."), _("Ask for a code again."))
        )
    current = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    old, new, token = current.email, challenge.address.lower(), secrets.token_urlsafe(32)
    _move(current, new)
    change = EmailChange.objects.create(
        account=current, old_email=old, new_email=new, at=at, token_hash=lookup_hash(token, purpose=PURPOSE)
    )
    days = EMAIL_TAKEN_BACK_WITHIN.days
    messages.notify(
        current, event="e-mail address changed", subject=_("Your account has another address"), at=at, address=old,
        words=filled(_("From now on your account is entered through another e-mail address. For %(days)s days you can take this back here:"), days=days),
        link=f"/account/e-mail/return/{token}/", link_label=_("Take the old address back"),
    )  # fmt: skip
    return change


def change_behind(token: str, *, at: datetime) -> EmailChange | None:
    """The change that the letter's token takes back, while it can be."""
    hashes = lookup_hashes(token, purpose=PURPOSE)
    return (
        EmailChange.objects.open(at).select_related("account__person").filter(token_hash__in=hashes).first()
    )


@transaction.atomic
def take_email_back(*, change: EmailChange, at: datetime) -> Account:
    """
    Give the account its old address again. Whoever is signed in is signed out, and the password opens nothing any more,
    nor does an identity at a provider that was linked since.

    Later changes cannot be taken back afterwards: their letters went to whoever made this one.

    :raises EmailRefused: when it is too late, was done already, or the old address is another account's by now.
    """
    account = Account.objects.select_for_update(of=("self",)).get(pk=change.account_id)
    if not EmailChange.objects.open(at).filter(pk=change.pk).exists():
        raise EmailRefused(
            Reason("too_late", _("This can be taken back no more."), _("Write to the association."))
        )
    _move(account, change.old_email)
    account.set_unusable_password()
    account.save(update_fields=["password"])
    EmailChange.objects.filter(account=account, at__gte=change.at).update(taken_back_at=at)
    ExternalIdentity.objects.filter(account=account, linked_at__gte=change.at).delete()
    end_other_sign_ins(account=account, keep=None, at=at)
    return account


def _move(account: Account, address: str) -> None:
    person = Person.objects.select_for_update(of=("self",)).get(pk=account.person_id)
    if person.email == account.email:
        person.email = address
        person.save(update_fields=["email"])
    account.email = address
    try:
        with transaction.atomic():
            account.save(update_fields=["email"])
    except IntegrityError as error:
        raise EmailRefused(
            Reason(
                "has_account",
                _("There is an account with this address by now."),
                _("Use another address, or sign in there."),
            )
        ) from error
