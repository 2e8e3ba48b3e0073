"""What this room announces."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class RoleGiven:
    """A person was given a role, or lent one. One that the association drew has names and no built-in role."""

    person: int
    role: str
    at: datetime
    name_ar: str = ""
    name_en: str = ""


@dataclass(frozen=True)
class RoleEnded:
    """A role of a person was ended before its time; named as above."""

    person: int
    role: str
    at: datetime
    name_ar: str = ""
    name_en: str = ""
