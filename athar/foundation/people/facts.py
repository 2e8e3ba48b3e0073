"""What this room announces."""

from dataclasses import dataclass
from datetime import date, datetime


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


@dataclass(frozen=True)
class ConsentWithdrawn:
    """A person agrees to a purpose no longer: what rests on it has to stop."""

    person: int
    purpose: str
    on: date


@dataclass(frozen=True)
class ApprovalRevoked:
    """A guardian approves no longer that a child takes part in an initiative; in any, where it is not named."""

    child: int
    initiative: str
    on: date
