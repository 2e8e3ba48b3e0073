"""What this room announces: what waits for staff, and for rooms above in which something rests on a guardian."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class GuardianLinked:
    """From now on this guardian speaks for the child. Keys of persons."""

    child: int
    guardian: int
    at: datetime


@dataclass(frozen=True)
class GuardianLinkEnded:
    """The guardian speaks for the child no longer: what needs a guardian's word has to stop, unless another gave it."""

    child: int
    guardian: int
    at: datetime


@dataclass(frozen=True)
class GuardianClaimed:
    """Somebody says to be a child's guardian, and staff look at it. Keys of persons."""

    child: int
    guardian: int
    at: datetime


@dataclass(frozen=True)
class RegistrationWaiting:
    """An organisation asks to be known here, or was mended, and staff look at it."""

    registration: int
    applicant: int
    at: datetime
