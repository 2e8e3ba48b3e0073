"""
What people are told: the words in which every room declares it, in a ``notices.py`` of its own.

A notice keeps its kind and its facts; the sentence is made when it is read, in the language of whoever reads it::

    KINDS = (Kind("ledger.rejected", _("An entry of yours was rejected"), rejected, "workspace/records/", Way.NOW),)

A kind's label is the subject of its letters too, so it names nobody and nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Text

Facts = Mapping[str, Any]
Sentence = Callable[[Facts], str]
Worth = Callable[[Facts, datetime], bool]


class Way(models.TextChoices):
    """How somebody wants to be told of a kind; each but the first also stands on their pages."""

    NONE = "none", _("Not at all")
    PAGE = "page", _("On my pages")
    DAILY = "daily", _("Also in a letter once a day")
    NOW = "now", _("Also by e-mail at once")


@dataclass(frozen=True)
class Kind:
    """
    Something people are told of.

    :param say: makes the sentence from the facts, to which ``many`` is added: how often it happened.
    :param path: where it leads, without the prefix of a language; ``{name}`` stands for a fact.
    :param way: how it is told until the reader says otherwise.
    :param alike: the facts in which two must agree to be told as one within an hour; None: in all of them.
    :param inside: told to whoever works in the workspace, so nobody else is asked how they want it.
    :param owed: the law wants it told: by e-mail at once, whatever was chosen and at any hour.
    :param beside: another link that stands beside the first: its words, and where it leads, as ``path``.
    :param worth: whether a letter is still worth sending at a moment; what waited for the morning may be over by then.
    """

    code: str
    label: Text
    say: Sentence
    path: str
    way: Way = Way.PAGE
    alike: tuple[str, ...] | None = None
    inside: bool = False
    owed: bool = False
    beside: tuple[Text, str] | None = None
    worth: Worth | None = None


class UnknownKind(LookupError):
    """No room declares this kind of notice."""


@cache
def kinds() -> dict[str, Kind]:
    """Every declared kind by its code; those of higher rooms first, as apps are installed."""
    return {kind.code: kind for module in _modules() for kind in module.KINDS}


def kind_of(code: str) -> Kind:
    """
    Return the kind.

    :raises UnknownKind: when no room declares it.
    """
    try:
        return kinds()[code]
    except KeyError:
        raise UnknownKind(code) from None


def _modules() -> list[Any]:
    names = [
        f"{config.name}.notices" for config in apps.get_app_configs() if config.name.startswith("athar.")
    ]
    return [import_module(name) for name in names if find_spec(name)]
