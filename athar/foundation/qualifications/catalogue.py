"""Skills and kinds of qualification, as they come along: read once, and wrong data stops the start."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from athar.foundation.core.yamls import read_yaml
from athar.foundation.qualifications.rules import Renewal, cycle_in

DATA = Path(__file__).parent / "data"


class CatalogueWrong(ValueError):
    """The data names what is not there, goes in a circle, or renews within more than a period."""


@dataclass(frozen=True)
class Named:
    code: str
    ar: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.ar


@dataclass(frozen=True)
class Skill(Named):
    """Something people say they can do."""


@dataclass(frozen=True)
class Kind(Named):
    """A kind of qualification. ``months``: how long it is valid; None: for good."""

    months: int | None
    includes: tuple[str, ...]
    renewal: Renewal | None


@cache
def skills() -> dict[str, Skill]:
    return {entry["code"]: Skill(**entry) for entry in read_yaml(DATA / "skills.yaml")["skills"]}


@cache
def kinds() -> dict[str, Kind]:
    return kinds_from(read_yaml(DATA / "kinds.yaml")["kinds"])


@cache
def includes() -> dict[str, tuple[str, ...]]:
    """What each kind includes by itself."""
    return {code: kind.includes for code, kind in kinds().items()}


def kinds_from(entries: list[dict[str, Any]]) -> dict[str, Kind]:
    """
    The kinds of a file, by code.

    :raises CatalogueWrong: says which entry, and what about it.
    """
    found = {entry["code"]: _kind(entry) for entry in entries}
    for code, kind in found.items():
        if unknown := [below for below in kind.includes if below not in found]:
            raise CatalogueWrong(f"{code} includes {', '.join(unknown)}, which the file does not have.")
        if kind.renewal and (kind.months is None or kind.renewal.within_months > kind.months):
            raise CatalogueWrong(f"{code} is renewed within more months than it is valid.")
    if circle := cycle_in({code: kind.includes for code, kind in found.items()}):
        raise CatalogueWrong(f"{circle} includes itself.")
    return found


def _kind(entry: dict[str, Any]) -> Kind:
    renewal = Renewal(**entry["renewal"]) if entry["renewal"] else None
    if renewal and (renewal.days < 1 or renewal.within_months < 1):
        raise CatalogueWrong(f"{entry['code']} is renewed by less than a day, or within less than a month.")
    return Kind(entry["code"], entry["ar"], entry["en"], entry["months"], tuple(entry["includes"]), renewal)


def skill_names(codes: list[str]) -> list[str]:
    """In the order of the catalogue and the language being spoken; a code that the catalogue dropped stands as it is."""
    return _names(skills(), codes)


def kind_names(codes: list[str]) -> list[str]:
    return _names(kinds(), codes)


def _names(known: Any, codes: list[str]) -> list[str]:
    return [str(one) for code, one in known.items() if code in codes] + [
        code for code in codes if code not in known
    ]
