"""On the way to a provider and back, kept in the session of the browser that left: for ten minutes, and taken once."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from athar.foundation.core.crypto import decrypt, encrypt
from athar.foundation.identity.oidc.errands import Errand
from athar.foundation.identity.oidc.tokens import Identity
from athar.foundation.people.models import Account

WAY, IDENTITY, SEAL = "provider_way", "provider_identity", "session.provider_identity"
LIVES = timedelta(minutes=10)


@dataclass(frozen=True)
class Way:
    """``account``: to which whoever comes back is to be linked; none, when they want to sign in."""

    errand: Errand
    account: int | None
    language: str


def begin(
    request: HttpRequest, errand: Errand, *, account: Account | None, language: str, at: datetime
) -> None:
    """Remember the errand; one that was on its way before ends nowhere."""
    request.session[WAY] = {
        "errand": asdict(errand), "account": account.pk if account else None, "language": language, "at": at.isoformat(),
    }  # fmt: skip


def end(request: HttpRequest, *, at: datetime) -> Way | None:
    """The errand on which this browser left, once; None when there is none or it took too long."""
    kept = _in_time(request.session.pop(WAY, None), at)
    return Way(Errand(**kept["errand"]), kept["account"], kept["language"]) if kept else None


def keep(request: HttpRequest, identity: Identity, *, account: Account, at: datetime) -> None:
    """Who came back, sealed, until the holder of the account says that the two are one."""
    who = json.dumps([identity.issuer, identity.subject, identity.name])
    sealed = b64encode(encrypt(who, context=SEAL)).decode()
    request.session[IDENTITY] = {"sealed": sealed, "account": account.pk, "at": at.isoformat()}


def kept(request: HttpRequest, *, account: Account, at: datetime) -> Identity | None:
    """Who came back for this account."""
    waiting = _in_time(request.session.get(IDENTITY), at)
    if waiting is None or waiting["account"] != account.pk:
        return None
    return Identity(*json.loads(decrypt(b64decode(waiting["sealed"]), context=SEAL)))


def take(request: HttpRequest, *, account: Account, at: datetime) -> Identity | None:
    """The same, once."""
    identity = kept(request, account=account, at=at)
    request.session.pop(IDENTITY, None)
    return identity


def _in_time(waiting: dict[str, Any] | None, at: datetime) -> dict[str, Any] | None:
    if waiting is None or at - datetime.fromisoformat(waiting["at"]) > LIVES:
        return None
    return waiting
