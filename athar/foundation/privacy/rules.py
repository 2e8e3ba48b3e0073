"""Deadlines and what may follow what: pure predicates and sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason
from athar.foundation.privacy.choices import ENDS_THE_COUNTDOWN, SETTLES_THE_PERSONS, BreachStepKind, Clock

# Personal Data Protection Law, implementing regulation, art. 24 (1): from becoming aware of the breach.
TIME_TO_TELL = timedelta(hours=72)
URGENT = timedelta(hours=24)


@dataclass(frozen=True)
class Countdown:
    """
    How a breach stands against the 72 hours.

    ``ended_at``: when the authority was told or it was decided that it need not be. ``left`` is negative once overdue;
    after the end it is what was left then.
    """

    state: Clock
    discovered_at: datetime
    due_at: datetime
    ended_at: datetime | None
    left: timedelta

    @property
    def hours(self) -> int:
        """Whole hours that are left, or by which it is or was late."""
        return int(abs(self.left).total_seconds() // 3600)

    @property
    def hours_gone(self) -> int:
        """Of the 72, for a bar; never more."""
        gone = TIME_TO_TELL - self.left
        return min(int(gone.total_seconds() // 3600), int(TIME_TO_TELL.total_seconds() // 3600))

    @property
    def runs(self) -> bool:
        return self.ended_at is None


def countdown(
    discovered_at: datetime, endings: Iterable[tuple[BreachStepKind, datetime]], *, at: datetime
) -> Countdown:
    """The clock at a moment; ``endings``: steps that may end it, with when they were done."""
    due_at = discovered_at + TIME_TO_TELL
    ended = sorted(
        ((when, kind) for kind, when in endings if kind in ENDS_THE_COUNTDOWN), key=lambda row: row[0]
    )
    if not ended:
        return Countdown(_running(due_at - at), discovered_at, due_at, None, due_at - at)
    when, kind = ended[0]
    late = when > due_at
    told = Clock.TOLD_LATE if late else Clock.TOLD
    state = Clock.SPARED if kind == BreachStepKind.AUTHORITY_SPARED else told
    return Countdown(state, discovered_at, due_at, when, due_at - when)


def _running(left: timedelta) -> Clock:
    if left < timedelta(0):
        return Clock.OVERDUE
    return Clock.URGENT if left < URGENT else Clock.RUNNING


def open_ends(kinds: Sequence[str]) -> list[Reason]:
    """Every reason why a breach with these steps cannot be closed yet."""
    ends = [
        (
            (BreachStepKind.CONTAINED,),
            Reason(
                "not_contained",
                _("Nothing says that it was contained."),
                _("Note what stopped it, and when."),
            ),
        ),
        (
            ENDS_THE_COUNTDOWN,
            Reason(
                "authority_untold",
                _("The authority was not told."),
                _("Tell it and note its reference, or note why it need not be told."),
            ),
        ),
        (
            SETTLES_THE_PERSONS,
            Reason(
                "persons_untold",
                _("Those affected were not told."),
                _("Tell them and note how, or note why they are not told."),
            ),
        ),
    ]
    return [reason for wanted, reason in ends if not set(wanted) & set(kinds)]


# Personal Data Protection Law, implementing regulation, art. 3: 30 days, and once up to 30 more, with notice and reason.
DAYS_TO_ANSWER = 30
SOON = 7


@dataclass(frozen=True)
class Deadline:
    """Until when a request is answered; ``days`` is negative once overdue."""

    due_on: date
    days: int
    extended: bool

    @property
    def is_over(self) -> bool:
        return self.days < 0

    @property
    def is_soon(self) -> bool:
        return 0 <= self.days <= SOON


def deadline(asked_on: date, *, extended: bool, on: date) -> Deadline:
    """The deadline of a request as of a day; days are those of Riyadh."""
    due_on = asked_on + timedelta(days=DAYS_TO_ANSWER * (2 if extended else 1))
    return Deadline(due_on, (due_on - on).days, extended)
