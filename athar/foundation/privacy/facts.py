"""What this room announces, for rooms above that hold something of a person it does not know of."""

from dataclasses import dataclass, field
from datetime import datetime

from athar.foundation.core.refusals import Reason


@dataclass(frozen=True)
class ErasureConsidered:
    """Somebody may be erased: whoever must hold on to something of theirs adds the reason."""

    people: tuple[int, ...]
    reasons: list[Reason] = field(default_factory=list)


@dataclass(frozen=True)
class PersonErasing:
    """
    These rows of one human are about to be emptied. ``values``: everything they are known by, as it is written.

    ``unread`` collects files that nobody could look into and somebody must.
    """

    people: tuple[int, ...]
    values: tuple[str, ...]
    at: datetime
    unread: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class GuardianConsidered:
    """Somebody wants to say something for a child: whoever knows whether they may adds the answer. Keys of persons."""

    child: int
    guardians: tuple[int, ...]
    at: datetime
    answers: list[bool] = field(default_factory=list)


@dataclass(frozen=True)
class RequestAsked:
    """Somebody asked something about their data or a child's, or somebody here recorded it."""

    request: int
    parties: tuple[int, ...]
    """Keys of persons who need not be told: who asked, about whom, and who recorded it."""
    due: datetime
    at: datetime


@dataclass(frozen=True)
class RequestPressing:
    """A request has to be answered within days, or should have been."""

    request: int
    parties: tuple[int, ...]
    due: datetime
    overdue: bool
    at: datetime


@dataclass(frozen=True)
class BreachPressing:
    """Less than a day is left to tell the authority of a breach."""

    breach: int
    due: datetime
    at: datetime
