"""What of an ID token holds (OpenID Connect Core 1.0, section 3.1.3.7)."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwt import Token

from athar.foundation.identity.oidc.provider import Provider, keys_of

# Signatures by a key of the provider alone: never none, and never by a secret that we know, too.
ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "Ed25519",
    "EdDSA",
)
LEEWAY = timedelta(minutes=1)  # between two clocks
OLDEST = timedelta(minutes=10)  # as long as an errand takes
LONGEST_SUBJECT = 255  # letters (section 2)
LONGEST_NAME = 100
# By what a provider says that it asked for two proofs: RFC 8176; and OpenID's, REFEDS' and PAPE's names for it.
TWO_PROOFS = "mfa"
TWO_PROOFS_BY_CLASS = {
    "phr", "phrh", "https://refeds.org/profile/mfa", "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
}  # fmt: skip


class NoIdentity(Exception):
    """What came back proves nothing. Says to the log what is wrong, never to whoever tries."""


@dataclass(frozen=True)
class Identity:
    """
    Who somebody is at the provider: ``subject`` for good, ``name`` only to be recognised by.

    ``twice``: the provider asked for two proofs. ``proved_at``: when it asked, if it says so.
    """

    issuer: str
    subject: str
    name: str = ""
    twice: bool = False
    proved_at: datetime | None = None


def read(raw: Any, *, provider: Provider, nonce: str, access_token: str, at: datetime) -> Identity:
    """
    Who the token names.

    :raises NoIdentity: when it is not the provider's, not for this site, not of now, or not of this errand.
    :raises ProviderAway: when the provider shows no keys.
    """
    token = _signed(raw, provider)
    claims = token.claims
    for fault, holds in (
        ("another issuer", claims.get("iss") == provider.issuer),
        ("another audience", _is_for_us(claims)),
        ("another time", _is_of_now(claims, at)),
        ("another errand", _same(claims.get("nonce"), nonce)),
        ("another access token", _goes_with(token, access_token)),
        ("nobody", _is_subject(claims.get("sub"))),
    ):
        if not holds:
            raise NoIdentity(f"the ID token names {fault}")
    return Identity(
        provider.issuer, claims["sub"], name=_name(claims), twice=_says_two_proofs(claims),
        proved_at=_proved_at(claims, at),
    )  # fmt: skip


def _signed(raw: Any, provider: Provider) -> Token:
    """The token, its signature checked; the keys are fetched anew once where it names an unknown one."""
    try:
        try:
            return jwt.decode(raw, keys_of(provider), algorithms=ALGORITHMS)
        except InvalidKeyIdError:
            return jwt.decode(raw, keys_of(provider, anew=True), algorithms=ALGORITHMS)
    except (JoseError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise NoIdentity(f"the ID token is not signed as it should be: {type(error).__name__}") from error


def _is_for_us(claims: dict[str, Any]) -> bool:
    """For this site, and where it is for others too, asked for by this site."""
    said, ours = claims.get("aud"), settings.ATHAR_OIDC_CLIENT_ID
    audience = said if isinstance(said, list) else [said]
    asked_by = claims.get("azp", ours if len(audience) == 1 else None)
    return ours in audience and asked_by == ours


def _is_of_now(claims: dict[str, Any], at: datetime) -> bool:
    ends, made = _moment(claims.get("exp")), _moment(claims.get("iat"))
    begins = _moment(claims["nbf"]) if "nbf" in claims else made
    if ends is None or made is None or begins is None:
        return False
    return at - LEEWAY < ends and at - OLDEST - LEEWAY <= made <= at + LEEWAY and begins <= at + LEEWAY


def _moment(said: Any) -> datetime | None:
    if isinstance(said, bool) or not isinstance(said, int | float):
        return None
    try:
        return datetime.fromtimestamp(said, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _proved_at(claims: dict[str, Any], at: datetime) -> datetime | None:
    """When the provider asked for a proof; what is still to come says nothing."""
    moment = _moment(claims.get("auth_time"))
    return moment if moment and moment <= at + LEEWAY else None


def _goes_with(token: Token, access_token: str) -> bool:
    if "at_hash" not in token.claims:
        return True
    size = token.header["alg"][-3:]
    digest = hashlib.new(f"sha{size}" if size.isdigit() else "sha512", access_token.encode()).digest()
    half = urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()
    return _same(token.claims["at_hash"], half)


def _same(said: Any, right: str) -> bool:
    return isinstance(said, str) and hmac.compare_digest(said.encode(), right.encode())


def _is_subject(said: Any) -> bool:
    return isinstance(said, str) and 0 < len(said) <= LONGEST_SUBJECT


def _name(claims: dict[str, Any]) -> str:
    names = (claims.get(key) for key in ("name", "preferred_username", "email"))
    return next((name[:LONGEST_NAME] for name in names if isinstance(name, str) and name), "")


def _says_two_proofs(claims: dict[str, Any]) -> bool:
    methods, kind = claims.get("amr"), claims.get("acr")
    by_methods = isinstance(methods, list) and TWO_PROOFS in methods
    return by_methods or (isinstance(kind, str) and kind in TWO_PROOFS_BY_CLASS)
