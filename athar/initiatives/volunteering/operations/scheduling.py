"""Shifts by the series, and a shift that does not take place."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Session
from athar.engine.journeys.operations import cancel_session
from athar.foundation.core.dates import RIYADH
from athar.foundation.core.refusals import Reason
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.models import Cancellation, Opportunity
from athar.initiatives.volunteering.operations.group_seats import end_groups_that_wait
from athar.initiatives.volunteering.operations.offering import OpportunityRefused, add_shift

MOST_SHIFTS = 60  # of one series


@transaction.atomic
def add_shifts(
    *, opportunity: Opportunity, names: tuple[str, str], first: date, hours: tuple[time, time], capacity: int,
    times: int = 1, every: int = 1, places: tuple[str, str] = ("", ""),
) -> list[Session]:  # fmt: skip
    """
    Add a shift, or one on each of several days; all of them, or none.

    :param hours: from and to by the clock of Riyadh; an end that is not later is one of the day after.
    :param every: how many days lie from one to the next.
    :param places: where, in Arabic and in English, if elsewhere than the opportunity is.
    :raises OpportunityRefused: as ``add_shift``, for any of them, or when there would be none or too many, or one language lacks the place,
        or a shift of that name begins then already.
    :raises SessionRefused: as ``open_session``.
    """
    if not (1 <= times <= MOST_SHIFTS and every >= 1):
        raise OpportunityRefused(
            Reason("series", _("There cannot be so many shifts in one series."), _("Add fewer, or in parts."))
        )
    where = _where(*(place.strip() for place in places))
    # Whoever sends the form at the same moment waits, and then finds the shifts.
    Opportunity.objects.select_for_update(no_key=True, of=("self",)).get(pk=opportunity.pk)
    moments = list(_moments(first, hours, times, every))
    _refuse_twice(opportunity, names, [begin for begin, _end in moments])
    return [
        add_shift(
            opportunity=opportunity, names=names, starts_at=begin, ends_at=end, capacity=capacity, **where
        )
        for begin, end in moments
    ]


@transaction.atomic
def cancel_shift(*, session: Session, by: Person, at: datetime, reason: str) -> Cancellation:
    """
    Let a shift not take place: its seats are given back, and whoever had one, waited or asked for a group is told.

    :raises OpportunityRefused: when there is no reason.
    :raises SessionRefused: when it was cancelled already, or is over.
    """
    if not reason.strip():
        raise OpportunityRefused(
            Reason("no_reason", _("The reason is missing."), _("Write why it does not take place."))
        )
    # The groups first: whoever decides about one holds it before the queue, too.
    end_groups_that_wait(session=session, at=at)
    cancel_session(session=session, by=by, at=at)
    return Cancellation.objects.create(session=session, by=by, at=at, reason=reason.strip()[:300])


def _refuse_twice(opportunity: Opportunity, names: tuple[str, str], begins: Collection[datetime]) -> None:
    """A series that is sent twice is there once; one that was cancelled may be added again."""
    there = Session.objects.filter(
        edition=opportunity.edition_id,
        name_ar=names[0],
        name_en=names[1],
        starts_at__in=begins,
        cancelled_at=None,
    )
    if there.exists():
        raise OpportunityRefused(
            Reason(
                "twice",
                _("A shift of this name begins at this time already."),
                _(
                    "Look at the shifts of the opportunity: perhaps they are added. Otherwise choose another name."
                ),
            )
        )


def _where(arabic: str, english: str) -> dict[str, str]:
    if bool(arabic) != bool(english):
        raise OpportunityRefused(
            Reason(
                "place_words",
                _("The place is missing in one of the languages."),
                _("Write it in both, or leave both empty: then it is where the opportunity is."),
            )
        )
    return {"place_ar": arabic, "place_en": english} if arabic else {}


def _moments(
    first: date, hours: tuple[time, time], times: int, every: int
) -> Iterator[tuple[datetime, datetime]]:
    begin, end = hours
    for number in range(times):
        day = first + timedelta(days=number * every)
        last = day if end > begin else day + timedelta(days=1)
        yield datetime.combine(day, begin, RIYADH), datetime.combine(last, end, RIYADH)
