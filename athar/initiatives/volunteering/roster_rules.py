"""
Who can stand where in a roster, and the problem the search is asked to solve. Plain facts, no database.

The rules are those of seats (``seat_rules``): what is made of them for the search is never weaker, so that whatever it
finds can be published in any order.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import Any

from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.seat_rules import Asking, Span, seat_refusals, week_of
from athar.foundation.core.refusals import Reason, filled
from athar.initiatives.volunteering.choices import Can

EMPTY, WISH, UNEVEN = 100, 3, 1  # what a place left empty, a wish not met and an uneven load cost
YES = frozenset({Can.CAN, Can.PREFERS})
Place = tuple[int, int]  # a person and a shift, by their keys


@dataclass(frozen=True)
class Shift:
    """A shift to come, as far as a roster depends on it. ``free``: seats nobody has."""

    span: Span
    rest_minutes: int
    weekly_minutes: int | None
    free: int

    @property
    def key(self) -> int:
        return self.span.key


@dataclass(frozen=True)
class Candidate:
    """
    Somebody who takes part.

    :ivar taken: the shifts and sessions in which they have seats already, anywhere.
    :ivar answers: what they said, by the key of the shift.
    :ivar most: how many shifts they want beside the seats they have; ``None``: as many as they can.
    :ivar lacks: what the opportunity needs of them on the day of a shift and they lack, by the key of the shift.
    """

    key: int
    taken: tuple[Span, ...]
    answers: Mapping[int, str]
    most: int | None
    lacks: Mapping[int, Sequence[Reason]] = field(default_factory=dict)


@dataclass(frozen=True)
class Board:
    """Everything a roster is made of at a moment."""

    shifts: Mapping[int, Shift]
    people: Mapping[int, Candidate]
    at: datetime

    def broken(self, place: Place, beside: Collection[Place] = ()) -> list[Reason]:
        """Every rule that speaks against somebody in a shift, beside where they stand by the roster already."""
        person, shift = self.people.get(place[0]), self.shifts.get(place[1])
        if person is None:
            return [Reason("no_part", _("They do not take part any more."), _("Take them out."))]
        if shift is None:
            return [Reason("gone", _("This shift does not lie ahead any more."), _("Take them out."))]
        others = [
            self.shifts[key].span
            for who, key in beside
            if who == person.key and key != shift.key and key in self.shifts
        ]
        asking = Asking(
            shift.span, shift.rest_minutes, shift.weekly_minutes, cancelled=False, taken=(*person.taken, *others), at=self.at
        )  # fmt: skip
        reasons = [*seat_refusals(asking), *person.lacks.get(shift.key, ())]
        if person.answers.get(shift.key) == Can.CANNOT:
            reasons.append(Reason("cannot", _("They said that they cannot."), _("Choose somebody else.")))
        if person.most is not None and len(others) >= person.most:
            reasons.append(
                Reason("most", filled(_("They want no more than %(most)s shifts beside the seats they have."), most=person.most), _("Take them out of another."))
            )  # fmt: skip
        if sum(key == shift.key and who != person.key for who, key in beside) >= shift.free:
            reasons.append(
                Reason("full", _("Every place of this shift is filled."), _("Take somebody out first."))
            )
        return reasons

    def faults(self, places: Collection[Place]) -> dict[Place, list[Reason]]:
        """What is wrong with a whole roster, by where it is."""
        found = {place: self.broken(place, places) for place in places}
        return {place: reasons for place, reasons in found.items() if reasons}

    def keepable(self, places: Sequence[Place]) -> list[Place]:
        """Of places in their order, those that can all stay together by now."""
        kept: list[Place] = []
        for place in places:
            near = [one for one in kept if one[0] == place[0] or one[1] == place[1]]
            if not self.faults([*near, place]):
                kept.append(place)
        return kept

    def open_to(self, person: Candidate, given: Collection[Place]) -> list[Shift]:
        """The shifts the search may give somebody: those they said yes to and those given, where no rule speaks against them alone."""
        return [
            shift
            for shift in self.shifts.values()
            if shift.free
            and (person.answers.get(shift.key) in YES or (person.key, shift.key) in given)
            and not self.broken((person.key, shift.key))
        ]

    def problem(self, given: Collection[Place] = (), *, locked: bool = True) -> dict[str, Any]:
        """
        The problem by sessions of ``docs/rosters.md``, with the given places locked.

        :param locked: whether those given must stay; otherwise they are allowed and no more.
        """
        return {
            "sessions": [_session(shift) for shift in self.shifts.values() if shift.free],
            "people": [self._person(person, given) for person in self.people.values()],
            "fairness": UNEVEN,
            "locked": [{"person": who, "session": key} for who, key in given] if locked else [],
        }

    def _person(self, person: Candidate, given: Collection[Place]) -> dict[str, Any]:
        shifts = self.open_to(person, given)
        may = {shift.key for shift in shifts}
        asked: dict[str, Any] = {
            "id": person.key,
            "cannot": [shift.key for shift in self.shifts.values() if shift.free and shift.key not in may],
            "prefers": {str(key): WISH for key in may if person.answers.get(key) == Can.PREFERS},
            "weekly_minutes": _weekly(person, shifts),
        }  # fmt: skip
        most = _most_minutes(person, shifts, given)
        return asked if most is None else asked | {"max_minutes": most}


def _session(shift: Shift) -> dict[str, Any]:
    return {
        "id": shift.key, "start": _minute(shift.span.starts_at, int), "end": _minute(shift.span.ends_at, ceil),
        "needed": shift.free, "under": EMPTY, "rest_minutes": shift.rest_minutes, "week": _week(shift.span),
    }  # fmt: skip


def _minute(moment: datetime, rounded: Callable[[float], int]) -> int:
    return rounded(moment.timestamp() / 60)


def _week(span: Span) -> str:
    return week_of(span.starts_at).isoformat()


def _weekly(person: Candidate, shifts: Sequence[Shift]) -> dict[str, int]:
    """
    What is left of each week. Where shifts of a week have different limits, the lowest holds for all of them: the rule of
    a seat looks at the seat that is asked for, and nobody knows in which order they will be.
    """
    left: dict[str, int] = {}
    for week, limit in _limits(shifts):
        spent = sum(span.minutes for span in person.taken if _week(span) == week)
        left[week] = min(limit - spent, left.get(week, limit))
    return left


def _limits(shifts: Sequence[Shift]) -> Iterator[tuple[str, int]]:
    return ((_week(shift.span), shift.weekly_minutes) for shift in shifts if shift.weekly_minutes is not None)


def _most_minutes(person: Candidate, shifts: Sequence[Shift], given: Collection[Place]) -> int | None:
    """
    How many shifts somebody wants, said in minutes, as the format knows it: less than the shortest ones that are too many.

    Exact where shifts are of one length; otherwise never more shifts than are wanted. What is given already fits.
    """
    if person.most is None or len(shifts) <= person.most:
        return None
    lengths = sorted(_minutes(shift) for shift in shifts)
    theirs = sum(_minutes(shift) for shift in shifts if (person.key, shift.key) in given)
    return max(0, theirs, sum(lengths[: person.most + 1]) - 1)


def _minutes(shift: Shift) -> int:
    return _minute(shift.span.ends_at, ceil) - _minute(shift.span.starts_at, int)
