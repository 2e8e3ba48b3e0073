"""What somebody holds: the association's built-in roles, and those it drew itself, each wide or within a scope."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import get_language

from athar.foundation.people.choices import STAFF, Role
from athar.foundation.people.scopes import EVERYWHERE, Bound, Reach


@dataclass(frozen=True)
class Drawn:
    """A role the association drew itself, as far as access depends on it."""

    code: str
    name_ar: str
    name_en: str
    places: frozenset[str]
    acts: frozenset[str]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_ar


@dataclass(frozen=True)
class Holding:
    """One grant in force; exactly one of ``role`` and ``drawn`` is there."""

    role: Role | None
    drawn: Drawn | None
    organisation: int | None = None
    initiative: str = ""
    edition: str = ""

    @property
    def is_narrow(self) -> bool:
        """
        Whether it is the association's own work, but only for a body, an initiative or an edition.

        A partner's manager is no such thing: her body is what her role is about.
        """
        of_staff = self.drawn is not None or self.role in STAFF
        return of_staff and bool(self.bound.sides)

    @property
    def code(self) -> str:
        return self.role.value if self.role else self.drawn.code if self.drawn else ""

    def __str__(self) -> str:
        return str(self.role.label) if self.role else str(self.drawn)

    @property
    def bound(self) -> Bound:
        return Bound(self.organisation, self.initiative, self.edition)

    @property
    def alone(self) -> "Roles":
        """What it would open if it were held for the whole association, and nothing else were held."""
        return Roles([self.role]) if self.role else Roles(drawn=[self.drawn] if self.drawn else [])


class Roles(frozenset[Role]):
    """
    Built-in roles held for the whole association, as a set; ``drawn``: the association's own beside them.

    ``narrow``: what is held only within a scope; it is in neither, so that nobody takes it for a wide one.
    ``bodies``: keys of the organisations whose manager somebody is as a partner's.
    """

    drawn: frozenset[Drawn]
    narrow: tuple[Holding, ...]
    bodies: frozenset[int]

    def __new__(
        cls,
        roles: Iterable[Role] = (),
        *,
        drawn: Iterable[Drawn] = (),
        narrow: Iterable[Holding] = (),
        bodies: Iterable[int] = (),
    ) -> Self:
        found = super().__new__(cls, roles)
        found.drawn, found.narrow, found.bodies = frozenset(drawn), tuple(narrow), frozenset(bodies)
        return found

    @classmethod
    def of(cls, holdings: Iterable[Holding]) -> Self:
        holdings = list(holdings)
        wide = [holding for holding in holdings if not holding.is_narrow]
        return cls(
            (holding.role for holding in wide if holding.role),
            drawn=(holding.drawn for holding in wide if holding.drawn),
            narrow=(holding for holding in holdings if holding.is_narrow),
            bodies=(
                holding.organisation
                for holding in wide
                if holding.role == Role.PARTNER_MANAGER and holding.organisation
            ),
        )


def drawn_of(roles: Iterable[Role]) -> frozenset[Drawn]:
    """The association's own among some roles; a plain set of built-in ones has none."""
    return roles.drawn if isinstance(roles, Roles) else frozenset()


def narrow_of(roles: Iterable[Role]) -> tuple[Holding, ...]:
    """What of some roles is held only within a scope; a plain set of built-in ones has none of it."""
    return roles.narrow if isinstance(roles, Roles) else ()


def bodies_of(roles: Iterable[Role]) -> frozenset[int]:
    """The organisations of a partner's manager, by key."""
    return roles.bodies if isinstance(roles, Roles) else frozenset()


def reach_of(
    roles: Collection[Role],
    opened_by: Collection[Role],
    drawn: Callable[[Drawn], bool] = lambda _drawn: False,
) -> Reach:
    """
    How far somebody's work goes that some roles open: everywhere to whoever holds one of them for the whole association.

    :param drawn: whether a role that the association drew opens it.
    """
    if set(opened_by) & set(roles) or any(map(drawn, drawn_of(roles))):
        return EVERYWHERE
    return Reach.within(
        holding.bound
        for holding in narrow_of(roles)
        if holding.role in opened_by or (holding.drawn is not None and drawn(holding.drawn))
    )


def holding_from(row: dict[str, Any]) -> Holding:
    """From what ``queries.with_roles`` reads."""
    drawn = None
    if row["code"]:
        texts = {name: row[name] for name in ("code", "name_ar", "name_en")}
        drawn = Drawn(**texts, places=frozenset(row["places"]), acts=frozenset(row["acts"]))
    return Holding(
        Role(row["role"]) if row["role"] else None,
        drawn,
        row["organisation"],
        row["initiative"],
        row["edition"],
    )
