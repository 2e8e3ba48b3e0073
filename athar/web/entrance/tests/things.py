"""What the addresses of the doors name."""

from typing import Any

from athar.foundation.people.models import Account
from athar.foundation.people.tests.factories import AccountFactory
from athar.web.ui.doors import OWN


def member(_world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """One of the people a visitor of the demonstration may step in as."""
    email = "noura@example.org"
    if not Account.objects.filter(email=email).exists():
        AccountFactory(email=email)
    return {OWN: {"post": {"email": email}}}


THINGS = {"member": member}
