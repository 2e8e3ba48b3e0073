"""What the addresses of a person's own pages name."""

from datetime import date
from typing import Any

from athar.foundation.people.models import GuardianApproval
from athar.foundation.people.tests.factories import PersonFactory
from athar.web.ui.doors import OTHERS, OWN

PROFILE = "people.person-pk"


def child(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    """A child of whoever knocks, and one of another guardian."""
    return {label: {"child": row.child_id} for label, row in _approvals(world, person).items()}


def childs_holding(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {label: named | {"key": PROFILE} for label, named in child(world, person).items()}


def approval(world: Any, person: Any) -> dict[str, dict[str, Any]]:
    return {label: {"pk": row.pk} for label, row in _approvals(world, person).items()}


def _approvals(world: Any, person: Any) -> dict[str, GuardianApproval]:
    guardians = {OWN: person or world.maker, OTHERS: world.stranger}
    return {
        label: GuardianApproval.objects.create(
            child=PersonFactory(name="لينا الخالدي", birth_date=date(2015, 9, 9)),
            guardian=guardian, initiative="forum", approved_on=date(2023, 1, 1),
        )
        for label, guardian in guardians.items()
    }  # fmt: skip


THINGS = {
    "holding": lambda _world, _person: {OWN: {"key": PROFILE}},
    "purpose": lambda _world, _person: {OWN: {"purpose": "contact"}},
    "child": child,
    "child's holding": childs_holding,
    "approval": approval,
}
