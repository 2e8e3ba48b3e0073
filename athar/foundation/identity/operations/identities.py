"""Signing in through a provider: who came back, whose account that opens, and how the two are linked and parted."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.crypto import lookup_hash, lookup_hashes
from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.identity import brakes, messages
from athar.foundation.identity.models import ExternalIdentity
from athar.foundation.identity.oidc import errands, provider
from athar.foundation.identity.oidc.errands import Errand, Return
from athar.foundation.identity.oidc.fetching import ProviderAway
from athar.foundation.identity.oidc.tokens import Identity, NoIdentity
from athar.foundation.identity.operations.second_proofs import SUBJECT
from athar.foundation.people.models import Account

PURPOSE = "identity.external"
CALLED_OFF = "access_denied"  # RFC 6749, section 4.1.2.1
log = logging.getLogger("athar.identity")


class IdentityRefused(Refused):
    """What came back from the provider opens nothing, or cannot be linked."""


class IdentityUnlinked(IdentityRefused):
    """It holds, but no account is linked to it."""


@dataclass(frozen=True)
class Entered:
    """``second``: it stands for both proofs. ``proved_at``: when the provider asked for a proof, if it says so."""

    account: Account
    second: bool
    proved_at: datetime | None


def way_to_provider(*, errand: Errand, back: str) -> str:
    """
    The address at the provider to which somebody is led.

    :param back: our address to which the provider leads back.
    :raises IdentityRefused: when the provider does not answer.
    """
    try:
        return errands.way_out(errand, back=back)
    except ProviderAway as error:
        raise _away(error) from error


def prove_identity(
    *, errand: Errand | None, returned: Return, back: str, network: str, at: datetime
) -> Identity:
    """
    Return who came back from the provider.

    Not one transaction: a wrong answer must be remembered although it is refused.

    :param errand: on which this browser left; none, when it is not on its way or took too long.
    :raises IdentityRefused: when the answer proves nothing, was called off, or the provider does not answer.
    :raises TooManyAttempts: when too many proved nothing.
    """
    track = brakes.of_network(network)
    brakes.check([track], at=at)
    if errand is None:
        raise IdentityRefused(
            Reason(
                "late_identity",
                _("This way through the provider was walked already, or took too long."),
                _("Begin once more in this browser."),
            )
        )
    if returned.error == CALLED_OFF:
        raise IdentityRefused(
            Reason(
                "called_off",
                filled(_("You called it off at %(provider)s."), provider=provider.name_of()),
                _("Try again, or use another way."),
            )
        )
    try:
        return errands.fulfilled(errand, returned, back=back, at=at)
    except ProviderAway as error:
        raise _away(error) from error
    except NoIdentity as error:
        log.warning("Signing in through the provider: %s", error)
        brakes.press([track], at=at)
        raise IdentityRefused(
            Reason(
                "wrong_identity",
                _("What came back from the provider proves nothing."),
                _("Begin once more, or use another way."),
            )
        ) from error


def enter_by_identity(
    *, errand: Errand | None, returned: Return, back: str, network: str, at: datetime
) -> Entered:
    """
    Return the account that is linked to whoever came back from the provider. What the provider says of e-mail links nobody.

    :raises IdentityUnlinked: when none is.
    :raises IdentityRefused: as ``prove_identity``.
    :raises TooManyAttempts: as there.
    """
    identity = prove_identity(errand=errand, returned=returned, back=back, network=network, at=at)
    return Entered(
        _linked(identity, at=at),
        second=identity.twice and settings.ATHAR_OIDC_SECOND_PROOF,
        proved_at=identity.proved_at,
    )


@transaction.atomic
def _linked(identity: Identity, *, at: datetime) -> Account:
    known = ExternalIdentity.objects.select_for_update(of=("self",)).select_related("account__person")
    found = known.filter(subject_hash__in=_hashes(identity), account__is_active=True).first()
    if found is None:
        raise IdentityUnlinked(
            Reason(
                "unlinked_identity",
                filled(
                    _("No account here is linked to you at %(provider)s yet."), provider=provider.name_of()
                ),
                _("Sign in another way; then you are led to linking the two."),
            )
        )
    found.last_used_at = at
    found.save(update_fields=["last_used_at"])
    return found.account


@transaction.atomic
def link_identity(*, account: Account, identity: Identity, at: datetime) -> ExternalIdentity:
    """
    Let whoever this is at the provider sign in to the account.

    :raises IdentityRefused: when the identity opens an account already, or the account has one of this provider.
    """
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    try:
        with transaction.atomic():
            if ExternalIdentity.objects.filter(subject_hash__in=_hashes(identity)).exists():
                raise IntegrityError
            linked = ExternalIdentity.objects.create(
                account=account, issuer=identity.issuer, linked_at=at,
                subject_hash=lookup_hash(_key(identity), purpose=PURPOSE),
            )  # fmt: skip
    except IntegrityError as error:
        raise IdentityRefused(
            Reason(
                "linked_identity",
                _(
                    "One of the two is linked already: this identity to an account, or yours to another identity."
                ),
                _("Unlink what is linked first, on the page of that account's security."),
            )
        ) from error
    words = filled(
        _("From now on your account is entered through %(provider)s, too."),
        provider=provider.name_of(identity.issuer),
    )
    messages.notify(account, event="provider linked", subject=SUBJECT, words=words, at=at)
    return linked


@transaction.atomic
def unlink_identity(*, identity: ExternalIdentity, at: datetime) -> None:
    """Let the provider open the account no more. Unlinking twice changes nothing."""
    if ExternalIdentity.objects.filter(pk=identity.pk).delete()[0]:
        words = filled(
            _("Your account is entered through %(provider)s no more."),
            provider=provider.name_of(identity.issuer),
        )
        messages.notify(identity.account, event="provider unlinked", subject=SUBJECT, words=words, at=at)


def _key(identity: Identity) -> str:
    return f"{identity.issuer}\n{identity.subject}"


def _hashes(identity: Identity) -> list[bytes]:
    return lookup_hashes(_key(identity), purpose=PURPOSE)


def _away(error: ProviderAway) -> IdentityRefused:
    log.error("The provider of sign-ins: %s", error)
    return IdentityRefused(
        Reason(
            "provider_away",
            filled(_("%(provider)s does not answer."), provider=provider.name_of()),
            _("Try again in a moment, or use another way."),
        )
    )
