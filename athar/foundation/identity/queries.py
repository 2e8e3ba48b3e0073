"""Reads: whose an address is, what was sent, and by what more than a first proof an account is kept."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from athar.foundation.core.crypto import lookup_hashes
from athar.foundation.identity.choices import Channel
from athar.foundation.identity.models import (
    CodeApp,
    Dispatch,
    ExternalIdentity,
    FactorReset,
    Passkey,
    ProvenPhone,
    RecoveryCode,
    SignIn,
)
from athar.foundation.identity.rules import CODE_LIVES
from athar.foundation.people.models import Account
from athar.foundation.people.queries import roles_of, works_inside

PHONE = "identity.phone"  # what the hash of a number is for


def account_at(channel: Channel, address: str) -> Account | None:
    """The open account that may be entered through this address."""
    accounts = Account.objects.filter(is_active=True)
    if channel is Channel.EMAIL:
        return accounts.filter(email__iexact=address).first()
    return accounts.filter(proven_phone__number_hash__in=lookup_hashes(address, purpose=PHONE)).first()


def has_proven_phone(account: Account) -> bool:
    return ProvenPhone.objects.filter(account=account).exists()


def has_second_proof(account: Account) -> bool:
    """Whether signing in takes a second proof after the first."""
    return has_code_app(account) or passkeys_of(account).exists()


def passkeys_of(account: Account) -> QuerySet[Passkey]:
    return Passkey.objects.filter(account=account).order_by("pk")


def identities_of(account: Account) -> QuerySet[ExternalIdentity]:
    """Who the holder is at providers through which they sign in."""
    return ExternalIdentity.objects.filter(account=account).order_by("pk")


def has_code_app(account: Account) -> bool:
    return CodeApp.objects.filter(account=account).exists()


def recovery_codes_left(account: Account) -> int:
    return RecoveryCode.objects.filter(account=account, used_at=None).count()


def sign_ins_of(account: Account, *, at: datetime) -> QuerySet[SignIn]:
    """Where the account is signed in, the latest seen first."""
    return SignIn.objects.open(at).filter(account=account).order_by("-last_seen_at", "-pk")


def needs_second_proof(account: Account, *, at: datetime) -> bool:
    """Whether the holder's work asks for a second proof: everybody's in the workspace does, but in demonstrations."""
    return not settings.ATHAR_DEMO and works_inside(roles_of(account, at=at))


def owes_second_proof(account: Account) -> bool:
    """Whether an administrator took the holder's lost second proofs away, and none was set up since."""
    return FactorReset.objects.filter(person=account.person_id).exists() and not has_second_proof(account)


def resets_of(person: int) -> QuerySet[FactorReset]:
    """When and why somebody's second proofs were taken away, with by whom; the newest first."""
    return FactorReset.objects.filter(person=person).select_related("by").order_by("-at", "-pk")


def outbox(
    challenges: Collection[str], *, at: datetime, account: Account | None = None
) -> QuerySet[Dispatch]:
    """
    What would have been sent because of these codes while they live, the newest first; for demonstrations.

    :param account: whose notices are shown, too.
    """
    asked = Q(challenge__ref__in=list(challenges))
    told = Q(account=account, challenge=None) if account else Q(pk__in=[])
    return Dispatch.objects.filter(asked | told, written_at__gt=at - CODE_LIVES).order_by("-pk")
