"""Access keys made, used and revoked."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from athar.foundation.core.crypto import lookup_hash, lookup_hashes
from athar.foundation.core.refusals import Refused
from athar.foundation.gate.choices import Scope
from athar.foundation.gate.key_rules import (
    SHOWN,
    key_refusals,
    looks_like_a_key,
    new_secret,
    open_to,
)
from athar.foundation.gate.models import AccessKey
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Account
from athar.foundation.people.queries import roles_of

log = logging.getLogger("athar.audit")
PURPOSE = "gate.access_key"
NOTED_AFTER = timedelta(minutes=1)  # a use that follows another so soon is not written down


class KeyRefused(Refused):
    """The key cannot be made so; carries every reason."""


@dataclass(frozen=True)
class Program:
    """A program that came with a key: in whose name, with which roles, and what is open to it now."""

    key: AccessKey
    account: Account
    roles: frozenset[Role]
    scopes: frozenset[Scope]


@transaction.atomic
def make_key(
    *,
    account: Account,
    name: str,
    scopes: Collection[Scope],
    roles: Collection[Role],
    expires_at: datetime,
    at: datetime,
) -> tuple[AccessKey, str]:
    """
    Make a key for an account, in its own name.

    :param roles: what the account's holder may do at this moment, in the session in which the key is made.
    :returns: the key and its secret, which is nowhere kept and can never be shown again.
    :raises KeyRefused: when it opens nothing or more than the account's roles do, ends too late or never, or is one too many.
    """
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    secret = new_secret()
    key = AccessKey(
        account=account, name=name.strip(), beginning=secret[:SHOWN], secret_hash=lookup_hash(secret, purpose=PURPOSE),
        scopes=sorted(scopes), created_at=at, expires_at=expires_at,
    )  # fmt: skip
    others = AccessKey.objects.filter(account=account).in_force(at).count()
    if reasons := key_refusals(key, roles, others, at=at):
        raise KeyRefused(*reasons)
    key.save(force_insert=True)
    log.info("access key made", extra={"facts": {"key": key.pk, "account": account.pk, "scopes": key.scopes}})
    return key, secret


@transaction.atomic
def revoke_key(*, key: AccessKey, at: datetime) -> AccessKey:
    """End a key at once. Ended again, it stays as it was."""
    current = AccessKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    if current.revoked_at is None:
        current.revoked_at = at
        current.save(update_fields=["revoked_at"])
        log.info("access key revoked", extra={"facts": {"key": key.pk, "account": key.account_id}})
    return current


def program_with(secret: str, *, at: datetime) -> Program | None:
    """
    The program that comes with this secret; None when it opens nothing, whatever the reason.

    What is open to it shrinks with the roles of the account: a key never opens what its holder may no longer open.
    """
    if not looks_like_a_key(secret):
        return None
    found = AccessKey.objects.filter(secret_hash__in=lookup_hashes(secret, purpose=PURPOSE)).in_force(at)
    key = found.select_related("account__person").first()
    if key is None:
        return None
    if key.last_used_at is None or key.last_used_at < at - NOTED_AFTER:
        AccessKey.objects.filter(Q(last_used_at=None) | Q(last_used_at__lt=at), pk=key.pk).update(
            last_used_at=at
        )
    roles = roles_of(key.account, at=at)
    return Program(key, key.account, roles, frozenset(map(Scope, key.scopes)) & frozenset(open_to(roles)))


def keys_of(account: Account) -> QuerySet[AccessKey]:
    """Every key an account ever made, the newest first."""
    return AccessKey.objects.filter(account=account)
