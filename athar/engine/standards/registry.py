"""The standards that rooms bring along, and the checks by which criteria measure themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import QuerySet

from athar.engine.standards.catalogue import Standard, StandardWrong, standard_from
from athar.foundation.core.refusals import Text
from athar.foundation.core.yamls import read_yaml


@dataclass(frozen=True)
class Sample:
    """
    What a check looks at, and what of it fails; rows of one model.

    :ivar failing: a part of ``whole``.
    """

    whole: QuerySet
    failing: QuerySet


Look = Callable[[datetime], Sample]


@dataclass(frozen=True)
class Check:
    """A measure: what is looked at, in words, what its rows are, and how they are found as of a moment."""

    code: str
    label: Text
    look: Look


standards: dict[str, list[Standard]] = {}
checks: dict[str, Check] = {}


def standard(*paths: Path) -> None:
    """
    Bring a standard along, in all its versions, the newest last.

    :raises StandardWrong: says what of which file, such as a check that nobody registered: checks come first.
    """
    for path in paths:
        found = standard_from(read_yaml(path))
        if unknown := [one.code for one in found.criteria if one.check and one.check.code not in checks]:
            raise StandardWrong(f"{path.name}: {', '.join(unknown)} ask for checks that there are not.")
        known = standards.setdefault(found.code, [])
        if found.version not in [one.version for one in known]:
            known.append(found)


def check(code: str, label: Text) -> Callable[[Look], Look]:
    """
    Register a measure.

    :raises ValueError: when the code is taken.
    """

    def register(look: Look) -> Look:
        if code in checks and checks[code].look is not look:
            raise ValueError(f"{code} is registered twice.")
        checks[code] = Check(code, label, look)
        return look

    return register


def newest(code: str) -> Standard | None:
    """The standard as a round that is opened today asks by."""
    return standards[code][-1] if code in standards else None
