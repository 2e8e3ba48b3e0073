"""How a roster is shown: shift by shift, person by person, and what it costs by rule."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from athar.engine.journeys.models import Session
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.choices import Can
from athar.initiatives.volunteering.models import Placement, Roster
from athar.initiatives.volunteering.roster_rules import Board
from athar.initiatives.volunteering.rosters import places_in

Named = Callable[[Person], str]
RULES = {
    "under": gettext_lazy("Places left empty"),
    "prefers": gettext_lazy("Wishes not met"),
    "fairness": gettext_lazy("Uneven loads"),
}
# Why somebody does not fill a gap, after how many of them there are.
BLOCKS = {
    "cannot": gettext_lazy("cannot or said nothing, or have a seat elsewhere too near"),
    "overlap": gettext_lazy("stand in another shift at that time"),
    "min_rest_minutes": gettext_lazy("would rest too little"),
    "max_minutes": gettext_lazy("want no more shifts"),
    "weekly_minutes": gettext_lazy("would do too much in that week"),
    "nothing": gettext_lazy("could, at a higher cost elsewhere or after a longer search"),
}
SAID = {
    Can.PREFERS: pgettext_lazy("what somebody said of a shift", "would like it"),
    Can.CAN: pgettext_lazy("what somebody said of a shift", "can"),
    Can.CANNOT: pgettext_lazy("what somebody said of a shift", "cannot"),
}
SILENT = pgettext_lazy("what somebody said of a shift", "said nothing")


@dataclass(frozen=True)
class Standing:
    """Somebody in a shift."""

    row: Placement
    who: str
    said: str
    warnings: list[str]


@dataclass(frozen=True)
class ShiftRow:
    """A shift with who stands in it and who could be placed there."""

    session: Session
    free: int
    standing: list[Standing]
    choices: list[tuple[int, str]]

    @property
    def missing(self) -> int:
        return max(0, self.free - len(self.standing))


def shift_rows(
    board: Board, sessions: Sequence[Session], placements: Sequence[Placement], people: Sequence[Person], named: Named
) -> list[ShiftRow]:  # fmt: skip
    """Each shift to come, and each in which somebody stands though it does not come any more."""
    places = places_in(placements)
    faults = board.faults(places)
    by_shift: dict[int, list[Placement]] = defaultdict(list)
    for row in placements:
        by_shift[row.session_id].append(row)
    shown = list(sessions)
    known = {one.pk for one in shown}
    shown += list({row.session_id: row.session for row in placements if row.session_id not in known}.values())
    names = [(person.pk, named(person)) for person in people]
    return [
        ShiftRow(
            session=one,
            free=board.shifts[one.pk].free if one.pk in board.shifts else 0,
            standing=[_standing(row, board, faults, named) for row in by_shift[one.pk]],
            choices=_choices(board, one, {row.person_id for row in by_shift[one.pk]}, names),
        )
        for one in shown
    ]


def _standing(row: Placement, board: Board, faults: Mapping[Any, Any], named: Named) -> Standing:
    reasons = [] if row.seat_id else faults.get((row.person_id, row.session_id), [])
    return Standing(
        row,
        named(row.person),
        said_of(board, row.person_id, row.session_id),
        [str(one.message) for one in reasons],
    )


def _choices(
    board: Board, session: Session, there: Collection[int], names: Sequence[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Whom one may place there, with what they said of it: who would like it first."""
    order = [*SAID.values(), SILENT]
    found = [
        (order.index(said), key, _("%(name)s: %(said)s") % {"name": name, "said": said})
        for key, name in names
        if key not in there
        for said in [said_of(board, key, session.pk)]
    ]
    return [(key, label) for _rank, key, label in sorted(found, key=lambda one: (one[0], one[2]))]


def said_of(board: Board, person: int, session: int) -> Any:
    candidate = board.people.get(person)
    said = candidate.answers.get(session) if candidate else None
    return SAID[Can(said)] if said else SILENT


def loads(
    board: Board, placements: Sequence[Placement], people: Sequence[Person], named: Named
) -> list[dict[str, Any]]:
    """Each who takes part, in which shifts they stand, and how many they want beside the seats they have."""
    theirs: dict[int, list[Placement]] = defaultdict(list)
    for row in placements:
        theirs[row.person_id].append(row)
    return [
        {
            "who": named(person), "shifts": sorted((row.session for row in theirs[person.pk]), key=lambda one: one.starts_at),
            "most": board.people[person.pk].most,
        }
        for person in people if person.pk in board.people
    ]  # fmt: skip


def penalties(roster: Roster, now: Mapping[str, float]) -> dict[str, Any]:
    """What it costs by rule: the roster it is based on, as it was found, and as it stands."""
    outcome = roster.outcome
    found, before = outcome.get("penalties", {}), outcome.get("before")
    rows = [
        (label, before.get(rule, 0) if before else None, found.get(rule, 0), now.get(rule, 0))
        for rule, label in RULES.items()
    ]
    whole = (_("In all"), sum(before.values()) if before else None, outcome.get("cost", 0), sum(now.values()))
    return {"rows": [*rows, whole], "before": before is not None, "bound": outcome.get("bound")}


def gaps(roster: Roster, sessions: Mapping[int, Session]) -> list[dict[str, Any]]:
    """Places that the search left empty, and what kept the others from them."""
    return [
        {
            "session": sessions[gap["session"]], "missing": gap["needed"] - gap["assigned"], "needed": gap["needed"],
            "why": [(BLOCKS[rule], many) for rule, many in gap["rules"].items() if rule in BLOCKS],
        }
        for gap in roster.outcome.get("gaps", []) if gap["session"] in sessions
    ]  # fmt: skip
