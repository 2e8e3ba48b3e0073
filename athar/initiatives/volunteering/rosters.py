"""Reads about rosters: what one is made of, and how it stands."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from athar.engine.journeys.models import Seat, Session
from athar.engine.journeys.seat_rules import Span
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Reason
from athar.foundation.qualifications.queries import abilities_of
from athar.initiatives.volunteering.availability import taking_part
from athar.initiatives.volunteering.models import Availability, Opportunity, Placement, Roster
from athar.initiatives.volunteering.needs import lacking
from athar.initiatives.volunteering.queries import shifts_of
from athar.initiatives.volunteering.roster_rules import Board, Candidate, Place, Shift


def rosters_of(opportunity: Opportunity) -> QuerySet[Roster]:
    """Every roster that was asked for, the newest first, each with how many stand in it."""
    rows = Roster.objects.filter(opportunity=opportunity).select_related("by", "published_by", "based_on")
    return rows.annotate(placed=Count("placements"))


def placements_of(roster: Roster) -> QuerySet[Placement]:
    return roster.placements.select_related("person", "session", "seat").order_by("person__name", "pk")


def places_in(placements: Collection[Placement]) -> list[Place]:
    return [(placement.person_id, placement.session_id) for placement in placements]


def board_of(opportunity: Opportunity, *, at: datetime, sessions: Iterable[Session] | None = None) -> Board:
    """
    The shifts to come with free seats, those who take part, what they said and the seats they have: four questions.

    :param sessions: its ``shifts_of`` at that moment, where they are known.
    """
    people = set(taking_part(opportunity, at=at).order_by().values_list("person", flat=True))
    taken: dict[int, list[Span]] = defaultdict(list)
    here: Counter[int] = Counter()
    seats = Seat.objects.taken().filter(person__in=people).order_by()
    columns = ("person", "session", "session__starts_at", "session__ends_at", "session__edition")
    for person, key, starts_at, ends_at, edition in seats.values_list(*columns):
        taken[person].append(Span(key, starts_at, ends_at))
        here[person] += edition == opportunity.edition_id
    most: dict[int, int | None] = {}
    said: dict[int, dict[int, str]] = defaultdict(dict)
    rows = Availability.objects.filter(opportunity=opportunity).order_by()
    for person, wanted, key, can in rows.values_list("person", "most", "answers__session", "answers__can"):
        most[person] = wanted
        if key is not None:
            said[person][key] = can
    shifts = list(shifts_of(opportunity, at=at) if sessions is None else sessions)
    keys = sorted(key for key in people if key is not None)
    lacks = lacks_of(opportunity, keys, shifts, at=at)
    return Board(
        shifts={one.pk: _shift(one) for one in shifts},
        people={
            key: Candidate(key, tuple(taken[key]), said[key], _left(most.get(key), here[key]), lacks.get(key, {}))
            for key in keys
        },
        at=at,
    )  # fmt: skip


def lacks_of(
    opportunity: Opportunity, people: Collection[int], sessions: Iterable[Session], *, at: datetime
) -> dict[int, dict[int, list[Reason]]]:
    """What each lacks of what is needed there, by the key of the shift; where nothing is needed, no question is asked."""
    if not (opportunity.skills or opportunity.qualifications):
        return {}
    known = abilities_of(set(people), at=at)
    days = {one.pk: riyadh_day(one.starts_at) for one in sessions}
    return {
        person: {key: lacking(opportunity, known[person], on=day) for key, day in days.items()} for person in people
    }  # fmt: skip


def _shift(session: Any) -> Shift:
    """:param session: with ``free``, as ``shifts_of`` counts it."""
    span = Span(session.pk, session.starts_at, session.ends_at)
    return Shift(span, session.rest_minutes, session.weekly_minutes, session.free or 0)


def _left(most: int | None, has: int) -> int | None:
    return None if most is None else max(0, most - has)


def penalties_of(board: Board, places: Collection[Place]) -> dict[str, float]:
    """What a roster costs by rule as it stands now, recomputed by the checker, which shares no code with the search."""
    from athar.analytics.rostering import check

    counted = [place for place in places if not board.broken(place)]
    given = [{"person": who, "session": key} for who, key in counted]
    verdict: Any = check(board.problem(counted, locked=False), given)
    return {rule: float(price) for rule, price in verdict.penalties.items()}
