"""Who is looking, and what that lets them see."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from athar.foundation.people.choices import Role
from athar.foundation.people.models import Person
from athar.foundation.people.queries import INSIDE, STAFF, roles_of
from athar.foundation.people.rules import Sight, may_open_evidence, sight


@dataclass(frozen=True)
class Viewer:
    """Whoever looks at a page: a visitor, or a person with the roles in force now."""

    person: Person | None
    roles: frozenset[Role]

    @property
    def sight(self) -> Sight:
        return sight(self.roles)

    @property
    def may_open_evidence(self) -> bool:
        return may_open_evidence(self.roles)

    @property
    def may_enter_workspace(self) -> bool:
        return bool(INSIDE & self.roles)

    @property
    def is_staff(self) -> bool:
        return bool(STAFF & self.roles)


def viewer(request: HttpRequest) -> Viewer:
    """The viewer of a request; asked once, kept on the request."""
    known = getattr(request, "_viewer", None)
    if known is None:
        person = getattr(request.user, "person", None) if request.user.is_authenticated else None
        known = Viewer(person, roles_of(request.user, at=timezone.now()))
        request._viewer = known  # type: ignore[attr-defined]
    return known
