"""To the provider and back: an errand begins in one browser and ends there, once (RFC 6749, RFC 7636, RFC 9207)."""

import hmac
import secrets
from base64 import b64encode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings

from athar.foundation.identity.oidc import tokens
from athar.foundation.identity.oidc.fetching import ProviderAway, fetch
from athar.foundation.identity.oidc.provider import Provider, discovered
from athar.foundation.identity.oidc.tokens import Identity, NoIdentity


@dataclass(frozen=True)
class Errand:
    """What only the browser's session knows: ``state`` comes back, ``nonce`` is in the token, ``verifier`` is never shown before."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Return:
    """What the provider sent somebody back with."""

    state: str
    code: str
    issuer: str
    error: str


def new_errand() -> Errand:
    return Errand(*(secrets.token_urlsafe(32) for _ in range(3)))


def way_out(errand: Errand, *, back: str) -> str:
    """
    The address at the provider to which the browser is led.

    :param back: our address to which the provider leads back, as it was registered there.
    :raises ProviderAway: when the provider does not say where it is.
    """
    provider = discovered()
    challenge = urlsafe_b64encode(sha256(errand.verifier.encode()).digest()).rstrip(b"=").decode()
    asked = urlencode({
        "response_type": "code", "client_id": settings.ATHAR_OIDC_CLIENT_ID, "redirect_uri": back,
        "scope": "openid profile", "state": errand.state, "nonce": errand.nonce,
        "code_challenge": challenge, "code_challenge_method": "S256",
    })  # fmt: skip
    return f"{provider.authorization}{'&' if '?' in provider.authorization else '?'}{asked}"


def fulfilled(errand: Errand, returned: Return, *, back: str, at: datetime) -> Identity:
    """
    Who came back.

    :raises NoIdentity: when it is the answer to another errand, or proves nothing.
    :raises ProviderAway: when the provider does not answer.
    """
    if not hmac.compare_digest(errand.state.encode(), returned.state.encode()):
        raise NoIdentity("the state is that of another errand")
    provider = discovered()
    if returned.issuer and returned.issuer != provider.issuer:
        raise NoIdentity("another provider sent somebody back")
    if returned.error or not returned.code:
        raise NoIdentity("the provider gave no code")
    given = _exchanged(provider, code=returned.code, verifier=errand.verifier, back=back)
    access_token = given.get("access_token")
    return tokens.read(
        given.get("id_token"), provider=provider, nonce=errand.nonce, at=at,
        access_token=access_token if isinstance(access_token, str) else "",
    )  # fmt: skip


def _exchanged(provider: Provider, *, code: str, verifier: str, back: str) -> dict[str, Any]:
    """The tokens for a code, which the provider gives once and to this site alone."""
    name, secret = settings.ATHAR_OIDC_CLIENT_ID, settings.ATHAR_OIDC_CLIENT_SECRET
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    authorization = ""
    if provider.by_post:
        form |= {"client_id": name, "client_secret": secret}
    else:
        pair = f"{quote(name, safe='')}:{quote(secret, safe='')}"
        authorization = f"Basic {b64encode(pair.encode()).decode()}"
    answer = fetch(provider.token, form=form, authorization=authorization)
    if answer.status == HTTPStatus.OK:
        return answer.content
    error = answer.content.get("error")
    if error == "invalid_grant":
        raise NoIdentity("the provider does not take the code")
    raise ProviderAway(f"{provider.token} refuses this site: {error!r}")
