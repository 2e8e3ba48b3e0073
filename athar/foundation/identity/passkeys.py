"""
What browser and device are asked for, and what of their answer holds (Web Authentication, level 2).

A passkey belongs to the host name of this site's public address. Browsers know none for bare numbers, and none
without encryption but for ``localhost``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from athar.foundation.core.crypto import lookup_hash, lookup_hashes
from athar.foundation.identity.models import Passkey
from athar.foundation.identity.queries import passkeys_of
from athar.foundation.people.models import Account

HANDLE = "identity.passkey"


class NoPasskey(Exception):
    """The answer proves nothing; never says to a guesser which part."""


@dataclass(frozen=True)
class Offer:
    """What the browser is asked for (``options``, as JSON), and the challenge its answer has to hold."""

    options: str
    challenge: bytes


def are_possible() -> bool:
    """Whether browsers keep passkeys for this site's address."""
    parts = urlsplit(settings.ATHAR_BASE_URL)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return bool(host) and (parts.scheme == "https" or host == "localhost")
    return False


def offer_registration(account: Account) -> Offer:
    """Ask for a new passkey that the device finds by itself and guards with its lock."""
    options = generate_registration_options(
        rp_id=_host(), rp_name=settings.ATHAR_ASSOCIATION["ar"],
        user_id=lookup_hash(str(account.pk), purpose=HANDLE), user_name=account.email,
        user_display_name=account.person.name, exclude_credentials=_named(passkeys_of(account)),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )  # fmt: skip
    return Offer(options_to_json(options), options.challenge)


def offer_sign_in(account: Account | None = None) -> Offer:
    """Ask for one of the account's passkeys; without an account, for whichever the device has for this site."""
    options = generate_authentication_options(
        rp_id=_host(), user_verification=UserVerificationRequirement.REQUIRED,
        allow_credentials=_named(passkeys_of(account)) if account else None,
    )  # fmt: skip
    return Offer(options_to_json(options), options.challenge)


def registered(answer: str, *, challenge: bytes) -> VerifiedRegistration:
    """
    The new passkey.

    :raises NoPasskey: when the answer is none to this challenge, or made for another site, or without the device's lock.
    """
    try:
        return verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=_host(), expected_origin=_origin(),
            require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError) as error:
        raise NoPasskey from error


def read(answer: str) -> AuthenticationCredential:
    """
    Which passkey the answer names.

    :raises NoPasskey: when it is no such answer.
    """
    try:
        return parse_authentication_credential_json(answer)
    except (WebAuthnException, ValueError) as error:
        raise NoPasskey from error


def proved(answer: AuthenticationCredential, passkey: Passkey, *, challenge: bytes) -> VerifiedAuthentication:
    """
    The proof that whoever answered holds the passkey and opened the device's lock.

    :raises NoPasskey: when it is none, of another challenge or site, or the count of uses went back.
    """
    handle = answer.response.user_handle
    if handle and handle not in lookup_hashes(str(passkey.account_id), purpose=HANDLE):
        raise NoPasskey
    try:
        return verify_authentication_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=_host(), expected_origin=_origin(),
            credential_public_key=bytes(passkey.public_key), credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError) as error:
        raise NoPasskey from error


def _named(passkeys: Iterable[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=bytes(passkey.credential_id)) for passkey in passkeys]


def _host() -> str:
    return urlsplit(settings.ATHAR_BASE_URL).hostname or ""


def _origin() -> str:
    parts = urlsplit(settings.ATHAR_BASE_URL)
    return f"{parts.scheme}://{parts.netloc}"
