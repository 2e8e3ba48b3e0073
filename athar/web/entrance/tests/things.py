"""What the addresses of the doors name."""

from secrets import token_bytes, token_urlsafe
from typing import Any

from django.utils import timezone

from athar.foundation.admissions.tests.factories import GuardianInvitationFactory, InvitationFactory
from athar.foundation.core.crypto import lookup_hash
from athar.foundation.identity.devices import Device
from athar.foundation.identity.models import EmailChange, ExternalIdentity, Passkey
from athar.foundation.identity.operations import begin_sign_in
from athar.foundation.identity.operations.email_changes import PURPOSE
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Account
from athar.foundation.people.tests.factories import AccountFactory
from athar.web.ui.doors import OTHERS, OWN


def member(_world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """One of the people a visitor of the demonstration may step in as."""
    email = "noura@example.org"
    if not Account.objects.filter(email=email).exists():
        AccountFactory(email=email)
    return {OWN: {"post": {"email": email}}}


def passkey(_world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """A passkey of whoever knocks, and one of somebody else."""
    others = {OTHERS: {"pk": _passkey(AccountFactory())}}
    return others | {OWN: {"pk": _passkey(person.account)}} if person else {OWN: others[OTHERS]}


def _passkey(account: Account) -> int:
    kept = Passkey.objects.create(
        account=account, credential_id=token_bytes(16), public_key=b"key", sign_count=0, backed_up=False,
        name="Firefox", registered_at=timezone.now(),
    )  # fmt: skip
    return kept.pk


def identity(_world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """Who whoever knocks is at a provider, and who somebody else is."""
    others = {OTHERS: {"pk": _identity(AccountFactory())}}
    return others | {OWN: {"pk": _identity(person.account)}} if person else {OWN: others[OTHERS]}


def _identity(account: Account) -> int:
    linked, _made = ExternalIdentity.objects.get_or_create(
        account=account,
        issuer="https://id.example.org",
        defaults={"subject_hash": token_bytes(32), "linked_at": timezone.now()},
    )
    return linked.pk


def guardianship(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """The link a minor had sent to a guardian."""
    invitation = GuardianInvitationFactory(child=world.minor)
    token = invitation.renew()
    invitation.save()
    return {OWN: {"token": token}}


def sign_in(_world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """Where whoever knocks is signed in, and where somebody else is."""
    others = {OTHERS: {"pk": _sign_in(AccountFactory())}}
    return others | {OWN: {"pk": _sign_in(person.account)}} if person else {OWN: others[OTHERS]}


def _sign_in(account: Account) -> int:
    begun = begin_sign_in(
        account=account,
        session_key="none",
        mark=token_urlsafe(8),
        device=Device("Firefox", "Linux"),
        at=timezone.now(),
    )
    return begun.pk


def email_change(_world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """A change of address that its letter takes back, for whoever holds the letter."""
    token = token_urlsafe(8)
    EmailChange.objects.create(
        account=AccountFactory(), old_email=f"{token}@example.org", new_email="new@example.org", at=timezone.now(),
        token_hash=lookup_hash(token, purpose=PURPOSE),
    )  # fmt: skip
    return {OWN: {"token": token}}


def invitation(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """The link an administrator had sent."""
    sent = InvitationFactory.build(organisation=world.body, invited_by=world.people[Role.ADMINISTRATOR])
    token = sent.renew()
    sent.save()
    return {OWN: {"token": token}}


THINGS = {
    "member": member, "passkey": passkey, "identity": identity, "guardianship": guardianship, "sign_in": sign_in,
    "email_change": email_change, "invitation": invitation,
}  # fmt: skip
