"""What this room announces."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class RoleGiven:
    """A person was given a role, or lent one."""

    person: int
    role: str
    at: datetime


@dataclass(frozen=True)
class RoleEnded:
    """A role of a person was ended before its time."""

    person: int
    role: str
    at: datetime
