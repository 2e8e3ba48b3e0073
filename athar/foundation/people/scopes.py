"""
How far somebody's work goes: everywhere, or as far as what they hold within an organisation, an initiative or an edition.

A room whose things belong to an initiative or an organisation narrows what it shows by one line, ``reach.narrow(rows)``,
and asks of one thing ``reach.covers(thing)``. Things say where they belong in columns of the same names everywhere:
``organisation``, ``initiative`` and ``edition``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from django.db.models import Q, QuerySet

Rows = TypeVar("Rows", bound=QuerySet[Any])
SIDES = frozenset({"organisation", "initiative"})  # an edition lies within its initiative


@dataclass(frozen=True)
class Bound:
    """One scope: of what it names, all must fit. ``organisation`` is a key; the others are codes, empty for every one."""

    organisation: int | None = None
    initiative: str = ""
    edition: str = ""

    @property
    def sides(self) -> frozenset[str]:
        """What a thing must belong to, to lie within it; nothing for a scope that is none."""
        return frozenset(name for name in SIDES if getattr(self, name))

    def covers(self, thing: Any) -> bool:
        """Whether it lies within: a proposal, a record, an import."""
        return (
            (self.organisation is None or thing.organisation_id == self.organisation)
            and (not self.initiative or _code(thing.initiative) == self.initiative)
            and (not self.edition or _code(thing.edition) == self.edition)
        )

    def query(self) -> Q:
        wanted = {
            "organisation": self.organisation,
            "initiative__code": self.initiative,
            "edition__code": self.edition,
        }
        return Q(**{name: value for name, value in wanted.items() if value})


def _code(named: Any) -> str:
    return named.code if named is not None else ""


@dataclass(frozen=True)
class Reach:
    """Everywhere, or what lies within any of some scopes; without any, nowhere."""

    bounds: frozenset[Bound] = field(default_factory=frozenset)
    everywhere: bool = False

    @classmethod
    def within(cls, bounds: Iterable[Bound]) -> Self:
        return cls(frozenset(bound for bound in bounds if bound.sides))

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.bounds)

    def __and__(self, other: "Reach") -> "Reach":
        """Where both reach for certain: scopes that merely overlap are left out."""
        if self.everywhere or other.everywhere:
            return other if self.everywhere else self
        return Reach(self.bounds & other.bounds)

    def query(self) -> Q:
        """What lies within, as a condition; nothing where it reaches nowhere."""
        if self.everywhere:
            return Q()
        wanted = Q(pk__in=[])
        for bound in self.in_order():
            wanted |= bound.query()
        return wanted

    def narrow(self, rows: Rows) -> Rows:
        return rows if self.everywhere else rows.filter(self.query())

    def covers(self, thing: Any) -> bool:
        return self.everywhere or any(bound.covers(thing) for bound in self.bounds)

    def in_order(self) -> list[Bound]:
        """The scopes, the same way every time."""
        return sorted(
            self.bounds, key=lambda bound: (bound.initiative, bound.edition, bound.organisation or 0)
        )

    @property
    def initiatives(self) -> frozenset[str] | None:
        """The codes of the initiatives that it touches; None where it touches every one."""
        if self.everywhere or any(not bound.initiative for bound in self.bounds):
            return None
        return frozenset(bound.initiative for bound in self.bounds)


EVERYWHERE, NOWHERE = Reach(everywhere=True), Reach()
