"""
Who may open which address, said by each room in a ``doors.py`` of its own beside its ``urls.py``.

A declaration is a promise, not the lock: the views lock, and ``tests/matrix`` knocks on every address of the site as
everybody, with every method, and compares. An address without a door fails there by name. One line is enough::

    DOORS = {
        "portal:hours": Door(reads=SIGNED_IN),
        "portal:seat": Door(reads=SIGNED_IN, sends=SIGNED_IN, thing="seat", own=SIGNED_IN),
    }
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import Roles, drawn_of, narrow_of

# Somebody who knocks: a role's value, or one of these.
VISITOR = "visitor"
NO_ROLE = "signed in without a role"

NOBODY: frozenset[str] = frozenset()
SIGNED_IN: frozenset[str] = frozenset({*Role.values, NO_ROLE})
EVERYBODY = SIGNED_IN | {VISITOR}

LETTERS = {
    "m": Role.PROGRAMME_MANAGER, "v": Role.REVIEWER, "e": Role.EXECUTIVE, "s": Role.STRATEGY_OFFICER, "g": Role.GOVERNANCE_OFFICER,
    "b": Role.BOARD_MEMBER, "a": Role.AUDITOR, "d": Role.ADMINISTRATOR, "p": Role.PARTNER_MANAGER,
}  # fmt: skip


def staff(letters: str) -> frozenset[str]:
    """
    Roles by letter, for tables that fit a screen.

    m manager, v measurement officer, e executive, s strategy, g governance, b board, a auditor, d administrator, p partner.
    """
    return frozenset(str(LETTERS[letter].value) for letter in letters)


@dataclass(frozen=True)
class Door:
    """
    One address.

    :param reads: who gets an answer to GET. Everybody else is sent to sign in, told no, or finds nothing.
        ``NOBODY``: the address is only sent to.
    :param sends: who may POST; ``NOBODY``: the address takes no POST.
    :param thing: what the address names, as the room's ``tests/things.py`` makes it; empty: it names nothing.
    :param own: who of those finds there only what is their own, or their organisation's, and nothing of others.
    :param sends_own: the same for POST alone, where reading shows nothing of the thing.
    :param methods: further methods that the address answers, for whoever may send.
    :param removes: who may DELETE; of things of others as for reading.
    :param narrows: whether who holds one of those roles within a scope alone comes in too, and meets what lies within it.
    :param tokenless: takes a POST without a form's token (an interface for programs, with a key of its own).
    """

    reads: AbstractSet[str]
    sends: AbstractSet[str] = NOBODY
    thing: str = ""
    own: AbstractSet[str] = NOBODY
    sends_own: AbstractSet[str] = NOBODY
    methods: tuple[str, ...] = ()
    removes: AbstractSet[str] = NOBODY
    tokenless: bool = False
    narrows: bool = False


# Whose the thing in an address is, to whoever knocks; see the rooms' ``tests/things.py``.
OWN, OTHERS, MINORS = "their own", "another organisation's", "a minor's"

DOORS = {
    "ui:styleguide": Door(EVERYBODY),
    "ui:search": Door(EVERYBODY),
    "ui:shortcuts": Door(EVERYBODY),
    "ui:help": Door(EVERYBODY),
    "ui:guide": Door(EVERYBODY, thing="guide"),
    "ui:offline": Door(EVERYBODY),
    "ui:manifest": Door(EVERYBODY),
    "worker": Door(EVERYBODY),
    "ui:look-ending": Door(NOBODY, SIGNED_IN),
    "ui:preferences": Door(EVERYBODY, EVERYBODY),
}


@cache
def doors() -> dict[str, Door]:
    """The doors of all rooms by the name of the address."""
    modules = (
        f"{config.name}.doors" for config in apps.get_app_configs() if config.name.startswith("athar.web.")
    )
    found = [import_module(name).DOORS for name in modules if find_spec(name)]
    return {name: door for room in found for name, door in room.items()}


def may_be_read(name: str, roles: Roles) -> bool:
    """
    Whether a page is worth leading somebody to who is signed in and holds these roles: for links, and no lock.

    What a role of the association's own opens stands in no door, so whoever holds one is led there, and told at the page.
    """
    door = doors().get(name)
    if door is None or drawn_of(roles):
        return door is not None
    held = {NO_ROLE, *(role.value for role in roles)}
    return bool(door.reads & (held | {holding.code for holding in narrow_of(roles) if door.narrows}))
