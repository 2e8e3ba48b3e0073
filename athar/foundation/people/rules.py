"""Who may see how much of a person."""

from collections.abc import Collection
from enum import IntEnum
from typing import Any

from athar.foundation.core.identity import masked
from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import drawn_of, narrow_of
from athar.foundation.people.models import Person
from athar.foundation.people.scopes import EVERYWHERE, Reach


class Sight(IntEnum):
    """How much of a person somebody may see."""

    NOTHING = 0
    MASKED = 1  # initials and the last four digits: enough to compare with a sheet
    FULL = 2


ARTICLE = "ال"
FULL_SIGHT = frozenset({Role.PROGRAMME_MANAGER})
MASKED_SIGHT = frozenset(
    {
        Role.AUDITOR,
        Role.REVIEWER,
        Role.STRATEGY_OFFICER,
        Role.GOVERNANCE_OFFICER,
        Role.EXECUTIVE,
        Role.BOARD_MEMBER,
    }
)


# Places of work in which one meets persons. A role the association drew that sees one of them meets them masked, never
# in full: that stays with whoever manages programmes.
PERSONAL_PLACES = frozenset(
    {"records", "ledger", "corrections", "imports", "people", "opportunities", "injuries"}
)


def sight(roles: Collection[Role]) -> Sight:
    """What these roles let one see of persons one does not know. An administrator runs the system and sees nobody."""
    if FULL_SIGHT & set(roles):
        return Sight.FULL
    return Sight.MASKED if MASKED_SIGHT & set(roles) or _meets_persons(roles) else Sight.NOTHING


def sight_within(roles: Collection[Role], fact: Any) -> Sight:
    """
    How much of the person one fact is about may be seen: what the roles open anywhere, or one within whose scope it lies.

    :param fact: what says where it belongs, as ``scopes.Bound`` asks.
    """
    inside = (sight(holding.alone) for holding in narrow_of(roles) if holding.bound.covers(fact))
    return max(sight(roles), *inside, Sight.NOTHING)


def reach_of_sight(roles: Collection[Role], least: Sight) -> Reach:
    """Where persons may be seen at least so far."""
    if sight(roles) >= least:
        return EVERYWHERE
    return Reach.within(holding.bound for holding in narrow_of(roles) if sight(holding.alone) >= least)


def may_open_evidence(roles: Collection[Role]) -> bool:
    """Evidence holds names: whoever checks or manages may open it, the public sees its title and hash."""
    return sight(roles) is not Sight.NOTHING


def _meets_persons(roles: Collection[Role]) -> bool:
    return any(PERSONAL_PLACES & drawn.places for drawn in drawn_of(roles))


def initial(word: str) -> str:
    """
    The letter by which a word of a name is told apart: past the article, which half of all family names begin with.

    >>> initial("الزهراني"), initial("سارة"), initial("ال")
    ('ز', 'س', 'ا')
    """
    bare = word.removeprefix(ARTICLE)
    return (bare or word)[0]


def label(person: Person, seen: Sight) -> str:
    """The person as somebody with that sight may read it; empty when nothing may be seen."""
    if seen is Sight.FULL:
        return person.called
    if seen is Sight.MASKED:
        initials = " ".join(f"{initial(word)}." for word in person.called.split())
        return f"{initials} {masked(person.national_id)}" if person.national_id else initials
    return ""
