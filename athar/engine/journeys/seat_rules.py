"""Why somebody may not take a seat: plain questions about times, every answer at once. No database."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Reason, filled

WEEK = timedelta(days=7)
SUNDAY = 6  # of date.weekday(); the week begins with it


@dataclass(frozen=True)
class Span:
    """A session's time, as far as its seats depend on it."""

    key: int
    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


@dataclass(frozen=True)
class Asking:
    """
    Somebody asks for a seat at a moment.

    :param taken: the sessions in which they have seats, this one among them where they have one.
    """

    span: Span
    rest_minutes: int
    weekly_minutes: int | None
    cancelled: bool
    taken: tuple[Span, ...]
    at: datetime


Check = Callable[[Asking], Reason | None]


def is_cancelled(asking: Asking) -> Reason | None:
    if asking.cancelled:
        return Reason("cancelled", _("This does not take place."), _("Choose another time."))
    return None


def has_started(asking: Asking) -> Reason | None:
    if asking.at >= asking.span.starts_at:
        return Reason("started", _("This has started already."), _("Choose a later one."))
    return None


def has_a_seat(asking: Asking) -> Reason | None:
    if any(span.key == asking.span.key for span in asking.taken):
        return Reason("seated", _("You have a seat here already."), _("Open it instead."))
    return None


def overlaps(asking: Asking) -> Reason | None:
    """Joining onto each other is no overlap: a time is up to its end, and the end is outside."""
    here = asking.span
    if any(here.starts_at < span.ends_at and span.starts_at < here.ends_at for span in _others(asking)):
        return Reason(
            "overlaps",
            _("You are elsewhere at that time."),
            _("Give that seat back, or choose another time."),
        )
    return None


def lacks_rest(asking: Asking) -> Reason | None:
    """Back to back is allowed: what joins onto it is the same stretch of work."""
    rest, here = timedelta(minutes=asking.rest_minutes), asking.span
    for span in _others(asking):
        for gap in (here.starts_at - span.ends_at, span.starts_at - here.ends_at):
            if timedelta(0) < gap < rest:
                return Reason(
                    "no_rest",
                    filled(
                        _("There would be less than %(minutes)s minutes of rest."),
                        minutes=asking.rest_minutes,
                    ),
                    _("Choose a time further from your other one."),
                )
    return None


def too_much_in_a_week(asking: Asking) -> Reason | None:
    """A session counts in the week in which it starts, in Riyadh time; weeks begin on Sunday."""
    if asking.weekly_minutes is None:
        return None
    week = week_of(asking.span.starts_at)
    spent = sum(span.minutes for span in _others(asking) if week_of(span.starts_at) == week)
    if spent + asking.span.minutes <= asking.weekly_minutes:
        return None
    return Reason(
        "too_much",
        filled(_("It would be more than %(minutes)s minutes in that week."), minutes=asking.weekly_minutes),
        _("Choose another week."),
    )


SEAT_CHECKS: tuple[Check, ...] = (
    is_cancelled, has_started, has_a_seat, overlaps, lacks_rest, too_much_in_a_week,
)  # fmt: skip


def seat_refusals(asking: Asking) -> list[Reason]:
    """Every reason that speaks against the seat; whether one is free is another question."""
    answers = (check(asking) for check in SEAT_CHECKS)
    return [answer for answer in answers if answer]


def reach(asking: Asking) -> tuple[datetime, datetime]:
    """From when to when another seat may matter to the one that is asked for: wide enough for every rule, and often wider than they ask."""
    rest, here = timedelta(minutes=asking.rest_minutes), asking.span
    week = timedelta() if asking.weekly_minutes is None else WEEK
    return here.starts_at - max(rest, week), max(here.ends_at + rest, here.starts_at + week)


def week_of(moment: datetime) -> date:
    """The Sunday with which the week of a moment begins."""
    day = riyadh_day(moment)
    return day - timedelta(days=(day.weekday() - SUNDAY) % 7)


def _others(asking: Asking) -> Iterable[Span]:
    return (span for span in asking.taken if span.key != asking.span.key)
