"""A standard as its file says it: areas and criteria in both languages. Wrong data stops the start."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from athar.engine.standards.choices import Proof

MOST = 100  # per cent


class StandardWrong(ValueError):
    """The file leaves something out, says it twice or cannot be so."""


@dataclass(frozen=True)
class Said:
    """A text in both languages; it speaks the one that is spoken."""

    ar: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.ar


@dataclass(frozen=True)
class Measure:
    """Which check measures a criterion, and from which per cent on it is met, or partly."""

    code: str
    met: int
    partly: int


@dataclass(frozen=True)
class Criterion:
    """
    One thing that is asked.

    :ivar asks: what has to be so; ``todo``: what to do where it is not.
    :ivar proof: what kind of thing proves it.
    :ivar check: what measures it; None: a person answers.
    """

    code: str
    area: str
    name: Said
    asks: Said
    todo: Said
    weight: int
    proof: Proof
    check: Measure | None

    def __str__(self) -> str:
        return str(self.name)


@dataclass(frozen=True)
class Area:
    code: str
    name: Said

    def __str__(self) -> str:
        return str(self.name)


@dataclass(frozen=True)
class Standard:
    """:ivar data: the file as it was read; a round keeps it."""

    code: str
    version: str
    name: Said
    about: Said
    areas: tuple[Area, ...]
    criteria: tuple[Criterion, ...]
    data: Mapping[str, Any]

    def __str__(self) -> str:
        return str(self.name)

    @cached_property
    def by_code(self) -> dict[str, Criterion]:
        return {one.code: one for one in self.criteria}

    @property
    def asked(self) -> tuple[Criterion, ...]:
        """What a person answers."""
        return tuple(one for one in self.criteria if one.check is None)


def standard_from(data: Mapping[str, Any]) -> Standard:
    """
    The standard that a file describes.

    :raises StandardWrong: says which criterion, and what about it.
    """
    try:
        criteria = tuple(
            _criterion(area["code"], said) for area in data["areas"] for said in area["criteria"]
        )
        found = Standard(
            data["standard"], data["version"], Said(**data["name"]), Said(**data["about"]),
            tuple(Area(area["code"], Said(**area["name"])) for area in data["areas"]), criteria, data,
        )  # fmt: skip
    except (KeyError, TypeError) as error:
        raise StandardWrong(f"Something is left out or stands where it does not belong: {error}.") from error
    if twice := [code for code, many in Counter(one.code for one in criteria).items() if many > 1]:
        raise StandardWrong(f"{', '.join(twice)} stand there twice.")
    return found


def _criterion(area: str, said: Mapping[str, Any]) -> Criterion:
    measure = Measure(**said["check"]) if said.get("check") else None
    if measure and not 0 < measure.partly <= measure.met <= MOST:
        raise StandardWrong(
            f"{said['code']} is partly met from more per cent on than it is met, or from none."
        )
    if said["proof"] not in Proof.values or said["weight"] < 1:
        raise StandardWrong(f"{said['code']} has no weight, or a kind of proof that there is not.")
    return Criterion(
        said["code"], area, Said(**said["name"]), Said(**said["asks"]), Said(**said["todo"]), said["weight"],
        Proof(said["proof"]), measure,
    )  # fmt: skip
