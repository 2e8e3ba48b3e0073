"""What this room announces, for rooms above in which something rests on a guardian."""

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
