"""What this room announces to those above it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class QualificationFiled:
    """Somebody filed a qualification, and staff look at it. Keys of persons."""

    person: int
    by: int
    at: datetime


@dataclass(frozen=True)
class QualificationRevoked:
    """Somebody holds a qualification no longer: who counts on it has to look."""

    person: int
    kind: str
    at: datetime
