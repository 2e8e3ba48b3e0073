"""What guards and effects are asked with."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from athar.engine.journeys.models import Answers, Case, Event
from athar.foundation.people.models import Person


@dataclass(frozen=True)
class Attempt:
    """
    Somebody tries to take a step with a case. ``by``: None where nobody does, only time.

    The case may be one that is only about to begin, with the answers ``given``: guards ask its call, its person, and ``answers``.
    """

    case: Case
    by: Person | None
    at: datetime
    given: Answers | None = None

    @cached_property
    def answers(self) -> Answers | None:
        """The newest revision of what was answered."""
        return self.given if self.case.pk is None else self.case.answers.select_related("form").first()


@dataclass(frozen=True)
class Consequence:
    """A step was taken, and an effect of it is carried out now: perhaps later than the step, perhaps once more."""

    case: Case
    event: Event
    at: datetime
