"""A role tried before anybody has it: which addresses of the workspace open, asked of the very locks that the pages have."""

from collections.abc import Iterable
from dataclasses import dataclass

from athar.foundation.core.refusals import Text
from athar.foundation.people.choices import Role
from athar.foundation.people.drawing import Limits
from athar.foundation.people.holdings import Drawn, Roles
from athar.foundation.people.models import CustomRole
from athar.web.ui.viewer import Viewer
from athar.web.workspace.access import (
    APART,
    DONE_IN,
    RESERVED_ACTS,
    RESERVED_PLACES,
    Act,
    Place,
    may_do,
    may_see,
)
from athar.web.workspace.places import ACTS, LABELS
from athar.web.workspace.views.base import WorkView

NAMES: dict[str, Text] = {str(code): text for table in (LABELS, ACTS) for code, text in table.items()}
LIMITS = Limits(
    places=frozenset(str(place) for place in Place if place not in RESERVED_PLACES),
    acts={str(act): str(DONE_IN[act]) for act in Act if act not in RESERVED_ACTS},
    apart=frozenset((str(one), str(other)) for one, other in APART),
    names=NAMES,
)


def as_drawn(role: CustomRole) -> Drawn:
    return Drawn(role.code, role.name_ar, role.name_en, frozenset(role.places), frozenset(role.acts))


def roles_alone(role: Role | CustomRole) -> Roles:
    """What somebody holds who holds this role and nothing else, for the whole association."""
    return Roles(drawn=[as_drawn(role)]) if isinstance(role, CustomRole) else Roles([role])


def opens(view: type[WorkView], roles: Roles, method: str) -> bool:
    """Whether a page of the workspace answers somebody with these roles."""
    page = view()
    page.viewer = Viewer(None, roles)
    return bool(roles or roles.drawn) and page.is_open(method)


@dataclass(frozen=True)
class Address:
    """An address of a place. ``sends`` is None where it takes nothing."""

    path: str
    reads: bool
    sends: bool | None


@dataclass(frozen=True)
class Tried:
    """A place with everything below it."""

    place: Place
    label: Text
    sees: bool
    acts: list[tuple[Text, bool]]
    addresses: list[Address]

    @property
    def many_open(self) -> int:
        return sum(address.reads for address in self.addresses)


def tried(roles: Roles) -> list[Tried]:
    """Every place of the workspace, in the order of the rail."""
    from athar.web.workspace.urls import urlpatterns

    found: dict[Place, list[Address]] = {place: [] for place in Place}
    for route in urlpatterns:
        view = getattr(route.callback, "view_class", None)
        if isinstance(view, type) and issubclass(view, WorkView):
            sends = opens(view, roles, "POST") if hasattr(view, "post") else None
            path = f"/workspace/{str(route.pattern).lstrip('^')}"
            found[view.place].append(Address(path, opens(view, roles, "GET"), sends))
    return [
        Tried(place, LABELS[place], _sees(roles, place), _acts(roles, place), found[place]) for place in Place
    ]


def _sees(roles: Roles, place: Place) -> bool:
    return bool(roles or roles.drawn) and may_see(roles, place)


def _acts(roles: Roles, place: Place) -> list[tuple[Text, bool]]:
    sees = _sees(roles, place)
    return [(ACTS[act], sees and may_do(roles, act)) for act, where in DONE_IN.items() if where is place]


def codes(values: Iterable[str]) -> list[Text]:
    """Places or acts in words, in the order of the tables; a code that is none of them is said as it is."""
    wanted = set(values)
    return [text for code, text in NAMES.items() if code in wanted] + sorted(wanted - NAMES.keys())
