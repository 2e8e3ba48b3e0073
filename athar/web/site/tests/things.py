"""What the addresses of the public site name."""

from typing import Any

from athar.foundation.people.models import Account
from athar.foundation.people.tests.factories import AccountFactory
from athar.web.ui.doors import MINORS, OTHERS, OWN

FIGURE = {"period": "2023", "code": "beneficiaries.reached"}


def record(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    whose = {OWN: world.student, OTHERS: world.stranger, MINORS: world.minor}
    return {label: {"position": world.record_of(person)} for label, person in whose.items()}


def member(_world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """One of the people a visitor of the demonstration may step in as."""
    email = "noura@example.org"
    if not Account.objects.filter(email=email).exists():
        AccountFactory(email=email)
    return {OWN: {"post": {"email": email}}}


THINGS = {
    "member": member,
    "record": record,
    "initiative": lambda _world, _person: {OWN: {"code": "forum"}},
    "figure": lambda _world, _person: {OWN: FIGURE},
    "breakdown": lambda _world, _person: {OWN: FIGURE | {"?": "by=initiative"}},
    "publication": lambda _world, _person: {OWN: {"slug": "annual-2023"}},
    "pdf": lambda _world, _person: {OWN: {"slug": "annual-2023", "language": "ar"}},
    "exhibit": lambda _world, _person: {OWN: {"slug": "annual-2023", "name": "beneficiaries_by_initiative"}},
    "evidence": lambda world, _person: {OWN: {"sha256": world.evidence.sha256}},
}
