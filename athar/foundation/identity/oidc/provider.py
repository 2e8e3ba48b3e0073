"""The provider of this site: what it is called, where it is asked, by which keys it signs (OpenID Connect Discovery 1.0)."""

from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from athar.foundation.identity.oidc.fetching import ProviderAway, fetch, safe

KEPT = 3600  # seconds
SPARED = 15  # seconds in which a provider that did not answer is not asked again
AWAY = "away"


@dataclass(frozen=True)
class Provider:
    """``by_post``: it takes the site's secret in the form, and not in the header that every provider should know."""

    issuer: str
    authorization: str
    token: str
    keys: str
    by_post: bool


def is_set_up() -> bool:
    """Whether people sign in through a provider here at all."""
    return bool(
        settings.ATHAR_OIDC_ISSUER and settings.ATHAR_OIDC_CLIENT_ID and settings.ATHAR_OIDC_CLIENT_SECRET
    )


def name_of(issuer: str = "") -> str:
    """What people call the provider; one that was here before goes by its host name."""
    if issuer and issuer != settings.ATHAR_OIDC_ISSUER:
        return urlsplit(issuer).hostname or issuer
    names: dict[str, str] = settings.ATHAR_OIDC_NAME
    return names[get_language() or "ar"]


def discovered() -> Provider:
    """
    The provider by its own description.

    :raises ProviderAway: when there is none, or it describes another provider.
    """
    issuer: str = settings.ATHAR_OIDC_ISSUER
    said = _kept(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if said.get("issuer") != issuer:
        raise ProviderAway(f"{issuer} describes {said.get('issuer')!r}")
    methods = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Provider(
        issuer, safe(said.get("authorization_endpoint")), safe(said.get("token_endpoint")), safe(said.get("jwks_uri")),
        by_post="client_secret_basic" not in methods,
    )  # fmt: skip


def keys_of(provider: Provider, *, anew: bool = False) -> KeySet:
    """
    The public keys by which the provider signs.

    :param anew: it signed by one that was not among them.
    :raises ProviderAway: when it shows none.
    """
    try:
        return KeySet.import_key_set(_kept(provider.keys, anew=anew))  # type: ignore[arg-type]
    except (JoseError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProviderAway(f"{provider.keys} shows no keys: {error}") from error


def _kept(address: str, *, anew: bool = False) -> dict[str, Any]:
    key = f"oidc:{sha256(address.encode()).hexdigest()}"
    kept = None if anew else cache.get(key)
    if kept == AWAY:
        raise ProviderAway(f"{address} did not answer a moment ago")
    if kept is None:
        try:
            answer = fetch(address)
            if answer.status != HTTPStatus.OK:
                raise ProviderAway(f"{address} answered {answer.status}")
        except ProviderAway:
            if not anew:
                cache.set(key, AWAY, SPARED)
            raise
        kept = answer.content
        cache.set(key, kept, KEPT)
    found: dict[str, Any] = kept
    return found
