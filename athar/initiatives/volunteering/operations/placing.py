"""Whoever leads an opportunity changes a roster by hand: every change is checked by the rules of seats at once."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.models import Placement, Roster
from athar.initiatives.volunteering.operations.rostering import RosterRefused
from athar.initiatives.volunteering.rosters import board_of, places_in


@transaction.atomic
def place(*, roster: Roster, person: int, session: int, by: Person, at: datetime) -> Placement:
    """
    Put somebody into a shift; by hand, they stay there when the roster is made anew.

    :raises RosterRefused: with every rule that would be broken.
    """
    _open(roster)
    return _placed(roster, person, session, by, at)


@transaction.atomic
def move_placements(
    *, roster: Roster, placements: Collection[int], session: int, by: Person, at: datetime
) -> list[Placement]:
    """
    Move some to another shift; all of them, or none.

    :raises RosterRefused: with every rule that would be broken.
    """
    _open(roster)
    rows = list(roster.placements.filter(pk__in=placements).order_by("pk"))
    roster.placements.filter(pk__in=[row.pk for row in rows]).delete()
    return [_placed(roster, row.person_id, session, by, at) for row in rows]


@transaction.atomic
def take_out(*, roster: Roster, placements: Collection[int]) -> None:
    """:raises RosterRefused: when it is published already."""
    _open(roster)
    roster.placements.filter(pk__in=placements).delete()


@transaction.atomic
def lock(*, roster: Roster, placements: Collection[int], locked: bool) -> None:
    """
    Let some stay where they are when the roster is made anew, or let them go.

    :raises RosterRefused: when it is published already.
    """
    _open(roster)
    roster.placements.filter(pk__in=placements).update(locked=locked)


def _open(roster: Roster) -> None:
    """Whoever changes the same roster at the same moment waits."""
    locked = Roster.objects.select_for_update(no_key=True, of=("self",)).get(pk=roster.pk)
    if locked.published_at is not None:
        raise RosterRefused(
            Reason("published", _("This roster is published."), _("Seats are given back or handed over on the page of the shift."))
        )  # fmt: skip
    if locked.finished_at is None or locked.fault:
        raise RosterRefused(Reason("searching", _("It is not found yet."), _("Wait until it is found.")))


def _placed(roster: Roster, person: int, session: int, by: Person, at: datetime) -> Placement:
    board = board_of(roster.opportunity, at=at)
    standing = places_in(roster.placements.all())
    if (person, session) in standing:
        raise RosterRefused(Reason("there", _("They stand there already."), _("Choose another shift.")))
    broken = board.broken((person, session), standing)
    # A rest may be asked for by a shift in which they stand already.
    after = board.faults([place for place in [*standing, (person, session)] if place[0] == person])
    before = board.faults([place for place in standing if place[0] == person])
    broken += [
        reason
        for place, reasons in after.items()
        if place != (person, session) and place not in before
        for reason in reasons
    ]
    if broken:
        raise RosterRefused(*{reason.code: reason for reason in broken}.values())
    return roster.placements.create(person_id=person, session_id=session, locked=True, by=by)
