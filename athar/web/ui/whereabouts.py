"""
Where each page stands, and what explains it: each room says so in a ``whereabouts.py`` beside its ``doors.py``.

``SPOTS`` are the pages that lie below another, and those they lie below; ``HELP`` names sections of the guides and
words of the glossary, which are written there and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.template import Context, Variable, VariableDoesNotExist
from django.urls import ResolverMatch, reverse

from athar.foundation.core.refusals import Text

Crumb = tuple[str, str]


@dataclass(frozen=True)
class Spot:
    """
    A page among the others.

    :param above: name of the address above it; empty: this is where a room begins, or a page of its first row.
    :param label: what it is called; without one, a page is called by its heading.
    :param thing: what of a page's context it is called by when it stands above that page; ``label`` where it is not there.
    :param keys: what of the address of a page below is its own.
    """

    above: str = ""
    label: Text = ""
    thing: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Help:
    """:param sections: of the guides, as ``user#begin-the-day``. :param words: of the glossary, as ``legal-hold``."""

    sections: tuple[str, ...]
    words: tuple[str, ...] = ()


@cache
def spots() -> dict[str, Spot]:
    return {name: spot for room in _rooms() for name, spot in room.SPOTS.items()}


@cache
def helps() -> dict[str, Help]:
    return {name: help_ for room in _rooms() for name, help_ in room.HELP.items()}


def _rooms() -> list[Any]:
    named = (
        f"{config.name}.whereabouts"
        for config in apps.get_app_configs()
        if config.name.startswith("athar.web.") and config.name != "athar.web.ui"
    )
    return [import_module(name) for name in named if find_spec(name)]


def help_of(name: str) -> Help | None:
    """What explains a page: said of it, or of the pages whose names begin as its own does."""
    told = helps()
    starts = [start for start in told if name.startswith(start)]
    return told[max(starts, key=len)] if starts else None


def trail(match: ResolverMatch | None, context: Context, heading: str) -> list[Crumb]:
    """
    Labels and addresses from where the room begins down to a page, itself last and without an address.

    Nothing for pages of a room's first row: the ways of the room say already where one is.
    """
    name = match.view_name if match else ""
    here = spots().get(name)
    if match is None or here is None or not here.above:
        return []
    crumbs = [(str(here.label) or heading, "")]
    above = here.above
    while above:
        spot = spots()[above]
        crumbs.insert(0, (_called(spot, context), _address(above, spot, match.kwargs)))
        above = spot.above
    return crumbs


def _called(spot: Spot, context: Context) -> str:
    try:
        return str((Variable(spot.thing).resolve(context) if spot.thing else "") or spot.label)
    except VariableDoesNotExist:
        return str(spot.label)


def _address(name: str, spot: Spot, kwargs: Mapping[str, Any]) -> str:
    return reverse(name, kwargs={key: kwargs[key] for key in spot.keys})
