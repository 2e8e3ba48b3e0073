"""A roster is asked for, found by a job, and published: only then it becomes seats."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Seat, Session
from athar.engine.journeys.operations import SeatRefused, take_seats
from athar.engine.journeys.operations.asking import hold_parts
from athar.foundation.core.jobs import job, later
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.choices import RosterFault
from athar.initiatives.volunteering.models import Opportunity, Placement, Roster
from athar.initiatives.volunteering.operations.reminding import facts_of
from athar.initiatives.volunteering.roster_rules import Board, Place
from athar.initiatives.volunteering.rosters import board_of, lacks_of, penalties_of, places_in

LONGEST = 120  # seconds that a search may take
LOST = timedelta(minutes=10)  # after which nobody waits for a search any more


class RosterRefused(Refused):
    """It cannot be asked for, changed or published; every reason is listed."""


@dataclass
class Published:
    """What became of a roster: the seats that were taken now, and why others were not, by person and shift."""

    seats: list[Seat] = field(default_factory=list)
    refused: dict[Place, tuple[Reason, ...]] = field(default_factory=dict)


@transaction.atomic
def ask_for_roster(
    *, opportunity: Opportunity, by: Person, at: datetime, seconds: int, based_on: Roster | None = None
) -> Roster:
    """
    Have a roster looked for by a worker.

    :param seconds: how long to search at most.
    :param based_on: of which the locked placements stay.
    :raises RosterRefused: when nobody said yes to a shift with a free seat, or one is looked for already.
    """
    # Whoever asks at the same moment waits.
    Opportunity.objects.select_for_update(no_key=True, of=("self",)).get(pk=opportunity.pk)
    board, reasons = board_of(opportunity, at=at), []
    locked = _locked(based_on)
    if not _can_be_given(board, locked):
        reasons.append(
            Reason("nobody", _("Nobody said yes to a shift that has a free seat."), _("Ask who can take which shift first."))
        )  # fmt: skip
    if Roster.objects.filter(opportunity=opportunity, finished_at=None, at__gt=at - LOST).exists():
        reasons.append(Reason("searching", _("One is looked for already."), _("Wait until it is found.")))
    if not 1 <= seconds <= LONGEST:
        reasons.append(Reason("seconds", _("The search cannot take so long."), _("Choose a shorter time.")))
    if reasons:
        raise RosterRefused(*reasons)
    roster = Roster.objects.create(opportunity=opportunity, by=by, at=at, seconds=seconds, based_on=based_on)
    later(solve_roster, roster=roster.pk)
    return roster


@job
def solve_roster(*, roster: int) -> None:
    """Look for a roster that was asked for. Run again, it leaves one that is found as it is."""
    from athar.analytics import rostering

    asked = (
        Roster.objects.select_related("opportunity", "based_on").filter(pk=roster, finished_at=None).first()
    )
    if asked is None:
        return
    at = timezone.now()
    Roster.objects.filter(pk=asked.pk).update(started_at=at)
    board = board_of(asked.opportunity, at=at)
    kept = board.keepable(_locked(asked.based_on))
    before = penalties_of(board, places_in(asked.based_on.placements.all())) if asked.based_on else None
    answer: dict[str, Any] = {}
    fault = ""
    if not _can_be_given(board, kept):
        fault = RosterFault.NOTHING
    else:
        try:
            answer = rostering.solve(board.problem(kept), seconds=asked.seconds)
        except TimeoutError:
            fault = RosterFault.LATE
        except rostering.Disagreement:
            fault = RosterFault.DISAGREEMENT
        else:
            fault = RosterFault.INFEASIBLE if answer["status"] == "infeasible" else ""
    _keep(
        asked,
        {} if fault else _outcome(answer) | {"before": before},
        fault,
        kept,
        answer.get("assignments", []),
    )


@transaction.atomic
def _keep(
    asked: Roster, outcome: dict[str, Any], fault: str, kept: Iterable[Place], assignments: Iterable[dict[str, int]]
) -> None:  # fmt: skip
    """Write what was found, once."""
    now = timezone.now()
    open_still = Roster.objects.filter(pk=asked.pk, finished_at=None)
    if not open_still.update(finished_at=now, fault=fault, outcome=outcome) or fault:
        return
    locked = set(kept)
    places = [(each["person"], each["session"]) for each in assignments]
    Placement.objects.bulk_create(
        Placement(roster=asked, person_id=person, session_id=session, locked=(person, session) in locked)
        for person, session in places
    )


def _outcome(answer: Mapping[str, Any]) -> dict[str, Any]:
    """What stays of an answer: nothing of it says who anybody is."""
    why = {each["about"]["session"]: each for each in answer["explanations"] if "session" in each["about"]}
    gaps = [
        {
            "session": gap["session"], "needed": gap["needed"], "assigned": gap["assigned"],
            "rules": why.get(gap["session"], {}).get("rules", {}),
        }
        for gap in answer["unmet"] if gap["rule"] == "under"
    ]  # fmt: skip
    return {name: answer[name] for name in ("cost", "bound", "penalties", "seconds")} | {"gaps": gaps}


def _can_be_given(board: Board, locked: Collection[Place]) -> bool:
    return any(board.open_to(person, locked) for person in board.people.values())


def _locked(roster: Roster | None) -> list[Place]:
    return [] if roster is None else places_in(roster.placements.filter(locked=True).order_by("pk"))


@transaction.atomic
def publish_roster(*, roster: Roster, by: Person, at: datetime) -> Published:
    """
    Take the seats of a roster, by the rules of any seat; whoever has one now is told. Published twice, it takes none twice.

    Whoever cannot have a seat any more is named with every reason, and the others have theirs.

    :raises RosterRefused: when it was not found yet, or nobody stands in it.
    """
    roster = (
        Roster.objects.select_for_update(no_key=True, of=("self",))
        .select_related("opportunity__edition")
        .get(pk=roster.pk)
    )
    rows = list(roster.placements.select_related("person").order_by("session__starts_at", "session", "pk"))
    if roster.finished_at is None or not rows:
        raise RosterRefused(Reason("empty", _("Nobody stands in this roster."), _("Place somebody first.")))
    done = Published()
    shifts: dict[int, list[Placement]] = defaultdict(list)
    for row in rows:
        shifts[row.session_id].append(row)
    sessions = Session.objects.select_related("edition__opportunity").in_bulk(list(shifts))
    hold_parts(sessions.values(), [row.person_id for row in rows if row.seat_id is None], at=at)
    for key, placed in shifts.items():
        _take(sessions[key], placed, done, by, at)
    if roster.published_at is None:
        Roster.objects.filter(pk=roster.pk).update(published_at=at, published_by=by)
    return done


def _take(session: Session, placed: list[Placement], done: Published, by: Person, at: datetime) -> None:
    """Seats of one shift for those who had none of it yet by this roster."""
    seated = dict(Seat.objects.taken().filter(session=session).values_list("person", "pk"))
    waiting = [row for row in placed if row.seat_id is None]
    for row in waiting:
        if row.person_id in seated:
            Placement.objects.filter(pk=row.pk).update(seat=seated[row.person_id])
    coming = [row for row in waiting if row.person_id not in seated]
    lacks = lacks_of(session.edition.opportunity, [row.person_id for row in coming], [session], at=at)
    lacking = {key: tuple(found[session.pk]) for key, found in lacks.items() if found[session.pk]}
    done.refused |= {(key, session.pk): reasons for key, reasons in lacking.items()}
    coming = [row for row in coming if row.person_id not in lacking]
    if not coming:
        return
    try:
        brought = take_seats(session=session, people=[row.person for row in coming], by=by, at=at)
    except SeatRefused as refused:
        done.refused |= {(row.person_id, session.pk): refused.reasons for row in coming}
        return
    done.seats += brought.seats
    done.refused |= {(person, session.pk): reasons for person, reasons in brought.refused.items()}
    new = {seat.person_id: seat for seat in brought.seats}
    for row in coming:
        if seat := new.get(row.person_id):
            Placement.objects.filter(pk=row.pk).update(seat=seat)
            tell(row.person_id, "volunteering.rostered", at=at, seat=seat.pk, **facts_of(session))
