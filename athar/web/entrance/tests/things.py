"""What the addresses of the doors name."""

from secrets import token_bytes
from typing import Any

from django.utils import timezone

from athar.foundation.admissions.tests.factories import GuardianInvitationFactory
from athar.foundation.identity.models import Passkey
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


def guardianship(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """The link a minor had sent to a guardian."""
    invitation = GuardianInvitationFactory(child=world.minor)
    token = invitation.renew()
    invitation.save()
    return {OWN: {"token": token}}


THINGS = {"member": member, "passkey": passkey, "guardianship": guardianship}
